"""Cut a text into blocks that no sentence crosses: paragraphs, headings, bullet points, lines."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.sentences.lines import BULLET, read_lines
from duiding.sentences.margins import goes_on, margin_of


def blocks(source: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Give the offsets of blocks in ``source`` from ``start`` on, in order, bullets left out.

    A blank line ends a block, and so does a line end, unless a margin broke the line there.
    """
    lines = read_lines(source, start)
    margin = margin_of(source, lines)
    opened: int | None = None
    for place, line in enumerate(lines):
        if opened is None:
            bullet = BULLET.match(source, line.start, line.end)
            opened = bullet.end() if bullet else line.start
        if place + 1 == len(lines) or not goes_on(source, line, lines[place + 1], margin, first=place == 0):
            yield opened, line.end
            opened = None
