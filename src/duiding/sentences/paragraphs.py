"""Cut a text into blocks that no sentence crosses: paragraphs, headings, bullet points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiding.sentences.abbreviations import BEFORE, LEADING_ON, PERSONAL

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪●►>]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?…:;][”\"’'»)\]]*\s*$")
_WRAPPED = 45  # characters: a line at least this long may have been broken by a margin
_NARROWEST = 25  # characters: a margin leaves no shorter lines than this
_LAST_WORD = re.compile(r"(?:^|(?<=[\s“„‘(]))([\w.]*\w)(\.?)\s*$")
_DECK = re.compile(r"\s*[“„\"'‘«]?[a-zà-ÿ]")


def blocks(source: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Give the offsets of blocks in ``source`` from ``start`` on, in order, bullets left out.

    A blank line ends a block. A single line break ends one too, unless the line before it is long, does not close a sentence, and
    the line behind it goes on with it.
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(source, start) if m.group().strip()]
    opened: int | None = None
    for place, (begin, end) in enumerate(lines):
        bullet = _BULLET.match(source, begin, end)
        if opened is None:
            opened = bullet.end() if bullet else begin
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None or not _goes_on(source, (begin, end), following):
            yield opened, end
            opened = None


def _goes_on(source: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    between = source[line[1] : following[0]]
    if (
        between.count("\n") > 1
        or between.count("\r") > max(1, between.count("\n"))
        or _BULLET.match(source, *following)
    ):
        return False
    if _leads_on(source, line):
        return True
    if _TERMINAL.search(source, *line):
        return False
    if _DECK.match(source, *following):
        return True
    return (
        line[1] - line[0] >= _WRAPPED and following[1] - following[0] >= 12 and not _is_short_block(source, following)
    )


def _is_short_block(source: str, line: tuple[int, int]) -> bool:
    """Tell whether a line looks like a heading of its own: short, and nothing closes it."""
    return line[1] - line[0] < _WRAPPED and not _TERMINAL.search(source, *line)


def _leads_on(source: str, line: tuple[int, int]) -> bool:
    """Tell whether a line breaks off behind a word or an abbreviation that no sentence ends in."""
    found = _LAST_WORD.search(source, *line)
    if not found or line[1] - line[0] < _NARROWEST:
        return False
    if found[2]:
        return found[1].lower() in PERSONAL | BEFORE
    return found[1] in LEADING_ON
