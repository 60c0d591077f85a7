"""The words of a sentence, without a parser, so that they can be counted where the labels are worked out elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from duiding.sentences import clean

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENING = frozenset(".:!?…\"“”„‘'’«»([–—•*")
KEPT = 50_000  # distinct words held at a time, some 5 MB
_ADDED = 0.5  # occurrences
_TELLING = 1.0  # standard errors


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


class TellingWord(NamedTuple):
    """A word, and how often it occurs here and in the training."""

    word: str
    here: int
    training: int

    def __str__(self) -> str:
        """Write it as ``vaccin 12 (0)``, the training in brackets."""
        return f"{self.word} {self.here} ({self.training})"


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

    def telling(
        self, training: Callable[[Sequence[str]], Mapping[str, int]], size: int, count: int
    ) -> list[TellingWord]:
        """Give the words that tell most of what was counted against the training, the most telling first.

        That is by the log-odds ratio over its standard error, with half an occurrence added to each count (Monroe, Colaresi and Quinn
        2008, "Fightin' Words"): how much more frequent a word is, and how sure that is. The error is that of the count here alone: the
        training is no sample, and a word that it lacks must not count for less than one that it has.

        Args:
            training: tells how often words occur in the training articles; those that it leaves out do not occur there.
            size: number of words of the training articles.
            count: how many words to give at most.

        """
        here, known = self._counts.total(), training(list(self._counts))
        scored = []
        for word, times in self._counts.items():
            before = known.get(word, 0)
            odds = log((times + _ADDED) / (here - times + _ADDED)) - log((before + _ADDED) / (size - before + _ADDED))
            score = odds * sqrt(times + _ADDED)
            if score >= _TELLING:
                scored.append((-score, TellingWord(word, times, before)))
        return [word for _, word in sorted(scored)[:count]]
