"""The words of a sentence, without a parser, so that they can be counted where the labels are worked out elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from duiding.sentences import clean

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENING = frozenset(".:!?…\"“”„‘'’«»([–—•*")
KEPT = 50_000  # distinct new words held at a time, some 5 MB


class Words(NamedTuple):
    """The words of a sentence in lower case: plain ones, names, and openings that could be either."""

    plain: list[str]
    names: list[str]
    openings: list[str]


def words_of(text: str) -> Words:
    """Part the words of a sentence into plain ones, names and openings.

    A capital within a sentence makes a name; the capital of a sentence's or quotation's first word says nothing. The parts of a
    hyphenated compound are words of their own.

    >>> words_of("Gisteren zei Poetin in Noord-Korea: “Dreigen helpt.”")
    Words(plain=['zei', 'in', 'helpt'], names=['poetin', 'noord', 'korea'], openings=['gisteren', 'dreigen'])
    """
    found = Words([], [], [])
    text = clean(text)
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper():
            found.plain.append(word.lower())
        elif text[: match.start()].rstrip()[-1:] in ("", *_OPENING):
            found.openings.append(word.lower())
        else:
            found.names.append(word.lower())
    return found


class FrequentWords:
    """Counts words in bounded memory: where there are too many, the rarer half is forgotten.

    A word that comes back begins at one again, so a count is never too high, and too low by no more than what was forgotten of it.

    Args:
        kept: distinct words to hold at most.

    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._counts: Counter[str] = Counter()

    def add(self, words: list[str]) -> None:
        """Count words."""
        self._counts.update(words)
        if len(self._counts) > self._kept:
            self._counts = Counter(dict(self._counts.most_common(self._kept // 2)))

    def most_frequent(self, count: int) -> list[tuple[str, int]]:
        """Give the most frequent words with their counts; of equals the first in the alphabet."""
        return sorted(self._counts.items(), key=lambda one: (-one[1], one[0]))[:count]
