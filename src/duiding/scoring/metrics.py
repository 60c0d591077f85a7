"""Scores of predicted labels, with intervals over articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.labels import in_order

RESAMPLES = 2000
FEWEST_ARTICLES = 20  # with fewer resampled clusters, intervals come out too narrow (Cameron, Gelbach and Miller 2008)
BY_LABEL = ("precision", "recall", "f1")
DRAWN = 100  # resamples drawn at a time: thousands of articles times all of them would fill the memory


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
    """Count (true, predicted) pairs for every article, shape (articles, labels, labels).

    Args:
        truth: the right label of each sentence.
        predicted: its predicted one.
        articles: its article.
        labels: all labels, in the order of the counts.

    """
    codes = {label: i for i, label in enumerate(labels)}
    _, place = np.unique(np.asarray(articles, dtype=str), return_inverse=True)
    counts = np.zeros((place.max() + 1, len(labels), len(labels)))
    rows, columns = (np.array([codes[t] for t in truth]), np.array([codes[p] for p in predicted]))
    np.add.at(counts, (place, rows, columns), 1)
    return counts


def precision_recall_f1(confusion: Array) -> tuple[Array, Array, Array]:
    """Give precision, recall and F1 by label from confusion counts, shape (..., labels, labels); 0 where undefined."""
    right = np.diagonal(confusion, axis1=-2, axis2=-1)
    guessed, there = confusion.sum(axis=-2), confusion.sum(axis=-1)
    return (_ratio(right, guessed), _ratio(right, there), _ratio(2 * right, guessed + there))


def label_intervals(confusion: Array, samples: Array) -> list[dict[str, Interval]]:
    """Give of each label ``precision``, ``recall`` and ``f1``, each with its interval.

    Args:
        confusion: counts of all articles together, shape (labels, labels).
        samples: the same, ``resampled``.

    """
    figures, drawn = precision_recall_f1(confusion), precision_recall_f1(samples)
    return [
        {name: interval(float(f[i]), d[:, i]) for name, f, d in zip(BY_LABEL, figures, drawn, strict=True)}
        for i in range(len(confusion))
    ]


def macro_f1(confusion: Array) -> Array:
    """Give the mean F1 over the labels that occur, in truth or prediction (Yang and Liu 1999)."""
    occurs = (confusion.sum(axis=-1) + confusion.sum(axis=-2)) > 0
    f1 = precision_recall_f1(confusion)[2]
    return np.asarray((f1 * occurs).sum(axis=-1) / np.maximum(occurs.sum(axis=-1), 1))


def accuracy(confusion: Array) -> Array:
    """Give the share of sentences with the right label, from confusion counts, shape (..., labels, labels)."""
    right = np.trace(confusion, axis1=-2, axis2=-1)
    return np.asarray(right / np.maximum(confusion.sum(axis=(-2, -1)), 1))


def cohen_kappa(confusion: Array) -> Array:
    """Give agreement beyond chance between truth and prediction (Cohen 1960); 0 where chance alone agrees fully."""
    total = np.maximum(confusion.sum(axis=(-2, -1)), 1)
    observed = np.trace(confusion, axis1=-2, axis2=-1) / total
    chance = (confusion.sum(axis=-1) * confusion.sum(axis=-2)).sum(axis=-1) / total**2
    return _ratio(observed - chance, 1 - chance)


def matthews(confusion: Array) -> Array:
    """Give the correlation of truth and prediction for several labels (Gorodkin 2004); 0 where one of them is constant."""
    total = confusion.sum(axis=(-2, -1))
    there, guessed = confusion.sum(axis=-1), confusion.sum(axis=-2)
    covariance = np.trace(confusion, axis1=-2, axis2=-1) * total - (there * guessed).sum(axis=-1)
    spread = (total**2 - (there**2).sum(axis=-1)) * (total**2 - (guessed**2).sum(axis=-1))
    return _ratio(covariance, np.sqrt(spread))


def _ratio(above: Array, below: Array) -> Array:
    above, below = np.asarray(above, dtype=float), np.asarray(below, dtype=float)
    return np.asarray(np.divide(above, below, out=np.zeros_like(above), where=below > 0))


def resampled(counts: Array, resamples: int = RESAMPLES, seed: int = 0) -> Array:
    """Draw whole articles with replacement and add up their counts, shape (resamples, labels, labels) or (resamples, …).

    Sentences of one article are not independent, so the article is what is drawn (cluster bootstrap, Field and Welsh 2007).

    Args:
        counts: by article, shape (articles, …).
        resamples: how many times to draw as many articles as there are.
        seed: random state.

    """
    random = np.random.default_rng(seed)
    share = np.full(len(counts), 1 / len(counts))
    sizes = [min(DRAWN, resamples - start) for start in range(0, resamples, DRAWN)]
    return np.concatenate([np.tensordot(random.multinomial(len(counts), share, size=n), counts, axes=1) for n in sizes])


def interval(value: float, samples: Array) -> Interval:
    """Give a figure with the 2.5th and 97.5th percentile of its resamples."""
    low, high = np.percentile(samples, [2.5, 97.5])
    return Interval(float(value), float(low), float(high))


def macro_f1_interval(
    truth: Sequence[str], predicted: Sequence[str], articles: Sequence[str], seed: int = 0
) -> Interval:
    """Give macro-F1 with its 95 % interval over articles.

    Args:
        truth: the right label of each sentence.
        predicted: its predicted one.
        articles: its article.
        seed: random state of the resampling.

    """
    counts = confusion_by_article(truth, predicted, articles, in_order([*truth, *predicted]))
    return interval(float(macro_f1(counts.sum(axis=0))), macro_f1(resampled(counts, seed=seed)))
