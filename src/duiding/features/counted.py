"""Sentences counted once, to be learned from in as many parts as there are folds."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from duiding.arrays import Array
from duiding.features.term_vectors import Counted, frequent, term_weights


class CountedBlock(NamedTuple):
    """One block of columns: counts of terms, still to be weighed, or figures that stand as they are."""

    name: str
    factor: float
    min_df: int
    content: Counted | sparse.csr_matrix
    vectorizer: Any

    @property
    def matrix(self) -> sparse.csr_matrix:
        """What was counted, shape (sentences, columns)."""
        return self.content.counts if isinstance(self.content, Counted) else self.content

    def part(self, fitted: Array, others: Array) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """Give the figures of some sentences and of others, both by terms and weights of the former alone."""
        mine, theirs = self.matrix[fitted], self.matrix[others]
        if isinstance(self.content, Counted):
            kept = frequent(mine, self.min_df)
            mine, theirs = mine[:, kept], theirs[:, kept]
            if len(kept):
                weigh = term_weights().fit(mine)
                mine, theirs = weigh.transform(mine), weigh.transform(theirs)
        return mine * self.factor, theirs * self.factor


class CountedSentences(NamedTuple):
    """All blocks of the same sentences side by side."""

    blocks: list[CountedBlock]
    sentences: int

    def part(self, fitted: Array, others: Array) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """Give two matrices as ``FrameFeatures`` would if it learned from the sentences ``fitted`` only.

        The others' terms and frequencies teach nothing, so figures on held-out articles stay honest; but nothing is counted twice,
        which makes cross-validation several times faster. Columns that hold nothing in ``fitted`` may differ; they have no weight.

        Args:
            fitted: positions of the sentences to learn from.
            others: positions of the sentences that are held out.

        """
        parts = [block.part(fitted, others) for block in self.blocks]
        mine, theirs = (sparse.csr_matrix(sparse.hstack(side, format="csr")) for side in zip(*parts, strict=True))
        return mine, theirs

    def slim(self) -> CountedSentences:
        """Leave out what only the final model needs, to send the rest to other processes."""
        blocks = [
            block._replace(vectorizer=None, content=Counted(np.empty(0), block.matrix))
            if isinstance(block.content, Counted)
            else block._replace(vectorizer=None)
            for block in self.blocks
        ]
        return self._replace(blocks=blocks)
