"""Score a model on labelled articles: the plain function under the command, and all that it finds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pandas as pd

from duiding import Model
from duiding.corpus import fingerprint
from duiding.labels import LabelSet
from duiding.scoring import Comparison, Interval, Predictions, macro_f1_interval, predict
from duiding.store import Manifest
from evaluate.ablation import Ablation
from evaluate.behaviour import Behaviour
from evaluate.confidence import Confidence, measure_confidence
from evaluate.errors import Errors
from evaluate.learning_curve import LearningCurve
from evaluate.peers import Contest
from evaluate.peers.simple import lexicon_alone
from evaluate.scores import Scores, score

SCHEMA = 1
PARTS = ("errors", "behaviour", "comparison", "learning_curve", "ablation", "peers")


@dataclass
class Evaluation:
    """Scores of one model on one set of sentences, and the parts that were asked for beside them (None where they were not)."""

    manifest: Manifest
    predictions: Predictions
    scores: Scores
    confidence: Confidence
    baselines: dict[str, Interval]
    errors: Errors | None = None
    behaviour: Behaviour | None = None
    comparison: Comparison | None = None
    learning_curve: LearningCurve | None = None
    ablation: Ablation | None = None
    peers: Contest | None = None

    @property
    def label_set(self) -> LabelSet:
        """What is known of the model's labels."""
        return self.manifest.label_set.of(self.scores.labels)

    def to_metrics(self) -> dict[str, Any]:
        """Give it as the contents of ``metrics.json``; the schema is documented in ``evaluate/README.md``."""
        sentences = self.predictions.sentences
        return {
            "schema": SCHEMA,
            "model": self.manifest.name,
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "versions": self.manifest.versions,
            "corpus_sha256": fingerprint(sentences),
            "sentences": len(sentences),
            "articles": int(sentences["article_id"].nunique()),
            **self.scores.to_metrics(),
            "confidence": self.confidence.to_metrics(),
            "baselines": {name: {"macro_f1": score.rounded()} for name, score in self.baselines.items()},
            **{name: found.to_metrics() for name in PARTS if (found := getattr(self, name)) is not None},
        }


def evaluate(model: Model, test: pd.DataFrame) -> Evaluation:
    """Predict the sentences of ``test`` and score the predictions.

    Args:
        model: the model.
        test: sentences with ``article_id``, ``text`` and ``label``.

    Raises:
        DuidingError: a sentence has a label that the model does not know.

    """
    classifier = model.classifier
    found = predict(classifier, test)
    confidence = measure_confidence(
        found.probabilities,
        found.truth,
        found.articles,
        found.labels,
        threshold=classifier.threshold_,
        target_accuracy=classifier.target_accuracy,
    )
    scores = score(found.truth, found.predicted, found.articles, found.labels)
    return Evaluation(model.manifest, found, scores, confidence, _baselines(model, found))


def _baselines(model: Model, found: Predictions) -> dict[str, Interval]:
    counts = model.manifest.corpus.by_label
    commonest = max(counts, key=lambda label: counts[label])
    guesses = {"majority": [commonest] * len(found.truth)}
    by_lexicon = lexicon_alone(model.classifier, found.parsed)
    if by_lexicon is not None:
        guesses["lexicon"] = by_lexicon
    return {name: macro_f1_interval(found.truth, guess, found.articles) for name, guess in guesses.items()}
