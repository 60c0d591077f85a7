"""Terms of a sentence for TF-IDF: words, letters within words, and pairs of head and dependent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from duiding.features.view import View

_RELATIONS = frozenset(
    ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "xcomp", "ccomp", "advmod", "amod", "nmod")
)


class WordTerms(NamedTuple):
    """Runs of ``low`` to ``high`` lemmas, punctuation left out."""

    low: int = 1
    high: int = 2

    def __call__(self, view: View) -> list[str]:
        """List the runs of a sentence, with signs for where it begins and ends."""
        words = ["^", *(lemma for lemma in view.lemmas if lemma[0].isalnum() or lemma[0] in "‹?"), "$"]
        return [
            " ".join(words[i : i + size])
            for size in range(self.low, self.high + 1)
            for i in range(len(words) - size + 1)
            if size > 1 or words[i] not in "^$"
        ]


class CharacterTerms(NamedTuple):
    """Runs of ``low`` to ``high`` letters within a word, its borders counted as letters: what Dutch compounds share."""

    low: int = 3
    high: int = 6

    def __call__(self, token: str) -> list[str]:
        """List the runs of one word; a masked name gives its sign only, a number or punctuation nothing."""
        if token[:1] == "‹":
            return [token]
        if not any(character.isalpha() for character in token):
            return []
        padded = f"<{token}>"
        if len(padded) <= self.low:
            return [padded]
        longest = min(self.high, len(padded))
        return [padded[i : i + n] for n in range(self.low, longest + 1) for i in range(len(padded) - n + 1)]


class SyntaxTerms(NamedTuple):
    """Pairs of a head and its dependent with their relation, as in ``nsubj(dreigen, ‹state›)``."""

    def __call__(self, view: View) -> list[str]:
        """List the pairs of a parsed sentence."""
        return list(self._pairs(view))

    def _pairs(self, view: View) -> Iterator[str]:
        sentence = view.sentence
        for i, (relation, head) in enumerate(zip(sentence.relations, sentence.heads, strict=True)):
            if relation in _RELATIONS:
                yield f"{relation}({view.lemmas[head]}, {view.lemmas[i]})"
            elif relation.lower() == "root":
                yield f"root({view.lemmas[i]})"
