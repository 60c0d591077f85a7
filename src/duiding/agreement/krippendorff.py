"""Krippendorff's alpha for labels, with an interval."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duiding.agreement.counts import Codings, count_labels
from duiding.arrays import Array

_SAMPLES = 2000
_BLOCK = 2_000_000  # draws held at a time


class Alpha(NamedTuple):
    """Alpha and its 95 % interval over the ``sentences`` with two labels or more; NaN where one label was used throughout."""

    value: float
    low: float
    high: float
    sentences: int


def krippendorff(codings: Codings, *, seed: int = 0, samples: int = _SAMPLES) -> Alpha:
    """Measure Krippendorff's nominal alpha (Computing Krippendorff's Alpha-Reliability, 2011).

    Annotators may have skipped sentences: those that fewer than two labelled are left out. The interval is the percentile bootstrap
    over sentences; a sample that holds one label only says nothing of agreement and is left out.

    Args:
        codings: for each sentence, the label that each annotator gave it.
        seed: random state of the bootstrap.
        samples: how many are drawn.

    """
    counts = count_labels([coding for coding in codings if len(coding) > 1])
    if not len(counts):
        return Alpha(float("nan"), float("nan"), float("nan"), 0)
    agreed = _agreed(counts)
    value = float(_alpha(agreed.sum(keepdims=True), counts.sum(axis=0, keepdims=True))[0])
    drawn = _bootstrap(agreed, counts, np.random.default_rng(seed), samples)
    drawn = drawn[~np.isnan(drawn)]
    low, high = np.quantile(drawn, [0.025, 0.975]) if len(drawn) else (value, value)
    return Alpha(value, float(low), float(high), len(counts))


def _agreed(counts: Array) -> Array:
    """Give each sentence's share of the diagonal of the coincidence matrix."""
    agreed: Array = (counts * (counts - 1)).sum(axis=1) / (counts.sum(axis=1) - 1)
    return agreed


def _alpha(agreed: Array, totals: Array) -> Array:
    """Compute alpha of each row: the diagonal's sum, shape (n,), and the labels' totals, shape (n, labels)."""
    values = totals.sum(axis=1)
    expected = values**2 - (totals**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (values - 1) * (values - agreed) / expected, np.nan)


def _bootstrap(agreed: Array, counts: Array, random: np.random.Generator, samples: int) -> Array:
    sentences = len(counts)
    size = max(1, _BLOCK // sentences)
    found = []
    for start in range(0, samples, size):
        draws = random.multinomial(sentences, np.full(sentences, 1 / sentences), size=min(size, samples - start))
        found.append(_alpha(draws @ agreed, draws @ counts))
    return np.concatenate(found)
