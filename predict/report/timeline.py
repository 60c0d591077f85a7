"""Frames over time: how many sentences of each label fall in each period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DATE = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_MOST = 60  # columns in the chart
WIDTH, HEIGHT = 860, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 22, 10, 44
_LABELS = 12  # most labels on the horizontal axis

Date = tuple[int, ...]


class Part(NamedTuple):
    """One label's part of a column."""

    frame: int
    label: str
    percent: float
    y: float
    height: float


class Column(NamedTuple):
    """One period: where it stands in the chart, and what it is made of; a period without sentences has no parts."""

    name: str
    axis: str
    x: float
    width: float
    sentences: int
    articles: int
    counts: tuple[int, ...]
    parts: list[Part]


class Timeline:
    """Counts sentences by label and date; memory grows with the number of dates only.

    Args:
        labels: the model's labels.

    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = list(labels)
        self._counts: dict[Date, list[int]] = defaultdict(lambda: [0] * (len(self._labels) + 1))
        self.undated = 0

    def add(self, date: str, counts: Sequence[int]) -> None:
        """Count an article: its date (``2022``, ``2022-01`` or ``2022-01-31``, and what follows) and its sentences by label."""
        found = parse_date(date)
        if not found:
            self.undated += 1
            return
        row = self._counts[found]
        for place, count in enumerate(counts):
            row[place] += count
        row[-1] += 1

    def columns(self) -> list[Column]:
        """Give the columns of the chart, by day, month or year: the finest that all dates have and the chart has room for."""
        if not self._counts:
            return []
        precision = min(map(len, self._counts))
        while precision > 1 and len(list(_periods(self._counts, precision))) > _MOST:
            precision -= 1
        totals: dict[Date, list[int]] = {}
        for date, row in self._counts.items():
            known = totals.setdefault(date[:precision], [0] * len(row))
            known[:] = [a + b for a, b in zip(known, row, strict=True)]
        periods = list(_periods(self._counts, precision))
        every = -(-len(periods) // _LABELS)
        step = (WIDTH - _LEFT - _RIGHT) / len(periods)
        empty = [0] * (len(self._labels) + 1)
        return [
            self._column(
                period,
                totals.get(period, empty),
                _LEFT + place * step,
                step,
                place % every == 0,
            )
            for place, period in enumerate(periods)
        ]

    def _column(self, period: Date, row: Sequence[int], x: float, step: float, named: bool) -> Column:
        name = "-".join(f"{number:02d}" for number in period)
        width = min(step * 0.82, 64)
        counts, total = tuple(row[:-1]), sum(row[:-1])
        parts, y = [], float(HEIGHT - _BOTTOM)
        for frame, count in enumerate(counts):
            height = count / total * (HEIGHT - _TOP - _BOTTOM) if total else 0.0
            y -= height
            if count:
                parts.append(
                    Part(
                        frame,
                        self._labels[frame],
                        100 * count / total,
                        round(y, 2),
                        round(height, 2),
                    )
                )
        left = round(x + (step - width) / 2, 2)
        return Column(
            name,
            name if named else "",
            left,
            round(width, 2),
            total,
            row[-1],
            counts,
            parts,
        )


def gridlines() -> list[tuple[int, float]]:
    """Give percentages and their heights in the chart."""
    depth = HEIGHT - _TOP - _BOTTOM
    return [(percent, round(HEIGHT - _BOTTOM - depth * percent / 100, 2)) for percent in (0, 25, 50, 75, 100)]


def parse_date(text: str) -> Date | None:
    """Read the year, and the month and day where they are there, from the beginning of a text.

    >>> parse_date("2022-01-31T10:00"), parse_date("2022-01"), parse_date("gisteren")
    ((2022, 1, 31), (2022, 1), None)
    """
    found = _DATE.match(text)
    if not found:
        return None
    numbers = tuple(int(part) for part in found.groups() if part)
    month, day = (*numbers, 1, 1)[1:3]
    return numbers if 1 <= month <= 12 and 1 <= day <= 31 and numbers[0] else None


def _periods(dates: dict[Date, list[int]], precision: int) -> Iterator[Date]:
    """Give every period from the first to the last date, also those in which there is nothing; days only as they occur."""
    found = sorted({date[:precision] for date in dates})
    if precision == 3:
        yield from found
        return
    first, last = found[0], found[-1]
    at = first
    while at <= last:
        yield at
        at = (at[0] + 1,) if precision == 1 else (at[0] + 1, 1) if at[1] == 12 else (at[0], at[1] + 1)
