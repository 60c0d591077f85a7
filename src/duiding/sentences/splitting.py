"""Split Dutch news text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duiding.sentences.abbreviations import CLOSERS, LETTERED, TITLES
from duiding.sentences.paragraphs import blocks

_CLOSING = "”“\"’'»)\\]"
_CANDIDATE = re.compile(rf"(?:[.!?…]+[{_CLOSING}]*(?=\s)|(?<=[a-zà-ÿ]{{2}})[.!?][”\"’»]*(?=[“„‘«A-ZÀ-Þ][a-zà-ÿ]))")
_OPENING = re.compile(r"[\s“”„\"'‘’«(\[–—-]*")
_LAST_WORD = re.compile(r"[\w.'’/-]+$")
_CREDIT = re.compile(
    r"\s*(?:\(?(?:Beeld|Foto|Foto['’]s|Fotografie|Illustratie|Tekening|Bron|Video|Archieffoto|Archiefbeeld)\b|©|\(c\)|"
    r"(?:ANP|AFP|AP|EPA|Reuters|Getty|Belga|BELGA|DPA|Hollandse Hoogte|NurPhoto|Shutterstock)\b)"
)
_CLITIC = re.compile(r"['’‘][a-z]\s+[A-ZÀ-Þ]")
_LONGEST_ASIDE = 300  # characters between brackets within which no sentence ends


class Sentence(NamedTuple):
    """A sentence and where it stands: ``text == source[start:end]``."""

    start: int
    end: int
    text: str


def split(source: str, start: int = 0) -> list[Sentence]:
    """Split a text into sentences, in order, never overlapping.

    Args:
        source: the text, as it came.
        start: offset at which to begin, past any front matter.

    >>> [s.text for s in split("Dr. De Vries zweeg. “Wij wachten.” Moskou niet.")]
    ['Dr. De Vries zweeg.', '“Wij wachten.”', 'Moskou niet.']

    """
    return [sentence for begin, end in blocks(source, start) for sentence in _split_block(source, begin, end)]


def _split_block(source: str, begin: int, end: int) -> Iterator[Sentence]:
    opened = begin
    for candidate in _CANDIDATE.finditer(source, begin, end):
        if candidate.start() > opened and _ends_sentence(source, opened, candidate, end):
            yield from _trimmed(source, opened, candidate.end())
            opened = candidate.end()
    yield from _trimmed(source, opened, end)


def _trimmed(source: str, begin: int, end: int) -> Iterator[Sentence]:
    text = source[begin:end]
    begin += len(text) - len(text.lstrip())
    stripped = text.strip()
    if any(character.isalnum() for character in stripped):
        yield Sentence(begin, begin + len(stripped), stripped)


def _ends_sentence(source: str, opened: int, candidate: re.Match[str], end: int) -> bool:
    following = _OPENING.match(source, candidate.end(), end)
    place = following.end() if following else candidate.end()
    if place >= end:
        return False
    if _CREDIT.match(source, candidate.end(), end) and end - candidate.end() < 60:
        return False
    if _CLITIC.match(source, _skip_space(source, candidate.end()), end):
        return True
    if source[place].islower() or not source[place].isalnum():
        return False
    if _inside_aside(source, opened, candidate.start(), end):
        return False
    return not candidate.group().startswith(".") or _full_stop_closes(source, opened, candidate)


def _skip_space(source: str, place: int) -> int:
    while place < len(source) and source[place].isspace():
        place += 1
    return place


def _full_stop_closes(source: str, opened: int, candidate: re.Match[str]) -> bool:
    if candidate.group().startswith(".."):
        return True
    found = _LAST_WORD.search(source, max(opened, candidate.start() - 40), candidate.start())
    if found is None:
        return True
    word = found.group().lstrip("'’").lower()
    if word in CLOSERS:
        return True
    if word in TITLES:
        return len(candidate.group()) > 1
    if len(word) == 1 and word.isalpha():
        before = source[opened : found.start()].split()
        return bool(before) and before[-1].lower() in LETTERED
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return found.group().isupper() and len(word) > 3
    starts_line = not source[opened : found.start()].strip()
    return not (word.isdigit() and starts_line)


def _inside_aside(source: str, opened: int, place: int, end: int) -> bool:
    """Tell whether ``place`` stands between brackets that opened within the sentence."""
    bracket = source.rfind("(", max(opened + 1, place - _LONGEST_ASIDE), place)
    if bracket < 0 or ")" in source[bracket:place]:
        return False
    return source.find(")", place, min(end, bracket + _LONGEST_ASIDE)) >= 0 and bool(source[opened:bracket].strip())
