"""How much a model doubts between labels."""

from __future__ import annotations

import numpy as np

from duiding.arrays import Array


def margin_doubt(probabilities: Array) -> Array:
    """Give one less the margin between the two most probable labels, from 0 (sure) to 1 (a tie), shape (sentences,).

    Uncertainty sampling (Lewis and Gale 1994) by the margin (Scheffer et al. 2001; Settles 2009, section 3.1), which with several
    labels asks for the border between two of them, and not for sentences that merely resemble none.

    Args:
        probabilities: shape (sentences, labels), with two labels or more.

    >>> margin_doubt(np.array([[0.5, 0.5, 0.0], [0.9, 0.05, 0.05]])).round(2).tolist()
    [1.0, 0.15]

    """
    highest = np.sort(probabilities, axis=1)
    return np.asarray(1 - (highest[:, -1] - highest[:, -2]))
