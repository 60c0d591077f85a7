"""TF-IDF over character n-grams within words, counted once a word rather than once a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from duiding.features.term_vectors import TermVectorizer


class SubwordVectorizer(TermVectorizer):
    """Count character n-grams in sentences by way of their distinct words, then weigh them by TF-IDF.

    The counts are those of a ``TfidfVectorizer`` over all n-grams of a sentence (a test compares the two); a sentence by word matrix times a
    word by n-gram matrix gives them several times faster, since news repeats its words. ``terms`` lists the n-grams of one word.
    """

    def _count(self, counter: CountVectorizer, excerpts: Sequence[Any], *, learn: bool) -> sparse.csr_matrix:
        words, by_word = _words_of(excerpts)
        ngrams = counter.fit_transform(words) if learn else counter.transform(words)
        return sparse.csr_matrix(by_word @ ngrams)


def _words_of(sentences: Iterable[Sequence[str]]) -> tuple[list[str], sparse.csr_matrix]:
    """Give the distinct words of sentences, each a list of words, and how often each stands in each sentence."""
    numbers: dict[str, int] = {}
    columns: list[int] = []
    starts = [0]
    for words in sentences:
        columns.extend(numbers.setdefault(word, len(numbers)) for word in words)
        starts.append(len(columns))
    shape = (len(starts) - 1, max(len(numbers), 1))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=shape)
    matrix.sum_duplicates()
    return list(numbers) or [""], matrix
