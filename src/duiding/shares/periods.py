"""Days, weeks, months, quarters and years: the period of a date, and where it stands on the axis of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

UNITS = ("day", "week", "month", "quarter", "year")
_DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)")
_NEEDS = {"day": 3, "week": 3, "month": 2, "quarter": 2, "year": 1}  # how many of year, month and day


def period_of(text: str, unit: str) -> str | None:
    """Give the period in which a date falls; None where the date can't be read, or is less precise than the period.

    >>> [period_of("2022-02-24", unit) for unit in UNITS]
    ['2022-02-24', '2022-W08', '2022-02', '2022-Q1', '2022']
    >>> period_of("2022-02", "quarter"), period_of("2022-02", "week"), period_of("gisteren", "year")
    ('2022-Q1', None, None)
    """
    found = _DATE.match(text)
    numbers = [int(part) for part in found.groups() if part] if found else []
    if len(numbers) < _NEEDS[unit]:
        return None
    try:
        return _named(date(*(*numbers, 1, 1)[:3]), unit)
    except ValueError:
        return None


def start_of(period: str) -> date:
    """Give the first day of a period that ``period_of`` named.

    >>> start_of("2022-W08").isoformat(), start_of("2022-Q4").isoformat(), start_of("2022").isoformat()
    ('2022-02-21', '2022-10-01', '2022-01-01')
    """
    year, *rest = period.split("-")
    if rest and rest[0].startswith("W"):
        return date.fromisocalendar(int(year), int(rest[0][1:]), 1)
    if rest and rest[0].startswith("Q"):
        return date(int(year), 3 * int(rest[0][1:]) - 2, 1)
    return date(*([int(year), *map(int, rest), 1, 1][:3]))


def side_of(date: str, day: str) -> int:
    """Tell whether a date is before a day (-1) or from it on (1); 0 where that can't be told, as of the month in which the day is.

    >>> [side_of(date, "2022-02-24") for date in ("2022-02-23", "2022-02-24", "2022-03", "2022-02", "gisteren")]
    [-1, 1, 1, 0, 0]
    """
    found = next((one for unit in ("day", "month", "year") if (one := period_of(date, unit))), "")
    if not found:
        return 0
    if start_of(found).isoformat() >= day:
        return 1
    return -1 if found < day[: len(found)] else 0


def starts_between(first: date, last: date, unit: str) -> Iterator[date]:
    """Give the first day of every period from one that begins on ``first`` to the one in which ``last`` falls, empty ones too.

    Args:
        first: the first day of a period.
        last: any day.
        unit: one of ``UNITS``.

    """
    at = first
    with suppress(OverflowError, ValueError):  # after the year 9999 there is none
        while at <= last:
            yield at
            at = _next(at, unit)


def _named(day: date, unit: str) -> str:
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _next(start: date, unit: str) -> date:
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    months = start.year * 12 + start.month - 1 + {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(months // 12, months % 12 + 1, 1)
