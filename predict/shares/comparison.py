"""Two groups of articles, beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.errors import InputError
from duiding.shares import DATE, Counted, around, compare
from duiding.translation import speak
from predict.shares.question import Compared

if TYPE_CHECKING:
    import pandas as pd


class Missing(NamedTuple):
    """Articles that are in no group: of what they lack the value, how many they are of how many, and what one has instead."""

    name: str
    articles: int
    of: int
    example: str = ""


class Difference(NamedTuple):
    """Two groups of articles and the table that compares them; ``outside`` articles of ``of`` are in neither."""

    compared: Compared
    table: pd.DataFrame
    outside: int
    of: int


def difference(counted: Counted, one: Compared) -> Difference:
    """Compare two groups.

    Raises:
        InputError: one of them is empty.

    """
    parts = _dated(counted, one.day) if one.day else _valued(counted, one)
    sizes = [len(set(counted.articles[places])) for places in (*parts, np.arange(len(counted.rows)))]
    return Difference(one, compare(counted, *parts), sizes[2] - sizes[0] - sizes[1], sizes[2])


def undated(one: Difference) -> Missing | None:
    """Tell of articles of which it is not known on which side of a day they are."""
    day = one.compared.day
    return Missing(DATE, one.outside, one.of, day) if day and one.outside else None


def _dated(counted: Counted, day: str) -> tuple[Array, Array]:
    before, after = around(counted, day)
    if not len(before):
        raise InputError("No article has a date before %(day)s.", day=day)
    if not len(after):
        raise InputError("No article has a date from %(day)s on.", day=day)
    return before, after


def _valued(counted: Counted, one: Compared) -> tuple[Array, Array]:
    values = counted.rows[one.name]
    parts = [np.flatnonzero(values.str.casefold() == name.casefold()) for name in (one.first, one.second)]
    for part, name in zip(parts, (one.first, one.second), strict=True):
        if not len(part):
            found = ", ".join(values[values != ""].value_counts().index[:10])
            what = speak().term(one.name)
            raise InputError(
                "No article has the %(what)s '%(name)s': found %(found)s.", what=what, name=name, found=found
            )
    return parts[0], parts[1]
