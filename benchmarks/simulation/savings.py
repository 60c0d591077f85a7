"""Intervals over runs, and how many labels drawn at random give the score of fewer that were chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

from duiding.arrays import Array
from duiding.scoring import Interval

RESAMPLES = 2000


def mean_over_runs(scores: Sequence[float]) -> Interval:
    """Give the mean of runs with its interval by Student's t."""
    figures = np.asarray(scores, dtype=float)
    mean, reach = figures.mean(), stats.sem(figures) * stats.t.ppf(0.975, len(figures) - 1)
    return Interval(float(mean), float(mean - reach), float(mean + reach))


def labels_needed(sizes: Sequence[int], scores: Sequence[float], wanted: float) -> float:
    """Read off a learning curve at how many labels it first reaches a score; infinity where it never does.

    The curve is straight between its points; the first size is given where the curve starts above the score.

    Args:
        sizes: numbers of labels, rising.
        scores: the score at each.
        wanted: the score to reach.

    >>> round(labels_needed([100, 200, 300], [0.5, 0.6, 0.8], 0.7)), labels_needed([100, 200], [0.5, 0.6], 0.7)
    (250, inf)

    """
    if scores[0] >= wanted:
        return float(sizes[0])
    for i in range(1, len(sizes)):
        if scores[i] >= wanted:
            part = (wanted - scores[i - 1]) / (scores[i] - scores[i - 1])
            return float(sizes[i - 1] + part * (sizes[i] - sizes[i - 1]))
    return float("inf")


def needed_at_random(sizes: Sequence[int], at_random: Array, chosen: Array, seed: int = 0) -> Interval:
    """Give how many labels drawn at random reach the mean score of a chosen set, with an interval that resamples runs.

    Args:
        sizes: numbers of labels drawn at random.
        at_random: macro-F1 at each, shape (runs, sizes).
        chosen: macro-F1 of the chosen set in the same runs, shape (runs,).
        seed: random state.

    """
    rng = np.random.default_rng(seed)
    draws = rng.integers(len(chosen), size=(RESAMPLES, len(chosen)))
    needed = [labels_needed(sizes, at_random[rows].mean(axis=0), chosen[rows].mean()) for rows in draws]
    value = labels_needed(sizes, at_random.mean(axis=0), float(chosen.mean()))
    low, high = np.percentile(needed, [2.5, 97.5], method="nearest")
    return Interval(value, float(low), float(high))
