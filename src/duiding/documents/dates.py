"""Dates as people write them in Dutch and in English -> ISO dates, the day before the month."""

from __future__ import annotations

import re
from datetime import date

_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "febr", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.]?(?P<month>\d{2})[-/.]?(?P<day>\d{2})(?!\d{1,3}(?!\d|:))")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:e|th|st|nd|rd)?[ -]+(?P<month>{_MONTH})\b\.?,?[ -]+(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_YEARS = range(1600, 2200)


def iso_date(text: str) -> str | None:
    """Give the first date that stands in a text as YYYY-MM-DD; None without one.

    >>> iso_date("18-07-2014"), iso_date("vrijdag 18 juli 2014"), iso_date("July 18, 2014"), iso_date("2014-07-18T08:00"), iso_date("gisteren")
    ('2014-07-18', '2014-07-18', '2014-07-18', '2014-07-18', None)
    """
    for pattern in (_YEAR_FIRST, _NAMED, _AMERICAN, _DAY_FIRST):
        for found in pattern.finditer(text[:200]):
            if (read := _date(found["year"], found["month"], found["day"])) is not None:
                return read.isoformat()
    return None


def _date(year: str, month: str, day: str) -> date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 69 else 0)
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    try:
        return date(full, number, int(day)) if full in _YEARS else None
    except ValueError:
        return None
