"""Dates as cells of a table hold them: as people write them, as spreadsheets count them, or only a month or a year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from duiding.documents.dates import MONTHS, iso_date
from duiding.tabular.cells import is_error, says_nothing, visible

_FIRST_DAY = date(1899, 12, 30)  # from which Excel counts
_COUNTED = range(20_000, 75_000)  # days: of the years 1954 to 2105
_SECONDS = range(631_152_000, 1_900_000_000)  # of the years 1990 to 2030, since 1970
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAYS = re.compile(r"\d{5}(?:[.,]\d+)?")
_NUMBER = re.compile(r"\d{4,20}(?:[.,]\d+)?")
_LOOSE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?")
_SHORT = re.compile(rf"(?:\w+\.? )?(\d{{1,2}})[ -]?({_MONTH})\.?[ -]?['’]?(\d{{2}})", re.IGNORECASE)
_OF_MONTH = re.compile(rf"(?:({_MONTH})\.?|(\d{{1,2}})[-/.])[ -]?(\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:1[3-9]|2\d|3[01])[-/.](?:\d{4}|\d{2})\b")
_TOLD = 3  # of each kind


@lru_cache(maxsize=10_000)  # rows of one article have one date
def read_date(cell: str) -> str | None:
    """Read the date of a cell as YYYY-MM-DD, or as YYYY-MM or YYYY where it tells no more; None where it can't be read.

    >>> read_date("3-7-2014"), read_date("41838"), read_date("juli 2014"), read_date("2014"), read_date("18-jul-14"), read_date("31-02-2014")
    ('2014-07-03', '2014-07-18', '2014-07', '2014', '2014-07-18', None)
    """
    text = " ".join(visible(cell).split())
    if _NUMBER.fullmatch(text) and (counted := _counted(text)):
        return counted
    if found := _LOOSE.fullmatch(text):
        return _written(found[1], found[2], found[3])
    if found := _SHORT.fullmatch(text):
        return iso_date(f"{found[1]}-{MONTHS[found[2].lower()]}-{found[3]}")
    if found := _OF_MONTH.fullmatch(text):
        return _written(found[3], found[2] or str(MONTHS[found[1].lower()]), None)
    return iso_date(text)


def _counted(text: str) -> str | None:
    """Read a number: a year, days as a spreadsheet counts them, or the seconds or milliseconds of a computer's clock."""
    whole = int(re.split("[.,]", text)[0])
    if len(text) == 4 and 1600 <= whole < 2200:
        return text
    if whole in _COUNTED:
        return (_FIRST_DAY + timedelta(days=whole)).isoformat()
    seconds = whole // 1000 if len(str(whole)) == 13 else whole
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds in _SECONDS else None


def _written(year: str, month: str, day: str | None) -> str | None:
    full = iso_date(f"{year}-{int(month):02d}-{int(day or 1):02d}")
    return full if day or full is None else full[:7]


class DateColumn:
    """Sees the dates of a table one by one, and tells at its end which of them can't be read, and which are numbers."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {"unread": [], "days": []}
        self._counts = Counter[str]()

    def see(self, cell: str, place: str) -> None:
        """Take note of a cell and where it stands."""
        if not visible(cell).strip() or (says_nothing(cell) and not is_error(cell)):
            return
        found = read_date(cell)
        if found is None:
            self._note("unread", f"'{cell:.40}' in {place}")
        elif len(found) == len("2014-07-18") and _DAYS.fullmatch(cell.strip()):
            self._note("days", f"{cell} in {place} is {found}")
        if found is None and _MONTH_FIRST.match(cell.strip()):
            self._counts["month first"] += 1

    def remarks(self, source: str) -> Iterator[str]:
        """Tell, a line a kind, how many there are in a table and where the first stand."""
        if self._counts["days"]:
            yield f"{source}: {self._dates('days')} read from numbers of days, as spreadsheets count them: {self._told('days')}."
        if self._counts["unread"]:
            order = " The day is read before the month: if the month comes first here, other dates are wrong as well."
            yield f"{source}: {self._dates('unread')} not read: {self._told('unread')}.{order if self._counts['month first'] else ''}"

    def _note(self, kind: str, told: str) -> None:
        self._counts[kind] += 1
        if len(self._kept[kind]) < _TOLD:
            self._kept[kind].append(told)

    def _dates(self, kind: str) -> str:
        return "1 date is" if self._counts[kind] == 1 else f"{self._counts[kind]} dates are"

    def _told(self, kind: str) -> str:
        more = self._counts[kind] - len(self._kept[kind])
        return ", ".join(self._kept[kind]) + (f" and {more} more" if more else "")
