"""Blocks of terms weighed by TF-IDF, in two steps: count all sentences once, then learn from any part of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from duiding.arrays import Array, Matrix
from duiding.errors import InputError
from duiding.features.blocks.block import Block, Counted
from duiding.state import State, array_in, many_strings_in
from duiding.strings import Strings


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

    def count_with(self, count: Callable[[Sequence[Any]], Matrix], taken: Sequence[Any]) -> Matrix:
        """Count the terms of sentences with a function that does so."""
        return sparse.csr_matrix(count(taken), dtype=np.float64)

    def count(self, taken: Sequence[Any]) -> Counted:
        """Count the terms that occur in enough of these sentences."""
        from sklearn.feature_extraction.text import CountVectorizer  # takes longer to import than an article to label

        counter = CountVectorizer(analyzer=self.terms)
        try:
            counts = self.count_with(counter.fit_transform, taken)
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
        idf = _idf(counted.figures)
        return TermVectorizer(self, Strings.of(counted.names), idf), _weighed(counted.figures, idf)

    def part(self, fitted: Matrix, others: Matrix) -> tuple[Matrix, Matrix]:
        """Keep the terms that occur in enough of the sentences ``fitted``, weighed by their frequency in these."""
        kept = _frequent(fitted, self.min_df)
        fitted, others = fitted[:, kept], others[:, kept]
        idf = _idf(fitted)
        return _weighed(fitted, idf), _weighed(others, idf)

    def restore(self, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> TermVectorizer:
        """Rebuild the terms and their weights."""
        terms = many_strings_in(arrays, words, "terms")
        return TermVectorizer(self, terms, array_in(arrays, "idf", (len(terms),)))


class TermVectorizer:
    """Terms with their weights.

    Args:
        block: counts the terms of sentences.
        names: the terms.
        idf: inverse sentence frequency of each.

    """

    def __init__(self, block: TermBlock, names: Strings, idf: Array) -> None:
        self.names = names
        self._block = block
        self._idf = idf

    def places(self, names: Sequence[str]) -> Array:
        """Tell the place of each name among the terms, -1 where it is none of them."""
        return self.names.places(names)

    def transform(self, taken: Sequence[Any]) -> Matrix:
        """Count the terms of sentences and weigh them; rows have length 1."""
        counts = self._block.count_with(self._counts, taken)
        return _weighed(counts, self._idf)

    def _counts(self, taken: Sequence[Any]) -> Matrix:
        """Count the terms of each thing taken, those passed over that are not known."""
        ends = [0]

        def terms() -> Iterator[str]:
            for one in taken:
                found = self._block.terms(one)
                ends.append(ends[-1] + len(found))
                yield from found

        places = self.names.places(terms())
        known = places >= 0
        starts = np.concatenate([[0], known.cumsum()])[ends]
        matrix = sparse.csr_matrix((np.ones(starts[-1]), places[known], starts), shape=(len(taken), len(self.names)))
        matrix.sum_duplicates()
        return matrix

    def state(self) -> State:
        """Give the inverse sentence frequencies, and the terms."""
        return {"idf": self._idf, "terms": self.names.raw}, {}


def _idf(counts: Matrix) -> Array:
    """Give the inverse sentence frequency of each column, smoothed as in scikit-learn's ``TfidfTransformer``."""
    known = np.bincount(counts.indices, minlength=counts.shape[1]) + 1.0
    return np.asarray(np.log((counts.shape[0] + 1) / known) + 1)


def _weighed(counts: Matrix, idf: Array) -> Matrix:
    """Weigh counts as scikit-learn's ``TfidfTransformer`` does: logarithm of the count, inverse sentence frequency, rows of length 1."""
    figures = (np.log(counts.data) + 1) * idf[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=figures**2, minlength=counts.shape[0]))
    return sparse.csr_matrix((figures / lengths[rows], counts.indices, counts.indptr), shape=counts.shape)


def _frequent(counts: Matrix, min_df: int) -> Array:
    """Give the columns that hold something in at least ``min_df`` rows."""
    return np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= min_df)
