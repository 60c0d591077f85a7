"""Pieces of text with their places on pages -> text in the order in which a reader reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_GAP = 1.0  # heights of white between two pieces on one line: below it they are one line of text
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_SURPLUS = 0.2  # of a column, by which a line must reach into the next: widths are estimates where a font tells none
_EDGE = 3  # lines at the top and at the bottom of a page that may be running heads
_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"\s*\d{1,3}\s*")  # in small print, the number of a footnote
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:pagina|page|blz\.?|p\.)\s*)?\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)


class Fragment(NamedTuple):
    """A piece of text: where it begins, in points from the lower left corner of the page, how high and how wide it is."""

    x: float
    y: float
    height: float
    width: float
    text: str

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width


def lines_of(pages: Iterable[Sequence[Fragment]]) -> list[Fragment | None]:
    """Put the pieces of pages in order: line by line, column by column and page by page, None where a paragraph ends by its looks.

    Args:
        pages: the pieces of each page, in any order.

    """
    pieces = list(pages)
    usual = _frequent_starts([piece for page in pieces for piece in page])
    lines = [_lines(page, usual) for page in pieces]
    repeated = _repeated(lines)
    kept = [_without_running(page, repeated) for page in lines]
    shared = max(map(_columns, kept), key=len, default=[])
    return list(_with_gaps(line for page in kept for line in _in_order(page, shared)))


def _lines(fragments: Sequence[Fragment], usual_starts: Collection[int]) -> list[Fragment]:
    """Join pieces that stand next to each other into lines; two columns give two."""
    starts = _frequent_starts(fragments) | set(usual_starts)
    usual = median(piece.height for piece in fragments) if fragments else 0
    pieces = [piece for piece in fragments if not (_NOTE.fullmatch(piece.text) and piece.height < 0.8 * usual)]
    lines: list[Fragment] = []
    for piece in sorted(pieces, key=lambda one: (-round(one.y / 2), one.x)):
        last = lines[-1] if lines else None
        if last and round(piece.x) not in starts and abs(last.y - piece.y) < 0.4 * max(last.height, piece.height, 1):
            white = piece.x - last.right
            if white < _GAP * max(last.height, piece.height, 1):
                spaced = last.text.endswith(" ") or piece.text.startswith(" ") or white < 0.15 * last.height
                text = last.text + ("" if spaced else " ") + piece.text
                lines[-1] = last._replace(text=text, width=max(last.width, piece.right - last.x))
                continue
        lines.append(piece)
    return lines


def _frequent_starts(fragments: Sequence[Fragment]) -> set[int]:
    """Give the places, in points from the left, at which so many pieces begin that a column does."""
    counts = Counter(round(piece.x) for piece in fragments)
    rows = len({round(piece.y) for piece in fragments})
    return {start for start, count in counts.items() if count >= max(5, 0.2 * rows)}


def _repeated(pages: Sequence[Sequence[Fragment]]) -> set[tuple[str, int]]:
    """Give the lines that stand at the edge of many pages, at the same height, their numbers left out."""
    if len(pages) < 2:
        return set()
    counts = Counter(text for page in pages for text in {_pattern(line) for line in _edges(page)})
    return {text for text, count in counts.items() if count >= max(2, len(pages) / 2)}


def _edges(page: Sequence[Fragment]) -> list[Fragment]:
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:_EDGE] + ordered[-_EDGE:]


def _pattern(line: Fragment) -> tuple[str, int]:
    return _NUMBER.sub("#", " ".join(line.text.split()).casefold()), round(line.y / 10)


def _without_running(page: Sequence[Fragment], repeated: set[tuple[str, int]]) -> list[Fragment]:
    """Leave out running heads and feet and the number of the page."""
    running = {line for line in _edges(page) if _pattern(line) in repeated or _PAGE_NUMBER.fullmatch(line.text)}
    return [line for line in page if line not in running]


def _in_order(lines: Sequence[Fragment], shared: Sequence[float]) -> Iterator[Fragment]:
    """Read columns from left to right, between lines that stand across them; a page with a short column has those of the others."""
    starts = _columns(lines)
    if len(starts) < 2 and any(abs(line.x - start - 6) <= 6 for line in lines for start in shared[1:]):
        starts = list(shared)
    if len(starts) < 2:
        yield from sorted(lines, key=lambda line: (-line.y, line.x))
        return
    band: list[Fragment] = []
    for line in sorted(lines, key=lambda line: -line.y):
        following = next((start for start in starts if start > line.x + line.height), None)
        if following is not None and _crosses(line, following, lines):
            yield from _by_column(band, starts)
            band = []
            yield line
        else:
            band.append(line)
    yield from _by_column(band, starts)


def _crosses(line: Fragment, start: float, lines: Sequence[Fragment]) -> bool:
    """Tell whether a line stands across the column that starts there: it is wide enough, and none of that column's is beside it."""
    if line.right <= start + max(2 * line.height, _SURPLUS * (start - line.x)):
        return False
    beside = (other for other in lines if abs(other.y - line.y) < 0.8 * line.height)
    return not any(abs(other.x - start - 6) <= 6 for other in beside)


def _by_column(band: Sequence[Fragment], starts: Sequence[float]) -> list[Fragment]:
    def column(line: Fragment) -> int:
        return sum(start <= line.x + line.height for start in starts)

    return sorted(band, key=lambda line: (column(line), -line.y))


def _columns(lines: Sequence[Fragment]) -> list[float]:
    """Find where columns begin: at the left of many lines, next to lines that end before it."""
    if len(lines) < 6:
        return []
    counts = Counter(round(line.x / 6) * 6 for line in lines)
    starts: list[float] = []
    for start, count in sorted(counts.items()):
        height = median(line.height for line in lines)
        if count >= max(4, 0.1 * len(lines)) and (not starts or start - starts[-1] > 8 * height):
            starts.append(start - 6)
    beside = [start for start in starts[1:] if _stands_beside(lines, start)]
    return [starts[0], *beside] if beside else []


def _stands_beside(lines: Sequence[Fragment], start: float) -> bool:
    """Tell whether lines that begin at ``start`` have others to their left on the same height."""
    inside = [line for line in lines if abs(line.x - start - 6) <= 6]
    left = [line for line in lines if line.x < start - 6]
    near = sum(any(abs(line.y - other.y) < line.height for other in left) for line in inside[:200])
    return near >= 0.5 * len(inside[:200])


def _with_gaps(lines: Iterable[Fragment]) -> Iterator[Fragment | None]:
    """Put None where a paragraph begins: after a gap, where letters change their size."""
    ordered = list(lines)
    steps = [one.y - other.y for one, other in pairwise(ordered) if 0 < one.y - other.y < 4 * one.height]
    usual = median(steps) if steps else 0
    before: Fragment | None = None
    for line in ordered:
        if before is not None:
            step = before.y - line.y
            jumped = step < 0
            resized = abs(line.height - before.height) > 0.15 * before.height
            if (not jumped and step > 1.35 * usual) or resized:
                yield None
        yield line._replace(text=" ".join(line.text.translate(_LIGATURES).split()))
        before = line
