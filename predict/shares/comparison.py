"""Two groups of articles, beside each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from duiding.arrays import Array
from duiding.errors import InputError
from duiding.shares import DATE, Counted, around, compare, period_of
from predict.shares.question import Compared


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
    parts = _dated(counted, one) if one.by_date else _valued(counted, one)
    sizes = [len(set(counted.articles[places])) for places in (*parts, np.arange(len(counted.rows)))]
    return Difference(one, compare(counted, *parts), sizes[2] - sizes[0] - sizes[1], sizes[2])


def undated(one: Difference) -> Missing | None:
    """Tell of articles of which it is not known on which side of a date they are."""
    day = one.compared.second.removeprefix("from ")
    return Missing(DATE, one.outside, one.of, day) if one.compared.by_date and one.outside else None


def _dated(counted: Counted, one: Compared) -> tuple[Array, Array]:
    day = period_of(one.second.removeprefix("from "), "day") or ""
    parts = around(counted, day)
    for part, name in zip(parts, (one.first, one.second), strict=True):
        if not len(part):
            raise InputError(f"No article has a date {name}.")
    return parts


def _valued(counted: Counted, one: Compared) -> tuple[Array, Array]:
    values = counted.rows[one.name]
    parts = [np.flatnonzero(values.str.casefold() == name.casefold()) for name in (one.first, one.second)]
    for part, name in zip(parts, (one.first, one.second), strict=True):
        if not len(part):
            found = values[values != ""].value_counts().index[:10]
            raise InputError(f"No article has the {one.name} '{name}': found {', '.join(found)}.")
    return parts[0], parts[1]
