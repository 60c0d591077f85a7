"""Types of arrays and sparse matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

Array = np.ndarray[Any, np.dtype[Any]]
Matrix: TypeAlias = "sparse.csr_matrix[np.float64]"  # a row a sentence, a column a feature
