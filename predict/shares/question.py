"""What is asked about shares: groups, two groups to compare, a sample, a width."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from duiding.documents.dates import iso_date
from duiding.errors import DuidingError
from duiding.shares import DATE, FIELDS, ROLES, UNITS, period_of
from duiding.tabular.headings import recognise
from duiding.translation import _, speak
from duiding.translation.terms import N_

DEFAULT_WIDTH = 0.1
_BOTH = 2
_IN_DUTCH = {
    "dag": "day",
    "maand": "month",
    "kwartaal": "quarter",
    "jaar": "year",
    "spreker": "speaker",
    "beschuldigde": "blamed",
}
_FORM = N_("--compare %(text)s: expected two values, as in --compare publisher=Trouw,Telegraaf, or date=2022-02-24.")


class Compared(NamedTuple):
    """Two groups of articles: two values of something, or before a day and from it on."""

    name: str
    first: str
    second: str
    day: str = ""

    @property
    def shown(self) -> tuple[str, str]:
        """What to call the groups, in the language of this process."""
        if not self.day:
            return self.first, self.second
        return _("before %(day)s", day=self.day), _("from %(day)s", day=self.day)


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
        return next((one for one in map(meaning, self.names) if one in ROLES), "")

    @property
    def names(self) -> list[str]:
        """All that sentences are grouped by, as it was written."""
        return [*self.by, *(one.name for one in self.compared)]

    @property
    def fields(self) -> list[str]:
        """The fields of articles that are needed; a column of the input may be called as a period is."""
        return list(dict.fromkeys(one for one in self.names if one not in (*UNITS, *ROLES, DATE)))


def meaning(name: str) -> str:
    """Give our name of what is asked for by its Dutch one, or by a usual heading of its column; any other stays as it is.

    >>> [meaning(name) for name in ("maand", "Krant", "datum", "spreker", "afzender")]
    ['month', 'publisher', 'date', 'speaker', 'afzender']
    """
    plain = name.casefold()
    ours = next((role for role in FIELDS if recognise([name], role, "")), name)
    return plain if plain in (*UNITS, *ROLES) else _IN_DUTCH.get(plain, ours)


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
            "--width %(width)s is no width of an interval of shares: give one between 0 and 1, as in 0.1.",
            width=f"{width:g}",
        )
    found = Question(_names(by), tuple(map(_compared, compare)), sample, width)
    if len({one for one in map(meaning, found.names) if one in ROLES}) > 1:
        raise DuidingError(N_("A sentence has several actors, speakers and blamed: group by one of these at a time."))
    return found


def _names(by: str) -> tuple[str, ...]:
    names = tuple(one.strip() for one in by.split(",")) if by else ()
    meant = [meaning(one) for one in names]
    if not all(names) or len(names) > _BOTH or len(set(meant)) < len(names):
        raise DuidingError("--by %(by)s: expected one name or two, as in --by month or --by publisher,month.", by=by)
    if len([one for one in meant if one in UNITS]) > 1:
        raise DuidingError("--by %(by)s names two periods: keep one.", by=by)
    if DATE in meant:
        units = ", ".join(speak().term(one) for one in UNITS)
        raise DuidingError("--by %(by)s: say by what period: %(units)s.", by=by, units=units)
    return names


def _compared(text: str) -> Compared:
    name, sign, values = text.partition("=")
    parts = [one.strip() for one in values.split(",")]
    if not sign or not name.strip() or not all(parts):
        raise DuidingError(_FORM, text=text)
    if meaning(name.strip()) == DATE:
        day = period_of(iso_date(parts[0]) or parts[0], "day")
        if len(parts) != 1 or day is None:
            raise DuidingError("--compare %(text)s: expected one day, as in --compare date=2022-02-24.", text=text)
        return Compared(DATE, f"before {day}", f"from {day}", day)
    if len(parts) != _BOTH or parts[0] == parts[1]:
        raise DuidingError(_FORM, text=text)
    return Compared(name.strip(), *parts)
