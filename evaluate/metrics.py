"""Scores of predicted labels, with intervals over articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.metrics import confusion_matrix

from duiding.labels import in_order

Array = np.ndarray[Any, np.dtype[Any]]
RESAMPLES = 2000


class Interval(NamedTuple):
    """A figure with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Write it as ``0.812 [0.790, 0.833]``."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"

    def rounded(self) -> dict[str, float]:
        """Give it as it goes into a metrics file."""
        return {name: round(float(figure), 4) for name, figure in self._asdict().items()}


def confusion_by_article(
    truth: Sequence[str], predicted: Sequence[str], articles: Sequence[str], labels: Sequence[str]
) -> Array:
    """Count (true, predicted) pairs for every article, shape (articles, labels, labels)."""
    codes = {label: i for i, label in enumerate(labels)}
    _, place = np.unique(np.asarray(articles, dtype=str), return_inverse=True)
    counts = np.zeros((place.max() + 1, len(labels), len(labels)))
    rows, columns = np.array([codes[t] for t in truth]), np.array([codes[p] for p in predicted])
    np.add.at(counts, (place, rows, columns), 1)
    return counts


def precision_recall_f1(confusion: Array) -> tuple[Array, Array, Array]:
    """Give precision, recall and F1 by label from confusion counts, shape (..., labels, labels); 0 where undefined."""
    right = np.diagonal(confusion, axis1=-2, axis2=-1)
    guessed, there = confusion.sum(axis=-2), confusion.sum(axis=-1)

    def ratio(above: Array, below: Array) -> Array:
        return np.divide(above, below, out=np.zeros_like(above), where=below > 0)

    return ratio(right, guessed), ratio(right, there), ratio(2 * right, guessed + there)


def macro_f1(confusion: Array) -> Array:
    """Give the mean F1 over the labels that occur, in truth or prediction (Yang and Liu 1999)."""
    occurs = (confusion.sum(axis=-1) + confusion.sum(axis=-2)) > 0
    f1 = precision_recall_f1(confusion)[2]
    return np.asarray((f1 * occurs).sum(axis=-1) / np.maximum(occurs.sum(axis=-1), 1))


def resampled(counts: Array, resamples: int = RESAMPLES, seed: int = 0) -> Array:
    """Draw whole articles with replacement and add up their counts, shape (resamples, labels, labels).

    Sentences of one article are not independent, so the article is what is drawn (cluster bootstrap, Field and Welsh 2007).
    """
    draws = np.random.default_rng(seed).multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=resamples)
    return np.asarray(np.tensordot(draws, counts, axes=1))


def interval(value: float, samples: Array) -> Interval:
    """Give a figure with the 2.5th and 97.5th percentile of its resamples."""
    low, high = np.percentile(samples, [2.5, 97.5])
    return Interval(float(value), float(low), float(high))


def macro_f1_interval(
    truth: Sequence[str], predicted: Sequence[str], articles: Sequence[str], seed: int = 0
) -> Interval:
    """Give macro-F1 with its 95 % interval over articles."""
    counts = confusion_by_article(truth, predicted, articles, in_order([*truth, *predicted]))
    return interval(float(macro_f1(counts.sum(axis=0))), macro_f1(resampled(counts, seed=seed)))


def label_scores(truth: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> dict[str, dict[str, float]]:
    """Give precision, recall, F1 and support of each label."""
    confusion = confusion_matrix(truth, predicted, labels=labels).astype(float)
    precision, recall, f1 = precision_recall_f1(confusion)
    support = confusion.sum(axis=1)
    return {
        label: {
            "precision": round(float(precision[i]), 4),
            "recall": round(float(recall[i]), 4),
            "f1": round(float(f1[i]), 4),
            "support": int(support[i]),
        }
        for i, label in enumerate(labels)
    }
