"""Find lexicon entries in a parsed sentence; the longest match wins."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from duiding.language.parsed import ParsedSentence
from duiding.lexicon.entries import ACTOR_EVENTS, Entry
from duiding.lexicon.inflection import base_forms
from duiding.lexicon.particles import joined_lemmas

SHORTEST_PART = 3  # letters that a compound must have beside the stem: 'oorlog' + 'en' is an inflection, not a compound
KNOWN = 65_536  # words whose entries are remembered, some 15 MB
_ACTORS = frozenset(ACTOR_EVENTS) - {"actor-office", "actor-home"}


class Hit(NamedTuple):
    """An entry found in a sentence, at tokens ``start`` up to but not including ``end``."""

    entry: Entry
    start: int
    end: int

    @property
    def is_actor(self) -> bool:
        """Whether it names who acts, rather than what happens."""
        return self.entry.event.startswith("actor")


class Lexicon:
    """Entries, indexed for matching.

    Args:
        entries: what ``read_lexicon`` gave, or entries of your own.

    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._index()

    def _index(self) -> None:
        self._whole: dict[str, tuple[Entry, ...]] = {}
        self._words: dict[str, tuple[Entry, ...]] = {}
        self._parts: dict[str, dict[str, Entry]] = {"prefix": {}, "suffix": {}}
        self._phrases = _Node()
        for entry in self.entries:
            lowered = entry.stem.lower()
            stem = entry.stem if lowered == entry.stem else lowered  # one string in memory, not two
            if " " in stem or entry.match == "phrase":
                self._phrases.add([sys.intern(word) for word in stem.split()], entry)
            elif entry.match in self._parts:
                self._parts[entry.match][stem] = entry
            else:
                index = self._whole if entry.match == "lemma" else self._words
                index[stem] = (*index.get(stem, ()), entry)
        self._longest = max((len(stem) for parts in self._parts.values() for stem in parts), default=0)
        self._known = functools.lru_cache(KNOWN)(self._entries_of)

    def __getstate__(self) -> tuple[Entry, ...]:
        """Keep the entries only: the index is made again on reading."""
        return self.entries

    def __setstate__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._index()

    def match(self, sentence: ParsedSentence) -> list[Hit]:
        """Give the hits in a sentence by position, none overlapping, the longest stems taken first.

        Actors are matched apart from events, so that ``EU-sancties`` can be both.
        """
        candidates = list(self._candidates(sentence))
        actors = _longest(hit for hit in candidates if hit.is_actor)
        named = any(hit.entry.event in _ACTORS for hit in actors)
        events = _longest(hit for hit in candidates if not hit.is_actor and _plain(hit.entry, sentence, named))
        return sorted(actors + events, key=lambda hit: (hit.start, hit.end))

    def _candidates(self, sentence: ParsedSentence) -> Iterator[Hit]:
        lowered = [form.lower() for form in sentence.forms]
        lemmas = [lemma.lower() for lemma in sentence.lemmas]
        openers = self._phrases.following or {}
        for i, key in enumerate(zip(lowered, lemmas, strict=True)):
            for entry in self._known(*key):
                yield Hit(entry, i, i + 1)
            if key[0] in openers or key[1] in openers:
                for length, entry in _phrases_at(self._phrases, lowered, lemmas, i):
                    yield Hit(entry, i, i + length)
        for i, lemma in joined_lemmas(sentence).items():
            for entry in self._whole.get(lemma, ()):
                yield Hit(entry, i, i + 1)

    def _entries_of(self, form: str, lemma: str) -> tuple[Entry, ...]:
        return tuple(self._look_up(form, lemma))

    def _look_up(self, form: str, lemma: str) -> Iterator[Entry]:
        for piece in dict.fromkeys((form, *form.split("-"))):
            yield from self._words.get(piece, ())
        words = base_forms(form) | {lemma}
        for part in sorted({part for word in words for part in (word, *word.split("-")) if part}):
            yield from self._whole.get(part, ())
            yield from self._compound(part)

    def _compound(self, word: str) -> Iterator[Entry]:
        for length in range(min(len(word), self._longest), 1, -1):  # or a word without end would take hours
            rest = len(word) - length
            if 0 < rest < SHORTEST_PART - 1:
                continue
            if entry := self._parts["prefix"].get(word[:length]):
                yield entry
            if entry := self._parts["suffix"].get(word[rest:]):
                yield entry


class _Node:
    """A place in the tree of phrases: the words that may come next, and the entry that ends here."""

    __slots__ = ("entry", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] | None = None  # an empty dict for each of thousands takes memory
        self.entry: Entry | None = None

    def add(self, words: list[str], entry: Entry) -> None:
        """Hang an entry under its words."""
        node = self
        for word in words:
            node.following = node.following or {}
            node = node.following.setdefault(word, _Node())
        node.entry = entry


def _phrases_at(node: _Node, forms: list[str], lemmas: list[str], start: int) -> Iterator[tuple[int, Entry]]:
    """Give the phrases that begin at ``start``, each with its number of words."""
    paths = [node]
    for place in range(start, len(forms)):
        words = (forms[place],) if forms[place] == lemmas[place] else (forms[place], lemmas[place])
        paths = [found for path in paths for word in words if (found := (path.following or {}).get(word))]
        if not paths:
            return
        for path in paths:
            if path.entry:
                yield place - start + 1, path.entry


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    taken: set[int] = set()
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.entry.stem), hit.start, hit.entry)):
        span = range(hit.start, hit.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(hit)
    return chosen


def _plain(entry: Entry, sentence: ParsedSentence, named: bool) -> bool:
    if not entry.needs:
        return True
    if entry.needs in ("state", "!state"):
        return named == (entry.needs == "state")
    starts = tuple(entry.needs.lower().split("|"))
    return any(form.lower().startswith(starts) for form in sentence.forms)
