"""The figures of the sentence encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse

from duiding.arrays import Array, Matrix
from duiding.encoder import WIDTH
from duiding.errors import InputError
from duiding.features.blocks.block import Block, Counted
from duiding.features.view import View
from duiding.state import State, array_in

_NAMES = [str(number) for number in range(WIDTH)]


class Encoding(Block):
    """What ``duiding.encoder`` makes of a sentence in its article.

    The figures are centred, and scaled so that a sentence has length 1 on average, as it has in a block of terms: what all sentences
    share is left to the intercept, and the regularisation bears on all blocks alike, whatever the encoder.
    """

    name = "encoding"
    components = frozenset({"frame_encoder"})
    likeness = False  # it lies in as many directions as there are frames: sentences about unlike things are 0.9 alike
    in_context = True

    @classmethod
    def configured(cls, settings: Mapping[str, Any]) -> Self:
        """Take nothing: the encoding comes with the sentence."""
        return cls()

    def take(self, view: View) -> Array:
        """Take the encoding, shape (384,).

        Raises:
            InputError: the sentence has none.

        """
        if view.sentence.encoding is None:
            raise InputError("A sentence has no encoding: it was parsed without the component frame_encoder.")
        return self.of(view.sentence.encoding)

    @classmethod
    def of(cls, encoding: Array) -> Array:
        """Take what this block looks at from an encoding, in which several depths of the encoder may stand side by side."""
        return encoding[:WIDTH]

    def count(self, taken: Sequence[Array]) -> Counted:
        """Put the encodings one below the other."""
        return Counted(_NAMES, sparse.csr_matrix(_stacked(taken)))

    def learn(self, counted: Counted) -> tuple[EncodingColumns, Matrix]:
        """Learn the centre and the scale."""
        rows = counted.figures.toarray()
        columns = _columns(rows)
        return columns, columns.placed(rows)

    def part(self, fitted: Matrix, others: Matrix) -> tuple[Matrix, Matrix]:
        """Centre and scale by the sentences ``fitted``."""
        rows = fitted.toarray()
        columns = _columns(rows)
        return columns.placed(rows), columns.placed(others.toarray())

    def restore(self, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> EncodingColumns:
        """Rebuild the centre and the scale."""
        return EncodingColumns(array_in(arrays, "centre", (WIDTH,)), float(array_in(arrays, "scale", (1,))[0]))


class Middle(Encoding):
    """What the encoder has made of a sentence two thirds of the way up, before it turns to our frames: for labels other than ours."""

    name = "middle"
    components = frozenset({"frame_encoder_middle"})
    likeness = True

    @classmethod
    def of(cls, encoding: Array) -> Array:
        """Take the last of the depths."""
        return encoding[-WIDTH:]


class EncodingColumns:
    """A column a figure of the encoding.

    Args:
        centre: subtracted from every encoding, shape (384,).
        scale: multiplies what is left.

    """

    def __init__(self, centre: Array, scale: float) -> None:
        self.names = _NAMES
        self._centre = centre
        self._scale = scale

    def places(self, names: Sequence[str]) -> Array:
        """Tell the place of each name among the columns, -1 where it is none of them."""
        return np.array([_NAMES.index(name) if name in _NAMES else -1 for name in names], dtype=int)

    def placed(self, rows: Array) -> Matrix:
        """Centre and scale encodings, shape (sentences, 384); every figure is stored, zeros too."""
        figures = (rows - self._centre) * self._scale
        columns = np.tile(np.arange(WIDTH, dtype=np.int32), len(rows))
        starts = np.arange(0, figures.size + 1, WIDTH)
        return sparse.csr_matrix((figures.ravel(), columns, starts), shape=figures.shape)

    def transform(self, taken: Sequence[Array]) -> Matrix:
        """Give the columns of encodings."""
        return self.placed(_stacked(taken))

    def state(self) -> State:
        """Give centre and scale."""
        return {"centre": self._centre, "scale": np.array([self._scale])}, {}


def _columns(rows: Array) -> EncodingColumns:
    centre = rows.mean(axis=0)
    spread = float(np.sqrt(((rows - centre) ** 2).sum(axis=1).mean()))
    return EncodingColumns(centre, 1 / spread if spread > 0 else 1.0)


def _stacked(taken: Sequence[Array]) -> Array:
    return np.vstack(taken).astype(float) if len(taken) else np.empty((0, WIDTH))
