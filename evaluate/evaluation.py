"""Score a model on labelled articles: the plain function under the command."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from duiding.classifier import FrameClassifier
from duiding.scoring import Interval, Predictions, macro_f1_interval, predict
from duiding.store import Manifest
from evaluate.baselines import lexicon_alone
from evaluate.confidence import Confidence, measure_confidence
from evaluate.scores import Scores, score


class Evaluation(NamedTuple):
    """Scores of one model on one set of sentences."""

    predictions: Predictions
    scores: Scores
    confidence: Confidence
    baselines: dict[str, Interval]


def evaluate(classifier: FrameClassifier, manifest: Manifest, test: pd.DataFrame) -> Evaluation:
    """Predict the sentences of ``test`` and score the predictions.

    Raises:
        DuidingError: a sentence has a label that the model does not know.

    """
    found = predict(classifier, test)
    return Evaluation(
        found,
        score(found.truth, found.predicted, found.articles, found.labels),
        measure_confidence(
            found.probabilities,
            found.truth,
            found.articles,
            found.labels,
            threshold=classifier.threshold_,
            target_accuracy=classifier.target_accuracy,
        ),
        _baselines(classifier, manifest, found),
    )


def _baselines(classifier: FrameClassifier, manifest: Manifest, found: Predictions) -> dict[str, Interval]:
    commonest = max(manifest.corpus.by_label, key=lambda label: manifest.corpus.by_label[label])
    guesses = {"majority": [commonest] * len(found.truth)}
    by_lexicon = lexicon_alone(classifier, found.parsed)
    if by_lexicon is not None:
        guesses["lexicon"] = by_lexicon
    return {name: macro_f1_interval(found.truth, guess, found.articles) for name, guess in guesses.items()}
