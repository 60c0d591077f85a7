"""What the columns that an input carried hold: whole numbers, numbers, days, or text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

_WHOLE = re.compile(
    r"-?(0|[1-9]\d{0,14})"
)  # one with a nought before it, or of more digits than a spreadsheet keeps, is a name
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,12})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Kind:
    """Narrows down what a column holds, value by value."""

    def __init__(self) -> None:
        self._some = False
        self._can = dict(_TESTS)

    def take(self, value: Any) -> None:
        """Look at a cell; an empty one tells nothing."""
        if self._can and value not in (None, ""):
            self._some = True
            self._can = {kind: test for kind, test in self._can.items() if isinstance(value, str) and test(value)}

    @property
    def type(self) -> type:
        """The narrowest of ``int``, ``float`` and ``date`` that all cells can be; ``str`` otherwise."""
        return next(iter(self._can), str) if self._some else str


def read_as(value: Any, kind: type) -> Any:
    """Give a cell as what its column holds; None where it is empty.

    >>> read_as("12", int), read_as("2022-02-24", date), read_as("", int), read_as("x", str)
    (12, datetime.date(2022, 2, 24), None, 'x')
    """
    if not isinstance(value, str) or kind is str:
        return value
    if not value:
        return None
    return date.fromisoformat(value) if kind is date else kind(value)


def is_day(text: str) -> bool:
    """Tell whether a text is one day, as in 2022-02-24, and one that a spreadsheet can show."""
    if not _DAY.fullmatch(text):
        return False
    try:
        return date.fromisoformat(text).year >= 1900
    except ValueError:
        return False


_TESTS: dict[type, Callable[[str], Any]] = {int: _WHOLE.fullmatch, float: _NUMBER.fullmatch, date: is_day}
