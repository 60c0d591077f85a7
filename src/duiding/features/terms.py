"""Terms of a sentence for TF-IDF: word n-grams, and character n-grams within words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from duiding.features.view import View

Placed = tuple[str, tuple[int, ...]]  # a term and the positions of the tokens that produced it


class WordTerms(NamedTuple):
    """Word n-grams of ``low`` to ``high`` lemmas, punctuation left out."""

    low: int = 1
    high: int = 2

    def __call__(self, lemmas: Sequence[str]) -> list[str]:
        """List the n-grams of a sentence's lemmas, with signs for where it begins and ends."""
        words = [
            "^",
            *(lemma for lemma in lemmas if lemma[0].isalnum() or lemma[0] in "‹?"),
            "$",
        ]
        return [
            " ".join(words[i : i + size])
            for size in range(self.low, self.high + 1)
            for i in range(len(words) - size + 1)
            if size > 1 or words[i] not in "^$"
        ]

    def placed(self, view: View) -> Iterator[Placed]:
        """Give the same n-grams with the tokens that each is made of; the signs are made of none."""
        kept = [i for i, lemma in enumerate(view.lemmas) if lemma[0].isalnum() or lemma[0] in "‹?"]
        tokens: list[tuple[int, ...]] = [(), *((i,) for i in kept), ()]
        for term, first, size in self._places(len(tokens), self(view.lemmas)):
            yield term, tuple(chain.from_iterable(tokens[first : first + size]))

    def _places(self, count: int, terms: list[str]) -> Iterator[tuple[str, int, int]]:
        starts = (
            (i, size)
            for size in range(self.low, self.high + 1)
            for i in range(count - size + 1)
            if size > 1 or 0 < i < count - 1
        )
        for term, (first, size) in zip(terms, starts, strict=True):
            yield term, first, size


class CharacterTerms(NamedTuple):
    """Character n-grams of ``low`` to ``high`` characters within a word, its borders included: what Dutch compounds share."""

    low: int = 3
    high: int = 6

    def __call__(self, token: str) -> list[str]:
        """List the n-grams of one word; a masked name gives its sign only, a number or punctuation nothing."""
        if token[:1] == "‹":
            return [token]
        if not any(character.isalpha() for character in token):
            return []
        padded = f"<{token}>"
        if len(padded) <= self.low:
            return [padded]
        longest = min(self.high, len(padded))
        return [padded[i : i + n] for n in range(self.low, longest + 1) for i in range(len(padded) - n + 1)]

    def placed(self, view: View) -> Iterator[Placed]:
        """Give the n-grams of a sentence's words, each with the token that it is cut from."""
        for i, token in enumerate(view.tokens):
            for term in self(token):
                yield term, (i,)
