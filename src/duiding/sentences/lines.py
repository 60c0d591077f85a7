"""Lines of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_QUOTED_MAIL = re.compile(r"[ \t]*(?:>[ \t]*)+(?=\S)")
BULLET = re.compile(r"\s*(?:[-–—•*·▪●►>]|#{1,6}|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")


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


def is_bullet(source: str, line: Line) -> bool:
    """Tell whether a line begins as an item of a list does."""
    return bool(BULLET.match(source, line.start, line.end))


def _is_quoted_mail(source: str, start: int) -> bool:
    """Tell whether most lines bear the mark of quoted mail, so that it is no bullet."""
    lines = [line for line in source[start:].split("\n", 2000) if line.strip()]
    return len(lines) > 1 and sum(line.lstrip().startswith(">") for line in lines) > len(lines) / 2
