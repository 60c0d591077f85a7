"""Ways to decide which sentences get a label next."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import sparse

from duiding.arrays import Array
from duiding.selection import choose, columns_seen, margin_doubt, share_unseen, shortlist


class Situation(NamedTuple):
    """What may be looked at in a round: no label of ``rest``.

    ``probabilities`` are those of the rows in ``rest``; ``vectors`` and ``labelled`` are of the whole pool.
    """

    rest: Array
    labelled: Array
    probabilities: Array
    vectors: sparse.csr_matrix
    min_df: int
    rng: np.random.Generator


def at_random(now: Situation, count: int) -> Array:
    """Draw sentences."""
    return now.rng.permutation(now.rest)[:count]


def by_doubt_alone(now: Situation, count: int) -> Array:
    """Take those with the smallest margin (Lewis and Gale 1994; Scheffer et al. 2001)."""
    return np.asarray(now.rest[np.argsort(-margin_doubt(now.probabilities), kind="stable")[:count]])


def by_selection(now: Situation, count: int) -> Array:
    """Choose as ``python -m predict --to-label`` does."""
    near = shortlist(now.probabilities, count)
    vectors = now.vectors[now.rest[near]]
    unseen = share_unseen(vectors, columns_seen(now.vectors[now.labelled], now.min_df))
    return np.asarray(now.rest[near[choose(now.probabilities[near], vectors, unseen, count)]])


RANDOM, DOUBT, SELECTION = "random", "doubt alone", "selection"
STRATEGIES: dict[str, Callable[[Situation, int], Array]] = {
    RANDOM: at_random,
    DOUBT: by_doubt_alone,
    SELECTION: by_selection,
}
