"""What is asked about shares: groups, two groups to compare, a sample, a width."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from duiding.errors import DuidingError
from duiding.shares import DATE, ROLES, UNITS, period_of

DEFAULT_WIDTH = 0.1
_BOTH = 2


class Compared(NamedTuple):
    """Two groups of articles: two values of something, or before a date and from it on."""

    name: str
    first: str
    second: str

    @property
    def by_date(self) -> bool:
        """Whether a date parts them."""
        return self.name == DATE


class Question(NamedTuple):
    """What a call of the command asks about shares; ``width`` is that of intervals wished, from the lower to the upper bound."""

    by: tuple[str, ...] = ()
    compared: tuple[Compared, ...] = ()
    sample: Path | None = None
    width: float = DEFAULT_WIDTH

    def __bool__(self) -> bool:
        return bool(self.by or self.compared or self.sample)

    @property
    def role(self) -> str:
        """The one of ``ROLES`` that is asked for; empty without."""
        return next((one for one in self.names if one in ROLES), "")

    @property
    def names(self) -> list[str]:
        """All that sentences are grouped by."""
        return [*self.by, *(one.name for one in self.compared)]

    @property
    def fields(self) -> list[str]:
        """The fields of articles that are needed."""
        others = [one for one in self.names if one not in UNITS and one not in ROLES and one != DATE]
        return list(dict.fromkeys(others))


def question(by: str, compare: Iterable[str], sample: Path | None, width: float) -> Question:
    """Read what the options say.

    Args:
        by: one name, or two with a comma between them.
        compare: ``NAME=ONE,OTHER`` or ``date=DATE``.
        sample: file of sentences that a person labelled.
        width: of intervals wished.

    Raises:
        DuidingError: an option is not of its form.

    """
    if not 0 < width < 1:
        raise DuidingError(
            f"--width {width:g} is no width of an interval of shares: give one between 0 and 1, as in 0.1."
        )
    found = Question(_names(by), tuple(map(_compared, compare)), sample, width)
    if len({one for one in found.names if one in ROLES}) > 1:
        raise DuidingError("A sentence has several actors, speakers and blamed: group by one of these at a time.")
    return found


def _names(by: str) -> tuple[str, ...]:
    names = tuple(one.strip() for one in by.split(",")) if by else ()
    if not all(names) or len(names) > _BOTH or len(set(names)) < len(names):
        raise DuidingError(f"--by {by}: expected one name or two, as in --by month or --by publisher,month.")
    if len([one for one in names if one in UNITS]) > 1:
        raise DuidingError(f"--by {by} names two periods: keep one.")
    if DATE in names:
        raise DuidingError(f"--by date: say by what period: {', '.join(UNITS)}.")
    return names


def _compared(text: str) -> Compared:
    name, sign, values = text.partition("=")
    parts = [one.strip() for one in values.split(",")]
    if not sign or not name.strip() or not all(parts):
        raise DuidingError(_form(text))
    if name.strip() == DATE:
        if len(parts) != 1 or period_of(parts[0], "day") is None:
            raise DuidingError(f"--compare {text}: expected one day, as in --compare date=2022-02-24.")
        return Compared(DATE, f"before {parts[0]}", f"from {parts[0]}")
    if len(parts) != _BOTH or parts[0] == parts[1]:
        raise DuidingError(_form(text))
    return Compared(name.strip(), *parts)


def _form(text: str) -> str:
    return f"--compare {text}: expected two values, as in --compare publisher=Trouw,Telegraaf, or date=2022-02-24."
