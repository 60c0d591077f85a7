"""Lines of print with their places -> paragraphs: a line ends one where the first word of the next would have had room on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from duiding.documents.layout import Fragment
from duiding.sentences import clean

_NEAR = 20  # lines above and below, whose widest tells how wide the column is
_ROOM = 0.08  # of the column's width: places are estimates where a font tells no widths
_INDENT = 0.8  # heights of the letters
_GOES_ON = re.compile(r"[a-zà-ÿ(]")
_UNFINISHED = re.compile(r"[,\u2013-]$|\b(?:de|het|een|en|of|van|in|op|te|met|voor)$")
_BULLET = re.compile(r"[-•▪◦*–]\s|\d{1,2}[.)]\s")


def paragraphs_of(lines: Sequence[Fragment | None]) -> Iterator[str]:
    """Join the lines of each paragraph, and words that a line's end parts.

    Args:
        lines: the lines in the order in which they are read, None where a paragraph ends by its looks.

    """
    for held, group in groupby(lines, key=lambda line: line is not None):
        if held:
            yield from _joined([line for line in group if line is not None])


def _joined(lines: Sequence[Fragment]) -> Iterator[str]:
    text = ""
    for place, line in enumerate(lines):
        if text and _ends(lines, place - 1):
            yield text
            text = ""
        text = _with(text, line.text)
    if text:
        yield text


def _ends(lines: Sequence[Fragment], place: int) -> bool:
    """Tell whether a line ends a paragraph."""
    line, following = lines[place], lines[place + 1]
    if _BULLET.match(following.text):
        return True
    if _GOES_ON.match(following.text) or _UNFINISHED.search(line.text):
        return False
    if line.y - following.y > 0 and _INDENT * line.height < following.x - line.x < 4 * line.height:
        return True
    near = [one for one in lines[max(0, place - _NEAR) : place + _NEAR] if abs(one.x - line.x) < 3 * line.height]
    right, width = max(one.right for one in near), max(one.width for one in near)
    word = len(following.text.split(" ", 1)[0]) + 1
    return line.right + word * line.width / max(len(line.text), 1) < right - _ROOM * width


def _with(text: str, line: str) -> str:
    """Put a line behind a text, and mend the word that the end of the one before may have broken."""
    last = text.rfind(" ") + 1
    return text[:last] + clean(f"{text[last:]}\n{line}")
