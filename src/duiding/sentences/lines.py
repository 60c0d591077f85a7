"""Lines of a text, and the margin that broke them, if one did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from duiding.sentences.abbreviations import BEFORE, LEADING_ON, NEVER_LAST, OPENERS, is_title

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_QUOTED_MAIL = re.compile(r"[ \t]*(?:>[ \t]*)+(?=\S)")
BULLET = re.compile(r"\s*(?:[-–—•*·▪●►>]|#{1,6}|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_CLOSED = re.compile(r"[.!?…:;][”\"’'»)\]]*\s*$")
_SMALL = re.compile(r"\s*[“„\"'‘«(]?[a-zà-ÿ]")
_FIRST_WORD = re.compile(r"\s*([“„\"'‘«(]?([\w’'.-]*)\S*)")
_LAST_WORD = re.compile(r"(?:^|(?<=[\s“„‘(]))([\w.-]*\w)(\.?)\s*$")
_HYPHEN = re.compile(r"\w[-\u00ad]\s*$")
_PENDING = re.compile(r"[,–—(“„‘«]\s*$")
_ARTICLES = re.compile(r"\b(?:de|het|een)\b", re.IGNORECASE)  # headlines do without them
_TAIL = 60  # characters at the end of a line that are looked at
_NARROWEST, _WIDEST = 25, 140  # characters: margins are set within these
_NEAR = 0.88  # of the margin: a line that long, with the word that did not fit any more, was broken by it
_RAGGED = 0.55  # of the margin: a line that long may have been broken by it where the next goes on in lower case


class Line(NamedTuple):
    """Where a line's content begins and ends; ``blank`` says that an empty line stands before it."""

    start: int
    end: int
    blank: bool

    @property
    def width(self) -> int:
        """Its length in characters."""
        return self.end - self.start


def read_lines(source: str, start: int = 0) -> list[Line]:
    """List the lines of ``source`` from ``start`` on that hold something; the marks before quoted mail are left out."""
    lines: list[Line] = []
    quoted = _is_quoted_mail(source, start)
    for found in _LINE.finditer(source, start):
        if not (text := found.group()).strip():
            continue
        begin = found.start() + len(text) - len(text.lstrip())
        if quoted and (mark := _QUOTED_MAIL.match(source, found.start(), found.end())):
            begin = mark.end()
        between = source[lines[-1].end : found.start()] if lines else ""
        blank = between.count("\n") > 1 or between.count("\r") > max(1, between.count("\n"))
        lines.append(Line(begin, found.start() + len(text.rstrip()), blank))
    return lines


def margin_of(source: str, lines: Sequence[Line]) -> int | None:
    """Give the width at which the lines of a text were broken; None for a text whose lines end where something ends.

    A text was broken by a margin if lines often stop within a sentence, so that the next goes on in lower case, and stop there
    because the next word would not have fitted; and if its paragraphs end as sentences do, unlike those of lists.
    """
    pairs = [pair for pair in pairwise(lines) if not pair[1].blank and not _is_bullet(source, pair[1])]
    opened = [pair for pair in pairs if not _CLOSED.search(source, *_tail(pair[0]))]
    continued = [
        pair for pair in opened if _SMALL.match(source, *pair[1][:2]) or _last_word(source, pair[0]) in NEVER_LAST
    ]
    if not continued or len(continued) < 0.4 * len(opened):
        return None
    widths = sorted(line.width for line, _ in continued)
    margin = widths[-1 - len(widths) // 20]
    near = sum(_fills(source, line, following, margin) for line, following in continued)
    ends = _paragraph_ends(lines)
    closed = sum(bool(_CLOSED.search(source, *_tail(ends[following]))) for _, following in continued)
    longer = sum(line.width > 1.15 * margin for line in lines)
    broken = near >= 0.6 * len(continued) and closed >= 0.5 * len(continued) and longer <= 0.1 * len(lines)
    return margin if broken and _NARROWEST <= margin <= _WIDEST else None


def _paragraph_ends(lines: Sequence[Line]) -> dict[Line, Line]:
    """Give the last line of the paragraph of each line."""
    ends: dict[Line, Line] = {}
    for place in range(len(lines) - 1, -1, -1):
        last = place + 1 == len(lines) or lines[place + 1].blank
        ends[lines[place]] = lines[place] if last else ends[lines[place + 1]]
    return ends


def _tail(line: Line) -> tuple[int, int]:
    """Give the offsets of a line's last characters."""
    return max(line.start, line.end - _TAIL), line.end


def goes_on(source: str, line: Line, following: Line, margin: int | None, *, first: bool = False) -> bool:
    """Tell whether a line that another follows stops within a sentence, or where only the splitter can tell.

    Args:
        source: the text.
        line: the line.
        following: the one after it.
        margin: what ``margin_of`` gave.
        first: whether the line is the first of the text: before a capital it is its headline, if it has few articles.

    """
    if following.blank or _is_bullet(source, following):
        return False
    tail = _tail(line)
    small = bool(_SMALL.match(source, following.start, following.end))
    if _HYPHEN.search(source, *tail) or (small and _PENDING.search(source, *tail)):
        return True
    word = _last_word(source, line)
    if _is_abbreviation(word) and (small or line.width >= _NARROWEST):
        return True
    if margin is None or line.width < _RAGGED * margin:
        return False
    if small or word in NEVER_LAST or (word in LEADING_ON and not _opens(source, following)):
        return True
    if not _fills(source, line, following, margin):
        return False
    headline = first and len(_ARTICLES.findall(source, line.start, line.end)) < 2
    return bool(_CLOSED.search(source, *tail)) or not (headline or _opens(source, following))


def _is_quoted_mail(source: str, start: int) -> bool:
    """Tell whether most lines bear the mark of quoted mail, so that it is no bullet."""
    lines = [line for line in source[start:].split("\n", 2000) if line.strip()]
    return len(lines) > 1 and sum(line.lstrip().startswith(">") for line in lines) > len(lines) / 2


def _is_bullet(source: str, line: Line) -> bool:
    return bool(BULLET.match(source, line.start, line.end))


def _fills(source: str, line: Line, following: Line, margin: int) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    found = _FIRST_WORD.match(source, following.start, following.end)
    return line.width + 1 + len(found[1] if found else "") > _NEAR * margin


def _opens(source: str, line: Line) -> bool:
    """Tell whether a line begins with a word that has a capital only where a sentence begins."""
    found = _FIRST_WORD.match(source, line.start, line.end)
    return found is not None and found[2].lower() in OPENERS and found[2][:1].isupper()


def _last_word(source: str, line: Line) -> str:
    """Give the word that a line ends in, with the full stop behind it; empty where it ends in another sign."""
    found = _LAST_WORD.search(source, *_tail(line))
    return found[1] + found[2] if found else ""


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word with its full stop is an abbreviation that something follows."""
    return word.endswith(".") and (word[:-1].lower() in BEFORE or is_title(word[:-1]))
