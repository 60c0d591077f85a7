"""Fleiss' kappa, for any number of coders."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from duiding.agreement.counting import Codings, count_labels
from duiding.arrays import Array


class Fleiss(NamedTuple):
    """Fleiss' kappa over the ``sentences`` that have as many ``labels_each``; ``kappa`` is NaN where there is one label only."""

    kappa: float
    sentences: int
    labels_each: int


def fleiss(codings: Codings) -> Fleiss:
    """Measure Fleiss' kappa (1971) over the sentences that were coded equally often, two times or more.

    Kappa wants the same number of labels a sentence: the commonest number is taken, the larger of two that are as common.

    Args:
        codings: for each sentence, the label that each coder gave it.

    """
    sizes = Counter(len(coding) for coding in codings if len(coding) > 1)
    if not sizes:
        return Fleiss(float("nan"), 0, 0)
    size = max(sizes, key=lambda size: (sizes[size], size))
    kept = [coding for coding in codings if len(coding) == size]
    return Fleiss(kappa_of(count_labels(kept)), len(kept), size)


def kappa_of(counts: Array) -> float:
    """Compute Fleiss' kappa of label counts.

    Args:
        counts: shape (sentences, labels), every row with the same sum, 2 or more.

    """
    each = counts[0].sum()
    agreed = ((counts**2).sum(axis=1) - each) / (each * (each - 1))
    expected = float(np.square(counts.sum(axis=0) / counts.sum()).sum())
    if np.isclose(expected, 1):
        return float("nan")
    return float((agreed.mean() - expected) / (1 - expected))
