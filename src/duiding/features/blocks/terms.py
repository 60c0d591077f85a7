"""Blocks of terms weighed by TF-IDF, in two steps: count all sentences once, then learn from any part of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from duiding.arrays import Array, Matrix
from duiding.errors import InputError
from duiding.features.blocks.block import Block, Counted
from duiding.state import State, array_in, strings_in


class TermBlock(Block):
    """Terms of a sentence, each a column.

    Args:
        low: least number of units (lemmas, characters) in an n-gram.
        high: greatest number.
        min_df: number of sentences that a term must occur in.

    """

    def __init__(self, low: int, high: int, min_df: int) -> None:
        self.low = low
        self.high = high
        self.min_df = min_df

    @abstractmethod
    def terms(self, taken: Any) -> list[str]:
        """List the terms of what was taken from a sentence."""

    def count_with(self, counter: CountVectorizer, taken: Sequence[Any], *, learn: bool) -> Matrix:
        """Count the terms of sentences, with a ``counter`` that has a vocabulary or that may ``learn`` one."""
        counts = counter.fit_transform(taken) if learn else counter.transform(taken)
        return sparse.csr_matrix(counts, dtype=float)

    def count(self, taken: Sequence[Any]) -> Counted:
        """Count the terms that occur in enough of these sentences."""
        counter = CountVectorizer(analyzer=self.terms)
        try:
            counts = self.count_with(counter, taken, learn=True)
        except ValueError as error:  # scikit-learn's: there is no term at all
            raise InputError(f"No sentence of {len(taken)} has anything for the block '{self.name}'.") from error
        kept = _frequent(counts, self.min_df)
        if not len(kept):
            raise InputError(
                f"Nothing that the block '{self.name}' counts occurs in {self.min_df} of {len(taken)} sentences: "
                "expected more sentences, or a lower min_df."
            )
        return Counted(counter.get_feature_names_out()[kept].tolist(), sparse.csr_matrix(counts[:, kept]))

    def learn(self, counted: Counted) -> tuple[TermVectorizer, Matrix]:
        """Learn the inverse sentence frequency of each term."""
        weights = _weights().fit(counted.figures)
        return TermVectorizer(self, counted.names, weights), sparse.csr_matrix(weights.transform(counted.figures))

    def part(self, fitted: Matrix, others: Matrix) -> tuple[Matrix, Matrix]:
        """Keep the terms that occur in enough of the sentences ``fitted``, weighed by their frequency in these."""
        kept = _frequent(fitted, self.min_df)
        fitted, others = fitted[:, kept], others[:, kept]
        if not len(kept):
            return fitted, others
        weights = _weights().fit(fitted)
        return weights.transform(fitted), weights.transform(others)

    def restore(self, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> TermVectorizer:
        """Rebuild the terms and their weights."""
        terms = strings_in(words, "terms")
        weights = _weights()
        weights.idf_ = array_in(arrays, "idf", (len(terms),))
        return TermVectorizer(self, terms, weights)


class TermVectorizer:
    """Terms with their weights.

    Args:
        block: counts the terms of sentences.
        names: the terms.
        weights: fitted.

    """

    def __init__(self, block: TermBlock, names: Sequence[str], weights: TfidfTransformer) -> None:
        self.names = names
        self.vocabulary = {name: i for i, name in enumerate(names)}
        self._block = block
        self._counter = CountVectorizer(analyzer=block.terms, vocabulary=self.vocabulary)
        self._weights = weights

    def transform(self, taken: Sequence[Any]) -> Matrix:
        """Count the terms of sentences and weigh them; rows have length 1."""
        counts = self._block.count_with(self._counter, taken, learn=False)
        return sparse.csr_matrix(self._weights.transform(counts, copy=False))

    def state(self) -> State:
        """Give the inverse sentence frequencies, and the terms."""
        return {"idf": np.asarray(self._weights.idf_)}, {"terms": list(self.names)}


def _weights() -> TfidfTransformer:
    """Make the weighing of counts: logarithm of the count, inverse sentence frequency, rows of length 1."""
    return TfidfTransformer(sublinear_tf=True)


def _frequent(counts: Matrix, min_df: int) -> Array:
    """Give the columns that hold something in at least ``min_df`` rows."""
    return np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= min_df)
