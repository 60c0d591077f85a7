"""The scores of a set of predictions: each figure with its interval over articles, each label with how far to trust it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.scoring.metrics import (
    BY_LABEL,
    FEWEST_ARTICLES,
    Interval,
    accuracy,
    cohen_kappa,
    confusion_by_article,
    interval,
    label_intervals,
    macro_f1,
    matthews,
    resampled,
)

SHARP, LOOSE = 0.10, 0.20  # widths of the 95 % interval of F1
OVERALL: dict[str, Callable[[Array], Array]] = {
    "macro_f1": macro_f1,
    "accuracy": accuracy,
    "cohen_kappa": cohen_kappa,
    "matthews": matthews,
}


class LabelScores(NamedTuple):
    """Scores of one label, each with its interval, and how far to trust them: a tier and a sentence (see ``reliability_of``)."""

    precision: Interval
    recall: Interval
    f1: Interval
    support: int
    articles: int
    tier: str
    words: str


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
            "reliability": {label: {"tier": row.tier, "words": row.words} for label, row in self.by_label.items()},
            "confusion": {"labels": self.labels, "counts": self.confusion},
        }


def _plain(row: LabelScores) -> dict[str, float]:
    figures = {name: round(float(getattr(row, name).value), 4) for name in BY_LABEL}
    return {**figures, "support": row.support}


def _bounds(row: LabelScores) -> dict[str, dict[str, float]]:
    return {name: getattr(row, name).rounded() for name in BY_LABEL}


def score(
    truth: Sequence[str], predicted: Sequence[str], articles: Sequence[str], labels: Sequence[str], seed: int = 0
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
    by_label = {}
    for i, (label, figures) in enumerate(zip(labels, label_intervals(confusion, samples), strict=True)):
        f1, support, articles_with = figures["f1"], int(confusion[i].sum()), int(holding[i])
        trust = reliability_of(f1, support=support, articles=articles_with)
        by_label[label] = LabelScores(figures["precision"], figures["recall"], f1, support, articles_with, *trust)
    overall = {name: interval(float(figure(confusion)), figure(samples)) for name, figure in OVERALL.items()}
    return Scores(list(labels), overall, by_label, np.rint(confusion).astype(int).tolist())


def reliability_of(f1: Interval, *, support: int, articles: int) -> tuple[str, str]:
    """Judge a label's F1 by the width of its interval and the number of articles that hold the label.

    Args:
        f1: with its 95 % interval.
        support: test sentences with the label.
        articles: test articles that hold it.

    Returns:
        A tier and why, in a sentence: ``solid``: at most 0.10 wide; ``indicative``: at most 0.20 wide; ``unreliable``: wider, or
        fewer than 20 articles.

    """
    counted = f"{support} sentence{'s' * (support != 1)} in {articles} article{'s' * (articles != 1)}"
    span = f"from {f1.low:.2f} to {f1.high:.2f}"
    if support == 0:
        return ("unreliable", "Unreliable: the test articles hold no sentence with this label.")
    if articles < FEWEST_ARTICLES:
        return (
            "unreliable",
            f"Unreliable: {counted} are too few for an interval to be believed (at least {FEWEST_ARTICLES} articles are wanted).",
        )
    width = round(f1.high - f1.low, 6)
    if width > LOOSE:
        return ("unreliable", f"Unreliable: with {counted}, F1 may lie anywhere {span}.")
    if width > SHARP:
        return ("indicative", f"Indicative: with {counted}, F1 lies {span}; don't lean on a few hundredths.")
    return ("solid", f"Solid: with {counted}, F1 lies {span}.")
