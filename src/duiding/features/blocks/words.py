"""Word n-grams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Self

from duiding.features.blocks.block import Placed
from duiding.features.blocks.terms import TermBlock
from duiding.features.view import View


class Words(TermBlock):
    """N-grams of lemmas, punctuation left out, with signs for where the sentence begins and ends."""

    name = "words"
    components = frozenset({"tok2vec", "morphologizer", "lemmatizer", "attribute_ruler"})

    @classmethod
    def configured(cls, settings: Mapping[str, Any]) -> Self:
        """Take ``word_ngrams`` and ``min_df``."""
        low, high = settings["word_ngrams"]
        return cls(low, high, settings["min_df"])

    def take(self, view: View) -> Sequence[str]:
        """Take the lemmas."""
        return view.lemmas

    def terms(self, taken: Sequence[str]) -> list[str]:
        """List the n-grams of a sentence's lemmas."""
        words = ["^", *(lemma for lemma in taken if _is_word(lemma)), "$"]
        return [" ".join(words[first : first + size]) for first, size in self._starts(len(words))]

    def placed(self, view: View) -> Iterator[Placed]:
        """Give the n-grams with the tokens that each is made of; the signs are made of none."""
        words = [i for i, lemma in enumerate(view.lemmas) if _is_word(lemma)]
        tokens: list[tuple[int, ...]] = [(), *((i,) for i in words), ()]
        for term, (first, size) in zip(self.terms(view.lemmas), self._starts(len(tokens)), strict=True):
            yield term, tuple(chain.from_iterable(tokens[first : first + size]))

    def _starts(self, count: int) -> Iterator[tuple[int, int]]:
        for size in range(self.low, self.high + 1):
            for first in range(count - size + 1):
                if size > 1 or 0 < first < count - 1:
                    yield first, size


def _is_word(lemma: str) -> bool:
    return lemma[0].isalnum() or lemma[0] in "‹?"
