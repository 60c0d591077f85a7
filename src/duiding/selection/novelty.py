"""How far a sentence is from what a model has learned from."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from duiding.arrays import Array


def columns_seen(labelled: sparse.csr_matrix, min_df: int) -> Array:
    """Tell which columns (terms) occur in at least ``min_df`` of the labelled sentences, shape (columns,), bool."""
    return np.asarray(np.bincount(labelled.indices, minlength=labelled.shape[1]) >= min_df)


def share_unseen(vectors: sparse.csr_matrix, seen: Array) -> Array:
    """Give the share of each vector's squared length that lies in columns the model has not seen, from 0 to 1.

    It is one less the squared cosine between a sentence and its projection on what the model knows.

    Args:
        vectors: shape (sentences, columns).
        seen: whether the model knows a column, shape (columns,).

    Returns:
        Shape (sentences,); 0 for a sentence without terms.

    """
    squared = sparse.csr_matrix(vectors.multiply(vectors))
    whole = squared @ np.ones(squared.shape[1])
    unseen = squared @ (~seen).astype(float)
    return np.asarray(np.divide(unseen, whole, out=np.zeros_like(whole), where=whole > 0))
