"""Confident learning: the labels that held-out models believe least come first.

After Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels" (JAIR 70, 2021): a label's
self-confidence is the probability that models which did not see the sentence give it. Of the rankings they describe it found the most flipped
labels in our corpus (``python -m benchmarks.label_check``; normalised margin and adjusted thresholds found fewer).

cleanlab, by the same authors, ranks so too. Given the probabilities, what we need of it is this one formula, so it is not a dependency:
2.8 MB, mostly for images, tables and dialogue, under the AGPL up to 2.7 (2.9 has the Apache licence). A test compares the two rankings
where cleanlab is installed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duiding.arrays import Array


class Ranking(NamedTuple):
    """All sentences, the most doubtful label first.

    ``order`` holds positions of sentences, shape (sentences,). ``own`` is the probability of each sentence's label, ``best`` the position
    of the most probable other label and ``other`` its probability, all in the order of the sentences.
    """

    order: Array
    own: Array
    best: Array
    other: Array

    def doubtful(self) -> Array:
        """Give the positions of sentences for which another label is more probable than their own, in order of doubt."""
        return np.asarray(self.order[self.other[self.order] > self.own[self.order]])


def rank_by_doubt(probabilities: Array, codes: Array) -> Ranking:
    """Rank sentences by how little their label is believed.

    Args:
        probabilities: held out and calibrated, shape (sentences, labels).
        codes: position of each sentence's label, shape (sentences,).

    """
    rows = np.arange(len(codes))
    own = probabilities[rows, codes]
    others = probabilities.copy()
    others[rows, codes] = -np.inf
    best = others.argmax(axis=1)
    return Ranking(np.argsort(own, kind="stable"), own, best, others[rows, best])
