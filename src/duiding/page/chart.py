"""Where the lines, bands and dots of the chart over time stand, a panel a label; time runs evenly, and gaps stay gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Day  # noqa: N812  # a type
from itertools import groupby, islice, pairwise
from math import ceil, isnan
from typing import NamedTuple

import pandas as pd

from duiding.shares import start_of, starts_between

WIDTH, HEIGHT = 440, 168
LEFT, RIGHT, TOP, BOTTOM = 42, 14, 10, 26
_TICKS = 6  # most dates named on the axis
_STEPS = (("day", 1), ("week", 1), ("week", 2), ("month", 1), ("quarter", 1), ("quarter", 2),
          *(("year", years) for years in (1, 2, 5, 10, 25, 100)))  # fmt: skip
_LENGTHS = {"day": 1, "week": 7, "month": 30.44, "quarter": 91.3, "year": 365.25}


class Dot(NamedTuple):
    """A period in a panel: its middle, the heights of its share and of the ends of its interval, and its figures."""

    x: float
    y: float
    high: float
    low: float
    name: str
    share: float
    sentences: int
    articles: int


class Panel(NamedTuple):
    """One label: dots, and for each run of periods without a gap a line and the band of its intervals."""

    frame: int
    label: str
    dots: list[Dot]
    lines: list[str]
    bands: list[str]


class Chart(NamedTuple):
    """The panels, and what they share: percentages and dates with their place."""

    panels: list[Panel]
    shares: list[tuple[int, float]]
    dates: list[tuple[tuple[int, ...], float]]


def chart_of(table: pd.DataFrame, unit: str) -> Chart:
    """Lay out shares over time.

    Args:
        table: what ``duiding.shares.shares_by`` gives for one unit of time.
        unit: that unit.

    """
    starts = sorted(map(start_of, set(table[unit])))
    ends = {start: _end(start, unit) for start in starts}
    first, last = starts[0].toordinal(), ends[starts[-1]].toordinal()
    top = _top(table)

    def x_of(ordinal: float) -> float:
        return round(LEFT + (ordinal - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)

    def y_of(share: float) -> float:
        return round(HEIGHT - BOTTOM - share / top * (HEIGHT - TOP - BOTTOM), 1)

    panels = []
    for frame, (label, rows) in enumerate(table.groupby("label", sort=False)):
        dots = []
        for row in rows.to_dict("records"):
            start = start_of(row[unit])
            high, low = (y_of(row["share"] if isnan(row[end]) else row[end]) for end in ("high", "low"))
            x = x_of((start.toordinal() + ends[start].toordinal()) / 2)
            figures = row[unit], row["share"], row["sentences"], row["articles"]
            dots.append(Dot(x, y_of(row["share"]), high, low, *figures))
        runs = [run for run in _runs(dots, ends) if len(run) > 1]
        panels.append(Panel(frame, str(label), dots, list(map(_line, runs)), list(map(_band, runs))))
    shares = [(round(100 * top * part), y_of(top * part)) for part in (0, 0.5, 1)]
    return Chart(panels, shares, [(date, x_of(day.toordinal())) for day, date in _dates(starts[0], ends[starts[-1]])])


def _end(start: Day, unit: str) -> Day:
    """Give the first day after a period."""
    return list(islice(starts_between(start, Day.max, unit), 2))[-1] if start.year < Day.max.year else Day.max


def _top(table: pd.DataFrame) -> float:
    """Give the highest share on the axis: room for all intervals, rounded up to a fifth."""
    return min(1.0, ceil(round(float(table[["share", "high"]].max().max()) * 5, 6)) / 5) or 0.2


def _runs(dots: Sequence[Dot], ends: dict[Day, Day]) -> Iterator[list[Dot]]:
    """Part dots where a period between two of them has no articles."""
    starts = [start_of(dot.name) for dot in dots]
    run = [0]
    for before, after in pairwise(starts):
        run.append(run[-1] + (ends[before] != after))
    for _, found in groupby(zip(run, dots, strict=True), key=lambda one: one[0]):
        yield [dot for _, dot in found]


def _line(run: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in run)


def _band(run: Sequence[Dot]) -> str:
    """Give the outline of the intervals of a run."""
    ends = [*((dot.x, dot.high) for dot in run), *((dot.x, dot.low) for dot in reversed(run))]
    return " ".join(f"{x},{y}" for x, y in ends)


def _dates(first: Day, after: Day) -> list[tuple[Day, tuple[int, ...]]]:
    """Choose the dates to name, and how much of each: the finest of which there are not too many."""
    days = (after - first).days
    unit, step = next((one for one in _STEPS if days / (_LENGTHS[one[0]] * one[1]) <= _TICKS), _STEPS[-1])
    year = start_of(f"{first.year:04d}")
    begin = {"day": first, "week": first, "month": first.replace(day=1)}.get(unit, year)
    found = [one for one in starts_between(begin, Day.fromordinal(after.toordinal() - 1), unit) if one >= first]
    if unit == "year":
        found = [one for one in found if one.year % step == 0] or found[:1] or [first]
        return [(one, (one.year,)) for one in found]
    length = 2 if unit in ("month", "quarter") else 3
    return [(one, (one.year, one.month, one.day)[:length]) for one in found[::step] or [first]]
