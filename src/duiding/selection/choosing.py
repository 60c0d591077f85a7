"""Choose a batch: doubt and novelty, less likeness to what is chosen already."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse

from duiding.arrays import Array
from duiding.selection.doubt import margin_doubt


class Plan(NamedTuple):
    """How to weigh one thing against another; the defaults are what the simulation of labelling was run with.

    ``novelty`` is the weight of what the model has not seen against its doubt, ``spread`` that of being unlike the rest of the batch
    against both, each from 0 to 1. Sentences with a cosine above ``alike`` count as two of a kind. ``floor`` is the part of an
    even share that each predicted label gets. ``breadth`` sentences are looked at for each one that is chosen.
    """

    novelty: float = 0.1
    spread: float = 0.1
    alike: float = 0.7
    floor: float = 0.25
    breadth: int = 10


DEFAULT = Plan()


def shortlist(probabilities: Array, count: int, plan: Plan = DEFAULT) -> Array:
    """Give the rows that are doubtful enough to be looked at closely: the most doubtful of all, and of each predicted label.

    A pool may hold hundreds of thousands of sentences; vectors are made of these rows only (as in Zhdanov 2019).

    Args:
        probabilities: of the whole pool, shape (sentences, labels).
        count: size of the batch.
        plan: see ``Plan``.

    Returns:
        Row numbers, ascending.

    """
    order = np.argsort(-margin_doubt(probabilities), kind="stable")
    guesses = probabilities.argmax(axis=1)[order]
    size = plan.breadth * count
    share = plan.breadth * _floor(count, probabilities.shape[1], plan)
    parts = [order[guesses == label][:share] for label in range(probabilities.shape[1])]
    return np.unique(np.concatenate([order[:size], *parts]))


def choose(
    probabilities: Array,
    vectors: sparse.csr_matrix,
    unseen: Array,
    count: int,
    plan: Plan = DEFAULT,
    *,
    taken: Array | None = None,
) -> list[int]:
    """Choose sentences one by one, each by its worth less its likeness to those chosen before it (greedy).

    The worth is uncertainty sampling (Lewis and Gale 1994) with a share of novelty; the greedy step is maximal marginal relevance
    (Carbonell and Goldstein 1998), as batches are ranked by Cardoso et al. (2017). Each predicted label has its floor filled first,
    the rarest one before the others. Ties go to the earlier row, so that equal input gives equal output.

    Args:
        probabilities: shape (sentences, labels).
        vectors: rows of length 1, shape (sentences, columns).
        unseen: novelty of each sentence from 0 to 1, shape (sentences,).
        count: how many to choose.
        plan: see ``Plan``.
        taken: rows that are in the batch already, which nothing chosen may be like; they are not given again.

    Returns:
        Row numbers in the order of choice; fewer than ``count`` where the rest is too like what is chosen.

    """
    worth = (1 - plan.novelty) * margin_doubt(probabilities) + plan.novelty * unseen
    batch = _Batch(worth, vectors, plan)
    for row in [] if taken is None else taken:
        batch.meet(int(row))
    guesses = probabilities.argmax(axis=1)
    labels, sizes = np.unique(guesses, return_counts=True)
    floor = _floor(count, probabilities.shape[1], plan)
    for label in labels[np.argsort(sizes, kind="stable")]:
        batch.fill(guesses == label, min(floor, count - len(batch.chosen)))
    batch.fill(np.ones(len(worth), dtype=bool), count - len(batch.chosen))
    return batch.chosen


def _floor(count: int, labels: int, plan: Plan) -> int:
    return max(1, int(plan.floor * count / labels))


class _Batch:
    """What is chosen so far, and how like it each sentence is."""

    def __init__(self, worth: Array, vectors: sparse.csr_matrix, plan: Plan) -> None:
        self.chosen: list[int] = []
        self._worth, self._vectors, self._plan = worth, vectors, plan
        self._likeness = np.zeros(len(worth))
        self._free = np.ones(len(worth), dtype=bool)

    def meet(self, row: int) -> None:
        """Take note of a sentence that is in the batch."""
        self._free[row] = False
        cosine = (self._vectors @ self._vectors[row].T).toarray().ravel()
        self._likeness = np.maximum(self._likeness, cosine)
        self._free &= self._likeness <= self._plan.alike

    def fill(self, among: Array, number: int) -> None:
        """Choose so many more among some rows, as far as there are any left."""
        spread = self._plan.spread
        for _ in range(number):
            if not (self._free & among).any():
                return
            score = (1 - spread) * self._worth + spread * (1 - self._likeness)
            row = int(np.where(self._free & among, score, -np.inf).argmax())
            self.chosen.append(row)
            self.meet(row)
