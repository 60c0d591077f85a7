"""How sure a model must be."""

from __future__ import annotations

import numpy as np

from duiding.arrays import Array


def threshold_for(accuracy: float, confidence: Array, right: Array) -> float:
    """Find the lowest confidence above which held-out predictions are right often enough.

    Args:
        accuracy: share asked for of right labels, from 0 to 1.
        confidence: highest probability of each held-out sentence, shape (sentences,).
        right: whether the label with that probability is the true one, shape (sentences,).

    Returns:
        The threshold on the highest probability; 0 where all may be kept, infinity where no threshold reaches the accuracy.

    """
    order = np.argsort(-confidence, kind="stable")
    reached = np.cumsum(right[order]) / np.arange(1, len(right) + 1) >= accuracy
    # Ties in confidence stand or fall together: a cut is possible only where the confidence drops.
    ends = np.append(confidence[order][1:] < confidence[order][:-1], True)
    cuts = np.flatnonzero(reached & ends)
    if len(cuts) == 0:
        return float("inf")
    return 0.0 if cuts[-1] == len(order) - 1 else float(confidence[order][cuts[-1]])
