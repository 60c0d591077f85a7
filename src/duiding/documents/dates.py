"""Dates as people write them in Dutch, English and French -> ISO dates, the day before the month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

_NAMES = (
    ("januari", "january", "janvier", "jan"),
    ("februari", "february", "février", "fevrier", "febr", "feb"),
    ("maart", "march", "mars", "mrt", "mar"),
    ("april", "avril", "apr"),
    ("mei", "may", "mai"),
    ("juni", "june", "juin", "jun"),
    ("juli", "july", "juillet", "jul"),
    ("augustus", "august", "août", "aout", "aug"),
    ("september", "septembre", "sept", "sep"),
    ("oktober", "october", "octobre", "okt", "oct"),
    ("november", "novembre", "nov"),
    ("december", "décembre", "decembre", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.]?(?P<month>\d{2})[-/.]?(?P<day>\d{2})(?!\d{1,3}(?!\d|:))")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:e|th|st|nd|rd)?\.?[ -]+(?P<month>{_MONTH})\b\.?,?[ -]+(?P<year>\d{{4}}|['’]\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_AMERICAN = re.compile(rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_YEARS = range(1600, 2200)
_LONGEST_LINE = 80  # characters
_FIRST_LINES = 6  # a headline, a line on who wrote it, and the like
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = frozenset(
    [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "om",
        "uur",
        "op",
        "in",
        "van",
        "de",
        "het",
        "door",
        "gepubliceerd",
        "geplaatst",
        "bijgewerkt",
        "laatste",
        "update",
        "datum",
        "date",
        "leestijd",
        "minuten",
        "min",
        "e",
    ]
)  # words in lower case that may stand beside a date


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


def date_line(line: str) -> str | None:
    """Give the date of a line that tells when an article appeared, and nothing else but where; None of running text and headlines.

    >>> date_line("Trouw, donderdag 24 februari 2022 10:15"), date_line("Gepubliceerd op 24-02-2022")
    ('2022-02-24', '2022-02-24')
    >>> date_line("Kamer stemt op 24 februari 2022") is None
    True
    """
    words = {word for word in _WORD.findall(line) if word[0].islower() and word.lower() not in MONTHS}
    return iso_date(line) if len(line) <= _LONGEST_LINE and words <= _BESIDE else None


def first_date(lines: Iterable[str]) -> str | None:
    """Give the date of a line among the first few of an article; None without one."""
    return next((found for line in islice(lines, _FIRST_LINES) if (found := date_line(line))), None)


def _date(year: str, month: str, day: str) -> date | None:
    year = year.lstrip("'’")
    full = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 69 else 0)
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    try:
        return date(full, number, int(day)) if full in _YEARS else None
    except ValueError:
        return None
