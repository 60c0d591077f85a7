"""Character n-grams within words: what Dutch compounds share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse

from duiding.arrays import Matrix
from duiding.features.blocks.block import Placed
from duiding.features.blocks.terms import TermBlock
from duiding.features.view import View


class Characters(TermBlock):
    """Character n-grams within a word, its borders included.

    The counts are those of a ``TfidfVectorizer`` over all n-grams of a sentence (a test compares the two); a sentence by word matrix
    times a word by n-gram matrix gives them several times faster, since news repeats its words.
    """

    name = "characters"
    components = frozenset({"tok2vec", "morphologizer", "attribute_ruler"})

    @classmethod
    def configured(cls, settings: Mapping[str, Any]) -> Self:
        """Take ``char_ngrams`` and ``min_df``."""
        low, high = settings["char_ngrams"]
        return cls(low, high, settings["min_df"])

    def take(self, view: View) -> Sequence[str]:
        """Take the tokens."""
        return view.tokens

    def terms(self, taken: str) -> list[str]:
        """List the n-grams of one word; a masked name gives its sign only, a number or punctuation nothing."""
        if taken[:1] == "‹":
            return [taken]
        if not any(character.isalpha() for character in taken):
            return []
        padded = f"<{taken}>"
        if len(padded) <= self.low:
            return [padded]
        longest = min(self.high, len(padded))
        return [padded[i : i + n] for n in range(self.low, longest + 1) for i in range(len(padded) - n + 1)]

    def count_with(self, count: Callable[[Sequence[Any]], Matrix], taken: Sequence[Any]) -> Matrix:
        """Count the n-grams of distinct words, and the words of sentences."""
        words, by_word = _words_of(taken)
        return sparse.csr_matrix(by_word @ super().count_with(count, words))

    def placed(self, view: View) -> Iterator[Placed]:
        """Give the n-grams of a sentence's words, each with the token that it is cut from."""
        for i, token in enumerate(view.tokens):
            for term in self.terms(token):
                yield term, (i,)


def _words_of(sentences: Iterable[Sequence[str]]) -> tuple[list[str], Matrix]:
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
