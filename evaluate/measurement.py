"""What is measured alike of the model, its variants and its peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from duiding.labels import in_order
from duiding.scoring import macro_f1_interval, paired_difference
from duiding.scoring.metrics import Interval, accuracy, confusion_by_article, precision_recall_f1

TIMED, WARM, ROUNDS = 500, 50, 3  # sentences timed and warmed up with, times that they are timed


class Judged(NamedTuple):
    """How well one way to label sentences does on the sentences of one file; ``labels`` holds F1 and support of each label."""

    sentences: int
    articles: int
    macro_f1: Interval
    accuracy: float
    labels: dict[str, tuple[float, int]]
    difference: Interval | None = None

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        return self._asdict() | {
            "macro_f1": self.macro_f1.rounded(),
            "accuracy": round(self.accuracy, 4),
            "labels": {name: {"f1": round(f1, 4), "support": support} for name, (f1, support) in self.labels.items()},
            "difference": self.difference.rounded() if self.difference else None,
        }


class Measured(NamedTuple):
    """What one way to label sentences reached.

    ``difference`` is its macro-F1 minus that of the model as evaluated, paired by article; ``missing`` tells why it did not run.
    ``files`` tells the same of each file of test sentences, and ``predicted`` what it labelled them.
    """

    name: str
    macro_f1: Interval | None = None
    difference: Interval | None = None
    sentences_a_second: float = 0.0
    missing: str = ""
    setting: str = ""
    megabytes: float = 0.0
    training_seconds: float = 0.0
    files: dict[str, Judged] = {}  # noqa: RUF012  # never altered
    predicted: Sequence[str] = ()

    def to_metrics(self, *columns: str) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``: these of its fields, all if none is named."""
        scores = {
            name: score.rounded() if (score := getattr(self, name)) else None for name in ("macro_f1", "difference")
        }
        figures = {
            name: round(getattr(self, name), 2) for name in ("sentences_a_second", "megabytes", "training_seconds")
        }
        files = {name: one.to_metrics() for name, one in self.files.items()}
        row = self._asdict() | scores | figures | {"files": files}
        return {name: row[name] for name in columns or self._fields if name != "predicted"}


def judge(
    truth: Sequence[str], predicted: Sequence[str], articles: Sequence[str], model: Sequence[str] | None = None
) -> Judged:
    """Judge predictions.

    Args:
        truth: the right labels.
        predicted: labels given.
        articles: article of each sentence.
        model: predictions to take the paired difference to.

    """
    labels = in_order([*truth, *predicted])
    confusion = confusion_by_article(truth, predicted, articles, labels).sum(axis=0)
    f1, support = precision_recall_f1(confusion)[2], confusion.sum(axis=1)
    return Judged(
        len(truth),
        len(set(articles)),
        macro_f1_interval(truth, predicted, articles),
        float(accuracy(confusion)),
        {label: (float(f1[i]), int(support[i])) for i, label in enumerate(labels)},
        paired_difference(truth, predicted, model, articles) if model is not None else None,
    )


def sentences_a_second(label: Callable[[list[str]], Any], texts: Sequence[str]) -> float:
    """Time labelling texts: the median of three rounds, in one process, warm.

    Args:
        label: reads and labels a list of texts.
        texts: the first 500 are timed.

    """
    sample = list(texts)[:TIMED]
    label(sample[:WARM])
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        label(sample)
        seconds.append(time.perf_counter() - start)
    return len(sample) / max(float(np.median(seconds)), 1e-9)
