"""TF-IDF over terms, in two steps: count all sentences once, then learn from any part of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from duiding.arrays import Array


class Counted(NamedTuple):
    """How often each term stands in each sentence: the terms, and counts of shape (sentences, terms)."""

    terms: Array
    counts: sparse.csr_matrix


def frequent(counts: sparse.csr_matrix, min_df: int) -> Array:
    """Give the columns that hold something in at least ``min_df`` rows."""
    return np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= min_df)


def term_weights() -> TfidfTransformer:
    """Make the weighing of counts: logarithm of the count, inverse sentence frequency, rows of length 1."""
    return TfidfTransformer(sublinear_tf=True)


class TermVectorizer(BaseEstimator):
    """Count the terms of sentences and weigh them by TF-IDF.

    Args:
        terms: called with what the block takes from a sentence (see ``excerpts``), lists its terms.
        min_df: sentences that a term must occur in.

    """

    def __init__(self, terms: Any, min_df: int = 2) -> None:
        self.terms = terms
        self.min_df = min_df

    def count(self, excerpts: Sequence[Any]) -> Counted:
        """Count the terms that occur in enough of these sentences.

        Raises:
            ValueError: there is no term at all, or none in enough sentences (scikit-learn's wording).

        """
        counter = CountVectorizer(analyzer=self.terms)
        counts = self._count(counter, excerpts, learn=True)
        kept = frequent(counts, self.min_df)
        if not len(kept):
            raise ValueError("After pruning, no terms remain.")
        return Counted(counter.get_feature_names_out()[kept], sparse.csr_matrix(counts[:, kept].astype(float)))

    def learn(self, counted: Counted) -> sparse.csr_matrix:
        """Learn terms and weights from counts and give the matrix of the same sentences, shape (sentences, terms)."""
        kept = frequent(counted.counts, self.min_df)
        columns = {str(term): i for i, term in enumerate(counted.terms[kept])}
        self.runs_ = CountVectorizer(analyzer=self.terms, vocabulary=columns)
        self.weights_ = term_weights()
        return sparse.csr_matrix(self.weights_.fit_transform(counted.counts[:, kept]))

    def fit_transform(self, excerpts: Sequence[Any]) -> sparse.csr_matrix:
        """Learn the terms of these sentences and give their matrix."""
        return self.learn(self.count(excerpts))

    def fit(self, excerpts: Sequence[Any]) -> Self:
        """Learn the terms of these sentences."""
        self.fit_transform(excerpts)
        return self

    def transform(self, excerpts: Sequence[Any]) -> sparse.csr_matrix:
        """Give the matrix of sentences, shape (sentences, terms)."""
        counts = self._count(self.runs_, excerpts, learn=False)
        return sparse.csr_matrix(self.weights_.transform(counts.astype(float), copy=False))

    @property
    def vocabulary_(self) -> dict[str, int]:
        """The column of each term."""
        columns: dict[str, int] = self.runs_.vocabulary
        return columns

    def get_feature_names_out(self) -> Any:
        """Name the terms."""
        return self.runs_.get_feature_names_out()

    def _count(self, counter: CountVectorizer, excerpts: Sequence[Any], *, learn: bool) -> sparse.csr_matrix:
        return sparse.csr_matrix(counter.fit_transform(excerpts) if learn else counter.transform(excerpts))
