"""Score a model on labelled articles: the plain function under the command."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from duiding.classifier import FrameClassifier
from duiding.corpus import check_same_labels
from duiding.language import ParsedSentence
from duiding.store import Manifest
from evaluate.baselines import lexicon_alone
from evaluate.confidence import Confidence, measure_confidence
from evaluate.metrics import Array, Interval, macro_f1_interval
from evaluate.scores import Scores, score


class Predictions(NamedTuple):
    """Test sentences with what a model says of them.

    ``sentences`` has the columns of the corpus and ``predicted`` and ``probability``; ``probabilities`` has shape (sentences, labels).
    """

    sentences: pd.DataFrame
    parsed: list[ParsedSentence]
    probabilities: Array
    labels: list[str]

    @property
    def truth(self) -> list[str]:
        """The true labels."""
        return list(self.sentences["label"])

    @property
    def predicted(self) -> list[str]:
        """The predicted labels."""
        return list(self.sentences["predicted"])

    @property
    def articles(self) -> list[str]:
        """The article of each sentence."""
        return list(self.sentences["article_id"])


class Evaluation(NamedTuple):
    """Scores of one model on one set of sentences."""

    predictions: Predictions
    scores: Scores
    confidence: Confidence
    baselines: dict[str, Interval]


def predict(classifier: FrameClassifier, test: pd.DataFrame) -> Predictions:
    """Let a model label the sentences of ``test``.

    Raises:
        DuidingError: a sentence has a label that the model does not know.

    """
    labels = [str(label) for label in classifier.classes_]
    check_same_labels(test, labels)
    parsed = classifier.parser().parse(test["text"])
    probabilities = classifier.predict_proba(parsed)
    predicted = [labels[code] for code in probabilities.argmax(axis=1)]
    sentences = test.assign(predicted=predicted, probability=probabilities.max(axis=1))
    return Predictions(sentences, parsed, probabilities, labels)


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
