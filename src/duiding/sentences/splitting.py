"""Split Dutch news text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duiding.sentences.abbreviations import OPENERS
from duiding.sentences.full_stops import CLOSING, full_stop_closes, skip_space
from duiding.sentences.paragraphs import blocks

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufe0e\ufe0f\ufeff"
_AGENCY = r"(?:ANP|AFP|AP|EPA|Reuters|REUTERS|Getty Images|Getty|Belga|BELGA|DPA|EFE|TASS|Hollandse Hoogte|NurPhoto|Shutterstock|Photo News)"
_OPENER = "|".join(word.capitalize() for word in sorted(OPENERS))
_NAMED = rf"(?:Beeld|Foto:?|©)\s+(?:[A-ZÀ-Þ][\w-]+\s+(?:(?:van|de|den|der)\s+){{0,3}}){{1,2}}[A-ZÀ-Þ][\w-]+(?=\s+(?:{_OPENER})\s+[a-zà-ÿ])"
_CANDIDATE = re.compile(
    # stops, with what closes a quotation or bracket behind them
    rf"(?:(?<![.!?…])(?P<stop>[.!?…]++)(?P<closing>[{CLOSING}]*+)(?:(?=\s)|[{_INVISIBLE}]++(?=\s|[“„‘«A-ZÀ-Þ]))"
    # no space behind the stop
    r"|(?<=[a-zà-ÿ]{2})(?P<tight>[.!?][”\"’»]*+)(?=[“„‘«A-ZÀ-Þ][a-zà-ÿ])"
    # the number of a footnote behind the stop
    r"|(?<=[a-zà-ÿ]{3})(?P<note>[.!?](?:(?:\[\d{1,3}\])+|\d{1,2}))(?=\s+[“„‘«]?[A-ZÀ-Þ][a-zà-ÿ])"
    # the credit of a caption, and a line that points to another article
    rf"|(?P<credit>(?:Beeld|Foto:?|©)\s+{_AGENCY}(?:\s*[/,-]\s*{_AGENCY})*(?=\s+[“„‘«\"]?[A-ZÀ-Þ][a-zà-ÿ])|{_NAMED})"
    r"|(?P<pointer>(?<=\s)(?=(?:LEES|KIJK|LUISTER|BEKIJK)\s(?:OOK|MEER|VERDER)\b)))"
)
_OPENING = re.compile(rf"(?:[\s“”„‚\"'‘’«(\[–—{_INVISIBLE}-]|\[?(?:…|\.{{3}})\]|\(?(?:…|\.{{3}})\))*+")
_GOING_ON = re.compile(r"\s+[“„‘«\"'](?:…|\.{3})\s?[a-zà-ÿ]")
_DASHED = re.compile(r"\s+[–—-]\s")
_CREDIT = re.compile(
    r"\s*(?:\(?(?:Beeld|Foto|Foto['’]s|Fotografie|Illustratie|Tekening|Bron|Video|Archieffoto|Archiefbeeld)\b|©|\(c\)|"
    rf"{_AGENCY}\b)"
)
_AGENCY_CREDIT = re.compile(rf"\s*(?:Beeld|Foto:?|©)\s+{_AGENCY}\b")
_CLITIC = re.compile(r"['’‘][a-z](?:\s+|-)[A-ZÀ-Þ]")
_CLOSED = re.compile(r"[.!?…)”\"’»]\s*$")
_LABEL = re.compile(
    r"\W*(?:[A-ZÀ-Þ-]{4,}(?: [A-Z]+)?|\d{1,2}[.:u]\d{2}\s*(?:u|uur|h)?|(?:Art\.|Artikel|Par\.|Hoofdstuk|Lid)\s+\d+[a-z]?)"
)
_ADDRESS = re.compile(r"\W*(?:[^.!?:]{3,80}:\s+)?(?:(?:Mijnheer|Meneer|Mevrouw) de )?[Vv]oorzitter")
_EDGES = "".join(
    c for c in map(chr, [*range(0x3001), 0xFE0E, 0xFE0F, 0xFEFF]) if c.isspace() or re.match(f"[{_INVISIBLE}]", c)
)
_LONGEST_OPENING = 100  # characters of quotation marks, brackets and dots between two sentences
_LONGEST_ASIDE = 300  # characters between brackets within which no sentence ends
_LONGEST_CREDIT = 60  # characters that a photographer and an agency take at the end of a caption
_LIST, _SINGLE = (
    500,
    0.99,
)  # a text of so many lines, this share of which hold one sentence, has a sentence a line throughout
_LONGEST_ADDRESS = 120  # characters of 'De heer Van Dijk (SP): Voorzitter'
_LONGEST_SPEAKER = 60  # characters of what stands before a full stop and a dash: a speaker or a time


class Sentence(NamedTuple):
    """A sentence and where it stands: ``text == source[start:end]``."""

    start: int
    end: int
    text: str


def split(source: str, start: int = 0) -> list[Sentence]:
    """Split a text into sentences, in order, never overlapping; a list of hundreds of sentences, one a line, line by line.

    Args:
        source: the text, as it came.
        start: offset at which to begin, past any front matter.

    >>> [s.text for s in split("Dr. De Vries zweeg. “Wij wachten.” Moskou niet.")]
    ['Dr. De Vries zweeg.', '“Wij wachten.”', 'Moskou niet.']

    """
    found = [list(_split_block(source, begin, end)) for begin, end in blocks(source, start)]
    if _is_list(found):
        found = [_joined(source, block) for block in found]
    return [sentence for block in found for sentence in block]


def _is_list(found: Sequence[Sequence[Sentence]]) -> bool:
    """Tell whether a text is a list of sentences: who wrote 'Wie wist wat? Vijf vragen' on one of its lines counts it as one."""
    return len(found) >= _LIST and sum(len(block) <= 1 for block in found) >= _SINGLE * len(found)


def _joined(source: str, block: list[Sentence]) -> list[Sentence]:
    if len(block) < 2:
        return block
    return [Sentence(block[0].start, block[-1].end, source[block[0].start : block[-1].end])]


def _split_block(source: str, begin: int, end: int) -> Iterator[Sentence]:
    opened = begin
    for candidate in _CANDIDATE.finditer(source, begin, end):
        if candidate.start() > opened and _ends_sentence(source, opened, candidate, end):
            yield from _trimmed(source, opened, candidate.end())
            opened = candidate.end()
    yield from _trimmed(source, opened, end)


def _trimmed(source: str, begin: int, end: int) -> Iterator[Sentence]:
    text = source[begin:end]
    begin += len(text) - len(text.lstrip(_EDGES))
    stripped = text.strip(_EDGES)
    if any(character.isalnum() for character in stripped):
        yield Sentence(begin, begin + len(stripped), stripped)


def _ends_sentence(source: str, opened: int, candidate: re.Match[str], end: int) -> bool:
    place = _next_word(source, candidate.end(), end)
    if candidate.lastgroup == "pointer":
        return True
    if _GOING_ON.match(source, candidate.end(), end):
        return True
    if place >= end or _is_omission(source, candidate):
        return False
    if candidate["credit"]:
        return bool(_CLOSED.search(source, max(opened, candidate.start() - 20), candidate.start()))
    if _credit_follows(source, candidate.end(), end) or _announces(source, opened, candidate):
        return False
    if _CLITIC.match(source, skip_space(source, candidate.end()), end):
        return True
    if source[place].islower() or not source[place].isalnum():
        return False
    if _inside_aside(source, opened, candidate.start(), end):
        return False
    return not candidate.group().startswith(".") or full_stop_closes(source, opened, candidate, end)


def _next_word(source: str, place: int, end: int) -> int:
    following = _OPENING.match(source, place, min(end, place + _LONGEST_OPENING))
    return following.end() if following else place


def _is_omission(source: str, candidate: re.Match[str]) -> bool:
    """Tell whether these are the dots of '[…]', which stand for words left out."""
    return candidate.group()[0] in ".…" and source[candidate.start() - 1] in "[(" and candidate.group()[-1] in "])"


def _announces(source: str, opened: int, candidate: re.Match[str]) -> bool:
    """Tell whether all so far announces what follows: 'LIVE.', '02.31u.', 'Art. 5.', 'De Voorzitter. –', 'Voorzitter.'."""
    length = candidate.start() - opened
    if candidate["stop"] not in (".", "!") or length > _LONGEST_ADDRESS:
        return False
    if _ADDRESS.fullmatch(source, opened, candidate.start()):
        return True
    return (
        candidate["stop"] == "."
        and length <= _LONGEST_SPEAKER
        and bool(_DASHED.match(source, candidate.end()) or _LABEL.fullmatch(source, opened, candidate.start()))
    )


def _credit_follows(source: str, place: int, end: int) -> bool:
    short = end - place < _LONGEST_CREDIT and _CREDIT.match(source, place, end)
    return bool(short or _AGENCY_CREDIT.match(source, place, end))


def _inside_aside(source: str, opened: int, place: int, end: int) -> bool:
    """Tell whether ``place`` stands between brackets that opened within the sentence."""
    bracket = source.rfind("(", max(opened + 1, place - _LONGEST_ASIDE), place)
    if bracket < 0 or ")" in source[bracket:place]:
        return False
    return source.find(")", place, min(end, bracket + _LONGEST_ASIDE)) >= 0 and bool(source[opened:bracket].strip())
