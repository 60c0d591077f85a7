"""Sentences counted once, to be learned from in as many parts as there are folds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from duiding.arrays import Array, Matrix
from duiding.features.blocks import Block, Counted


class CountedBlock(NamedTuple):
    """One block of columns: what was counted, and the factor that its figures are to be multiplied by."""

    block: Block
    factor: float
    counted: Counted

    def part(self, fitted: Array, others: Array) -> tuple[Matrix, Matrix]:
        """Give the figures of some sentences and of others, both by what the former alone teach."""
        figures = self.counted.figures
        mine, theirs = self.block.part(figures[fitted], figures[others])
        return mine * self.factor, theirs * self.factor


class CountedSentences(NamedTuple):
    """All blocks of the same sentences side by side."""

    blocks: list[CountedBlock]
    sentences: int

    def part(self, fitted: Array, others: Array) -> tuple[Matrix, Matrix]:
        """Give two matrices as ``FrameFeatures`` would if it learned from the sentences ``fitted`` only.

        The others' terms and frequencies teach nothing, so figures on held-out articles stay honest; but nothing is counted twice,
        which makes cross-validation several times faster. Columns that hold nothing in ``fitted`` may differ; they have no weight.

        Args:
            fitted: positions of the sentences to learn from.
            others: positions of the sentences that are held out.

        """
        mine, theirs = zip(*(block.part(fitted, others) for block in self.blocks), strict=True)
        return side_by_side(mine), side_by_side(theirs)

    def slim(self) -> CountedSentences:
        """Leave out what only the final model needs, to send the rest to other processes."""
        return self._replace(blocks=[one._replace(counted=Counted([], one.counted.figures)) for one in self.blocks])


def side_by_side(matrices: Iterable[Matrix]) -> Matrix:
    """Put the columns of blocks into one matrix."""
    return sparse.csr_matrix(sparse.hstack(list(matrices), format="csr"))


def narrowed(train: Matrix, test: Matrix) -> tuple[Any, Any]:
    """Give two matrices of the same inner products in fewer figures, where there are fewer: dense, and no wider than ``train`` is long.

    A linear model that is penalised by the squares of its coefficients depends on inner products alone (Kimeldorf and Wahba 1971), so
    its decision values on ``test`` stay what they are; on few sentences with many terms and the encoder's figures it is fitted several
    times faster.

    Args:
        train: the sentences to learn from, shape (sentences, columns).
        test: others, with the same columns.

    """
    rows, columns = train.shape
    if columns <= rows:
        return (train.toarray(), test.toarray()) if 2 * train.nnz > rows * columns else (train, test)
    if train.nnz <= rows * rows:
        return train, test
    from scipy import linalg  # takes long to import, and labelling needs it not

    inner, outer = _inner_products(train, test)
    inner[np.diag_indices(rows)] += 1e-8 * max(float(inner.trace()) / rows, 1e-8)  # sentences may be alike
    lower = linalg.cholesky(inner, lower=True)
    return lower, linalg.solve_triangular(lower, outer.T, lower=True).T


def _inner_products(train: Matrix, test: Matrix) -> tuple[Array, Array]:
    """Multiply full columns as dense ones: sparse products of these are many times slower."""
    full = np.bincount(train.indices, minlength=train.shape[1]) * 2 > train.shape[0]
    dense, others = (train[:, full].toarray(), test[:, full].toarray()), (train[:, ~full], test[:, ~full])
    mine, theirs = ((dense[i] @ dense[0].T) + (others[i] @ others[0].T).toarray() for i in (0, 1))
    return np.asarray(mine), np.asarray(theirs)
