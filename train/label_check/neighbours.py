"""The sentences most like a sentence, as a reason to doubt or to keep its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.preprocessing import normalize

from duiding.arrays import Array, Matrix
from duiding.features import BLOCKS, FrameFeatures

_CHUNK = 256  # sentences compared with all others at a time: 40 MB with 20,000 others


def likeness_columns(features: FrameFeatures, matrix: Matrix) -> Matrix | Array:
    """Keep the columns that tell how alike sentences are (see ``Block.likeness``): those of ``middle``, dense, else of n-grams.

    Where there is neither, the encodings are kept, dense; without these, all columns.
    """
    columns = features.columns()
    telling = [block for block in columns if BLOCKS[block].likeness]
    for block in telling or columns:
        if BLOCKS[block].in_context:
            return matrix[:, columns[block].start : columns[block].stop].toarray()
    return matrix[:, np.concatenate([columns[block] for block in telling])] if telling else matrix


def neighbours(
    matrix: Matrix | Array, rows: Sequence[int] | Array, count: int = 3
) -> Iterator[list[tuple[int, float]]]:
    """Give for each of these sentences the ones most like it, as position and cosine, the most similar first; of equals the first in the corpus.

    Args:
        matrix: what sentences are compared by, shape (sentences, columns).
        rows: positions of the sentences that are asked about.
        count: how many others to give.

    """
    unit = normalize(matrix)
    columns = unit.T if isinstance(unit, np.ndarray) else unit.T.tocsr()
    for start in range(0, len(rows), _CHUNK):
        chunk = np.asarray(rows[start : start + _CHUNK])
        product = unit[chunk] @ columns
        cosines = product if isinstance(product, np.ndarray) else product.toarray()
        cosines[np.arange(len(chunk)), chunk] = -np.inf
        for values in cosines:
            nearest = np.argsort(-values, kind="stable")[: min(count, len(values) - 1)]
            yield [(int(row), float(values[row])) for row in nearest]
