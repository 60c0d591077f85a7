"""Score a model on labelled articles: the plain function under the command."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
from sklearn.metrics import accuracy_score, confusion_matrix

from duiding.classifier import FrameClassifier
from duiding.corpus import check_same_labels, fingerprint
from duiding.store import Manifest
from evaluate.baselines import lexicon_alone
from evaluate.metrics import Interval, label_scores, macro_f1_interval

SCHEMA = 1


class Evaluation(NamedTuple):
    """Scores of one model on one set of sentences."""

    labels: list[str]
    macro_f1: Interval
    accuracy: float
    by_label: dict[str, dict[str, float]]
    confusion: list[list[int]]
    baselines: dict[str, Interval]
    sentences: pd.DataFrame

    def to_metrics(self, manifest: Manifest) -> dict[str, Any]:
        """Give it as the contents of ``metrics.json``."""
        return {
            "schema": SCHEMA,
            "model": manifest.name,
            "corpus_sha256": fingerprint(self.sentences),
            "sentences": len(self.sentences),
            "articles": int(self.sentences["article_id"].nunique()),
            "macro_f1": self.macro_f1.rounded(),
            "accuracy": round(self.accuracy, 4),
            "labels": self.by_label,
            "confusion": {"labels": self.labels, "counts": self.confusion},
            "baselines": {name: {"macro_f1": score.rounded()} for name, score in self.baselines.items()},
        }


def evaluate(classifier: FrameClassifier, manifest: Manifest, test: pd.DataFrame) -> Evaluation:
    """Predict the sentences of ``test`` and score the predictions.

    Raises:
        DuidingError: a sentence has a label that the model does not know.

    """
    check_same_labels(test, manifest.labels)
    parsed = classifier.parser().parse(test["text"])
    probabilities = classifier.predict_proba(parsed)
    predicted = [str(label) for label in classifier.classes_[probabilities.argmax(axis=1)]]
    truth, articles = list(test["label"]), list(test["article_id"])
    baselines = {
        "majority": [max(manifest.corpus.by_label, key=lambda label: manifest.corpus.by_label[label])] * len(truth)
    }
    by_lexicon = lexicon_alone(classifier, parsed)
    if by_lexicon is not None:
        baselines["lexicon"] = by_lexicon
    return Evaluation(
        labels=manifest.labels,
        macro_f1=macro_f1_interval(truth, predicted, articles),
        accuracy=float(accuracy_score(truth, predicted)),
        by_label=label_scores(truth, predicted, manifest.labels),
        confusion=confusion_matrix(truth, predicted, labels=manifest.labels).tolist(),
        baselines={name: macro_f1_interval(truth, guess, articles) for name, guess in baselines.items()},
        sentences=test.assign(predicted=predicted, probability=probabilities.max(axis=1)),
    )
