"""The scores of a set of predictions: each figure with its interval over articles, each label with how far to trust it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.scoring.metrics import (
    Interval,
    accuracy,
    cohen_kappa,
    confusion_by_article,
    interval,
    macro_f1,
    matthews,
    precision_recall_f1,
    resampled,
)
from evaluate.reliability import Reliability, judge

OVERALL: dict[str, Callable[[Array], Array]] = {
    "macro_f1": macro_f1,
    "accuracy": accuracy,
    "cohen_kappa": cohen_kappa,
    "matthews": matthews,
}


class LabelScores(NamedTuple):
    """Scores of one label, each with its interval."""

    precision: Interval
    recall: Interval
    f1: Interval
    support: int
    articles: int
    reliability: Reliability


class Scores(NamedTuple):
    """All scores of a set of predictions."""

    labels: list[str]
    overall: dict[str, Interval]
    by_label: dict[str, LabelScores]
    confusion: list[list[int]]

    def to_metrics(self) -> dict[str, Any]:
        """Give them as they go into ``metrics.json``."""
        return {
            **{name: score.rounded() for name, score in self.overall.items()},
            "labels": {label: _plain(row) for label, row in self.by_label.items()},
            "intervals": {label: _bounds(row) for label, row in self.by_label.items()},
            "reliability": {label: row.reliability._asdict() for label, row in self.by_label.items()},
            "confusion": {"labels": self.labels, "counts": self.confusion},
        }


def _plain(row: LabelScores) -> dict[str, float]:
    figures = {name: round(float(getattr(row, name).value), 4) for name in ("precision", "recall", "f1")}
    return {**figures, "support": row.support}


def _bounds(row: LabelScores) -> dict[str, dict[str, float]]:
    return {name: getattr(row, name).rounded() for name in ("precision", "recall", "f1")}


def score(
    truth: Sequence[str],
    predicted: Sequence[str],
    articles: Sequence[str],
    labels: Sequence[str],
    seed: int = 0,
) -> Scores:
    """Score predictions, with 95 % intervals from resampled articles.

    Args:
        truth: true label of each sentence.
        predicted: predicted label of each sentence.
        articles: article of each sentence.
        labels: all labels, in order.
        seed: random state of the resampling.

    """
    counts = confusion_by_article(truth, predicted, articles, labels)
    confusion, samples = counts.sum(axis=0), resampled(counts, seed=seed)
    holding = (counts.sum(axis=2) > 0).sum(axis=0)
    figures, drawn = precision_recall_f1(confusion), precision_recall_f1(samples)
    by_label = {}
    for i, label in enumerate(labels):
        precision, recall, f1 = (interval(f[i], d[:, i]) for f, d in zip(figures, drawn, strict=True))
        support, articles_with = int(confusion[i].sum()), int(holding[i])
        by_label[label] = LabelScores(
            precision,
            recall,
            f1,
            support,
            articles_with,
            judge(f1, support=support, articles=articles_with),
        )
    overall = {name: interval(float(figure(confusion)), figure(samples)) for name, figure in OVERALL.items()}
    return Scores(list(labels), overall, by_label, np.rint(confusion).astype(int).tolist())
