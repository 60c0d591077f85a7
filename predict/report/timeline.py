"""Shares over time: which period the dates of articles and the width of a chart allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from duiding.shares import UNITS, period_of, start_of, starts_between

MOST = 40  # periods in the chart, empty ones too
_TOLD = 0.95  # share of the dated articles whose dates must tell the period


def unit_for(dates: Sequence[str], most: int = MOST) -> str | None:
    """Choose the finest period that nearly all dates tell and of which there is room for all from the first to the last.

    >>> unit_for(["2022-01-03", "2022-02-24"]), unit_for(["2022-01", "2022-02-24"]), unit_for(["gisteren"])
    ('week', 'month', None)

    Args:
        dates: of articles, those that can't be read among them.
        most: how many periods there is room for.

    """
    told = {unit: [period for date in dates if (period := period_of(date, unit))] for unit in UNITS}
    dated = len(told["year"])
    for unit in UNITS:
        if dated and len(told[unit]) >= _TOLD * dated and _number(told[unit], unit) <= most:
            return unit
    return "year" if dated else None


def _number(periods: Iterable[str], unit: str) -> int:
    starts = sorted(map(start_of, set(periods)))
    return len(list(islice(starts_between(starts[0], starts[-1], unit), MOST + 1)))
