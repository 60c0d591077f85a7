"""The sentences most like a sentence, as a reason to doubt or to keep its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.preprocessing import normalize

from duiding.arrays import Array
from duiding.features import BLOCKS, FrameFeatures

_CHUNK = 256  # sentences compared with all others at a time: 40 MB with 20,000 others


def word_columns(features: FrameFeatures, matrix: Any) -> Any:
    """Keep the columns of blocks that tell how alike sentences are (see ``Block``); all columns where there are none."""
    kept = [columns for block, columns in features.columns().items() if BLOCKS[block].likeness]
    return matrix[:, np.concatenate([np.arange(one.start, one.stop) for one in kept])] if kept else matrix


def neighbours(matrix: Any, rows: Sequence[int] | Array, count: int = 3) -> Iterator[list[tuple[int, float]]]:
    """Give for each of these sentences the ones most like it, as position and cosine, the most similar first; of equals the first in the corpus.

    Args:
        matrix: features (TF-IDF) of all sentences, shape (sentences, columns), sparse.
        rows: positions of the sentences that are asked about.
        count: how many others to give.

    """
    unit = normalize(matrix)
    columns = unit.T.tocsr()
    for start in range(0, len(rows), _CHUNK):
        chunk = np.asarray(rows[start : start + _CHUNK])
        cosines = (unit[chunk] @ columns).toarray()
        cosines[np.arange(len(chunk)), chunk] = -np.inf
        for values in cosines:
            nearest = np.argsort(-values, kind="stable")[: min(count, len(values) - 1)]
            yield [(int(row), float(values[row])) for row in nearest]
