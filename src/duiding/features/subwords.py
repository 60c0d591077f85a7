"""TF-IDF over runs of letters within words, counted once a word rather than once a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from duiding.features.terms import CharacterTerms
from duiding.features.view import View


class SubwordVectorizer(BaseEstimator):
    """Count runs of letters in sentences by way of their distinct words, then weigh them by TF-IDF.

    The counts are those of a ``TfidfVectorizer`` over all runs of a sentence (a test compares the two); a sentence by word matrix times a
    word by run matrix gives them several times faster, since news repeats its words.

    Args:
        terms: which runs.
        minimum: sentences that a run must occur in.

    """

    def __init__(self, terms: CharacterTerms, minimum: int = 2) -> None:
        self.terms = terms
        self.minimum = minimum

    def fit_transform(self, views: Sequence[View]) -> sparse.csr_matrix:
        """Learn the runs of these sentences and give their matrix."""
        words, by_word = _words_of(views)
        self.runs_ = CountVectorizer(analyzer=self.terms)
        counts = sparse.csr_matrix(by_word @ self.runs_.fit_transform(words))
        kept = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= self.minimum)
        names = self.runs_.get_feature_names_out()[kept]
        self.runs_ = CountVectorizer(
            analyzer=self.terms,
            vocabulary={str(name): i for i, name in enumerate(names)},
        )
        self.weights_ = TfidfTransformer(sublinear_tf=True)
        return sparse.csr_matrix(self.weights_.fit_transform(counts[:, kept].astype(float)))

    def fit(self, views: Sequence[View]) -> Self:
        """Learn the runs of these sentences."""
        self.fit_transform(views)
        return self

    def transform(self, views: Sequence[View]) -> sparse.csr_matrix:
        """Give the matrix of sentences, shape (sentences, runs)."""
        words, by_word = _words_of(views)
        counts = by_word @ self.runs_.transform(words)
        return sparse.csr_matrix(self.weights_.transform(counts.astype(float), copy=False))

    @property
    def vocabulary_(self) -> dict[str, int]:
        """The column of each run."""
        columns: dict[str, int] = self.runs_.vocabulary
        return columns

    @property
    def analyzer(self) -> CharacterTerms:
        """What cuts words into runs."""
        return self.terms

    def get_feature_names_out(self) -> Any:
        """Name the runs."""
        return self.runs_.get_feature_names_out()


def _words_of(views: Iterable[View]) -> tuple[list[str], sparse.csr_matrix]:
    """Give the distinct words of sentences, and how often each stands in each sentence."""
    numbers: dict[str, int] = {}
    columns: list[int] = []
    starts = [0]
    for view in views:
        columns.extend(numbers.setdefault(token, len(numbers)) for token in view.tokens)
        starts.append(len(columns))
    shape = (len(starts) - 1, max(len(numbers), 1))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=shape)
    matrix.sum_duplicates()
    return list(numbers) or [""], matrix
