"""How many wrong labels the check finds, measured by making some wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from duiding.arrays import Array
from duiding.classifier.inputs import codes_of
from duiding.labels import in_order
from train.config import Config
from train.label_check.held_out import held_out_probabilities
from train.label_check.ranking import rank_by_doubt
from train.preparation import Prepared


class Found(NamedTuple):
    """One round: flipped labels, how many were among the first, and both by (true label, flipped label).

    ``listed`` tells the number of labels in doubt altogether, ``listed_flipped`` how many of those were flipped.
    """

    flipped: int
    found: int
    listed: int
    listed_flipped: int
    flipped_by_pair: Counter[tuple[str, str]]
    found_by_pair: Counter[tuple[str, str]]

    @property
    def recall(self) -> float:
        """The share of flipped labels among the first."""
        return self.found / self.flipped


def flip(codes: Array, count: int, share: float, seed: int) -> tuple[Array, Array]:
    """Change a share of labels, drawn at random, each to one of the others at random.

    Args:
        codes: positions of labels, shape (sentences,).
        count: number of labels.
        share: of sentences to change, from 0 to 1.
        seed: random state.

    Returns:
        The changed codes, and the positions of the sentences that were changed.

    """
    generator = np.random.default_rng(seed)
    rows = generator.choice(len(codes), round(share * len(codes)), replace=False)
    changed = codes.copy()
    changed[rows] = (codes[rows] + generator.integers(1, count, len(rows))) % count
    return changed, rows


def measure(
    prepared: Prepared, corpus: pd.DataFrame, config: Config, *, share: float, first: float, seed: int, jobs: int
) -> Found:
    """Flip a share of labels and count how many of them are among the first that the check lists.

    Args:
        prepared: the corpus, parsed and counted.
        corpus: the same sentences with labels and articles.
        config: hyper-parameters.
        share: of labels to flip.
        first: of sentences, in order of doubt, among which flipped ones are looked for.
        seed: random state of the flips.
        jobs: processes for cross-validation.

    """
    labels = in_order(corpus["label"])
    codes = codes_of(list(corpus["label"]), labels)
    changed, rows = flip(codes, len(labels), share, seed)
    probabilities = held_out_probabilities(
        prepared.counted, changed, list(corpus["article_id"]), config=config, seed=0, jobs=jobs
    )
    ranking = rank_by_doubt(probabilities, changed)
    listed = np.intersect1d(rows, ranking.order[: round(first * len(codes))])
    doubtful = ranking.doubtful()
    return Found(
        len(rows),
        len(listed),
        len(doubtful),
        len(np.intersect1d(rows, doubtful)),
        _pairs(labels, codes[rows], changed[rows]),
        _pairs(labels, codes[listed], changed[listed]),
    )


def _pairs(labels: Sequence[str], true: Array, changed: Array) -> Counter[tuple[str, str]]:
    return Counter((labels[a], labels[b]) for a, b in zip(true.tolist(), changed.tolist(), strict=True))
