"""Split Dutch news text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duiding.sentences.abbreviations import (
    BEFORE,
    BEFORE_NUMBER,
    CLOSERS,
    LETTERED,
    OPENERS,
    PERSONAL,
)
from duiding.sentences.paragraphs import blocks

_CLOSING = "”“\"’'»)\\]"
_AGENCY = r"(?:ANP|AFP|AP|EPA|Reuters|REUTERS|Getty Images|Getty|Belga|BELGA|DPA|EFE|TASS|Hollandse Hoogte|NurPhoto|Shutterstock|Photo News)"
_CANDIDATE = re.compile(
    rf"(?:[.!?…]+[{_CLOSING}]*(?=\s)|(?<=[a-zà-ÿ]{{2}})[.!?][”\"’»]*(?=[“„‘«A-ZÀ-Þ][a-zà-ÿ])"
    rf"|(?:Beeld|Foto:?|©)\s+{_AGENCY}(?:\s*[/,-]\s*{_AGENCY})*(?=\s+[“„‘«\"]?[A-ZÀ-Þ][a-zà-ÿ]))"
)
_OPENING = re.compile(r"(?:[\s“”„‚\"'‘’«(\[–—-]|\[?(?:…|\.{3})\]|\(?(?:…|\.{3})\))*")
_LAST_WORD = re.compile(r"[\w.'’/-]+$")
_CREDIT = re.compile(
    r"\s*(?:\(?(?:Beeld|Foto|Foto['’]s|Fotografie|Illustratie|Tekening|Bron|Video|Archieffoto|Archiefbeeld)\b|©|\(c\)|"
    rf"{_AGENCY}\b)"
)
_AGENCY_CREDIT = re.compile(rf"\s*(?:Beeld|Foto:?|©)\s+{_AGENCY}\b")
_CLITIC = re.compile(r"['’‘][a-z](?:\s+|-)[A-ZÀ-Þ]")
_FOLLOWING_WORD = re.compile(rf"[\s{_CLOSING}„‘«(\[]*([A-ZÀ-Þ][a-zà-ÿ]*)(\s+[a-zà-ÿ])?")
_CLOSED = re.compile(r"[.!?…)”\"’»]\s*$")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")
_LONGEST_ASIDE = 300  # characters between brackets within which no sentence ends
_LONGEST_CREDIT = 60  # characters that a photographer and an agency take at the end of a caption


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
    place = _next_word(source, candidate.end(), end)
    if place >= end or _is_omission(source, candidate):
        return False
    if _is_credit(candidate):
        return bool(_CLOSED.search(source, opened, candidate.start()))
    if _credit_follows(source, candidate.end(), end):
        return False
    if _CLITIC.match(source, _skip_space(source, candidate.end()), end):
        return True
    if source[place].islower() or not source[place].isalnum():
        return False
    if _inside_aside(source, opened, candidate.start(), end):
        return False
    return not candidate.group().startswith(".") or _full_stop_closes(source, opened, candidate, end)


def _next_word(source: str, place: int, end: int) -> int:
    following = _OPENING.match(source, place, end)
    return following.end() if following else place


def _is_omission(source: str, candidate: re.Match[str]) -> bool:
    """Tell whether these are the dots of '[…]', which stand for words left out."""
    return candidate.group()[0] in ".…" and source[candidate.start() - 1] in "[(" and candidate.group()[-1] in "])"


def _is_credit(candidate: re.Match[str]) -> bool:
    return candidate.group()[0] not in ".!?…"


def _credit_follows(source: str, place: int, end: int) -> bool:
    short = end - place < _LONGEST_CREDIT and _CREDIT.match(source, place, end)
    return bool(short or _AGENCY_CREDIT.match(source, place, end))


def _skip_space(source: str, place: int) -> int:
    while place < len(source) and source[place].isspace():
        place += 1
    return place


def _full_stop_closes(source: str, opened: int, candidate: re.Match[str], end: int) -> bool:
    found = _LAST_WORD.search(source, max(opened, candidate.start() - 40), candidate.start())
    if candidate.group().startswith("..") or found is None:
        return True
    spelled, quoted = found.group().lstrip("'’"), len(candidate.group()) > 1
    word = spelled.lower()
    before = source[opened : found.start()]
    if word in CLOSERS and (len(word) > 1 or spelled.islower()):
        return True
    if word in PERSONAL:
        return quoted
    if len(word) == 1 and word.isalpha():
        words = before.split()
        return (bool(words) and words[-1].lower() in LETTERED) or _opener_follows(source, candidate.end(), end)
    if word in BEFORE_NUMBER:
        return quoted or not _digit_follows(source, candidate.end())
    if word in BEFORE and _is_abbreviation(spelled, before):
        return quoted or _opener_follows(source, candidate.end(), end)
    if _DOTTED.fullmatch(word):
        return (spelled.isupper() and len(word) > 3) or _opener_follows(source, candidate.end(), end)
    return not (word.isdigit() and not before.strip())


def _is_abbreviation(spelled: str, before: str) -> bool:
    """Tell 'jan.' and, where a sentence begins, 'Zgn.' from the name 'Jan.' and the state 'VS.'."""
    if "." in spelled or spelled.islower():
        return True
    return not spelled.isupper() and not any(character.isalnum() for character in before)


def _opener_follows(source: str, place: int, end: int) -> bool:
    """Tell whether the next word begins a sentence; 'De' only before a small letter, since it begins surnames too."""
    found = _FOLLOWING_WORD.match(source, place, end)
    if not found or found[1].lower() not in OPENERS:
        return False
    return found[1] != "De" or bool(found[2])


def _digit_follows(source: str, place: int) -> bool:
    place = _skip_space(source, place)
    return source[place : place + 1].isdigit()


def _inside_aside(source: str, opened: int, place: int, end: int) -> bool:
    """Tell whether ``place`` stands between brackets that opened within the sentence."""
    bracket = source.rfind("(", max(opened + 1, place - _LONGEST_ASIDE), place)
    if bracket < 0 or ")" in source[bracket:place]:
        return False
    return source.find(")", place, min(end, bracket + _LONGEST_ASIDE)) >= 0 and bool(source[opened:bracket].strip())
