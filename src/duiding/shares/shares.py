"""Shares of labels by group, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from duiding.arrays import Array
from duiding.shares.estimates import corrected, raw
from duiding.shares.intervals import Worth, around, wilson, worth
from duiding.shares.periods import UNITS, period_of, start_of
from duiding.shares.tally import Counted

if TYPE_CHECKING:
    import pandas as pd


START = "start"
CORRECTED = ("labelled", "corrected", "corrected_low", "corrected_high")


def shares_by(counted: Counted, by: Sequence[str] = ()) -> pd.DataFrame:
    """Give the share of each label in each group, with its 95 % interval over articles.

    Args:
        counted: what a ``Tally`` gives.
        by: what groups are made by: fields of the articles, or ``day``, ``week``, ``month``, ``quarter``, ``year`` of their ``date``;
            none for all articles together.

    Returns:
        A row a group and label, groups in order of time or else of size, labels in the model's: the columns named in ``by`` (text;
        periods as ``2022-02-24``, ``2022-W08``, ``2022-02``, ``2022-Q1``, ``2022``), ``start`` where one of them is a period (its first
        day, YYYY-MM-DD), ``articles``, ``sentences``, ``label``, ``count`` (sentences with that label), ``share``, ``low`` and ``high``
        (0 to 1). Groups without sentences have no row; articles without a value, or with a date that can't be read, are in none.

        Where a person labelled sentences drawn at random, also ``labelled`` (their number in the group), ``corrected``,
        ``corrected_low`` and ``corrected_high``, NaN in groups where they are too few.

    """
    import pandas as pd  # takes long to import, and most runs label without it

    sampled = bool(len(counted.drawn.rows))
    columns = columns_of(by, corrected=sampled)
    if not len(counted.rows):
        return pd.DataFrame(columns=columns)
    whole = worth(raw(counted), counted.counts.sum())
    rows = [
        row
        for key, places in parts(grouped(counted.rows, by), by)
        for row in _rows(counted.part(places), by, key, whole, sampled=sampled)
    ]
    return pd.DataFrame(rows, columns=columns)


def best(shares: pd.DataFrame) -> pd.DataFrame:
    """Give shares with the corrected ones in the place of the counted ones, and without groups that have none.

    Where most groups have none, all shares stay as they are counted.

    Args:
        shares: as ``shares_by`` gives them.

    """
    if not mostly_corrected(shares):
        return shares
    found = shares[shares[CORRECTED[1]].notna()]
    return found.assign(share=found["corrected"], low=found["corrected_low"], high=found["corrected_high"])


def mostly_corrected(shares: pd.DataFrame) -> bool:
    """Tell whether half of the groups or more have a corrected share."""
    return CORRECTED[1] in shares.columns and bool(shares[CORRECTED[1]].notna().mean() >= 0.5)


def columns_of(by: Sequence[str], *, corrected: bool = False) -> list[str]:
    """Name the columns of ``shares_by``."""
    start = [START] if any(one in UNITS for one in by) else []
    more = CORRECTED if corrected else ()
    return [*by, *start, "articles", "sentences", "label", "count", "share", "low", "high", *more]


def grouped(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Give the values by which rows are grouped, a column each; an empty text where there is none."""
    import pandas as pd  # takes long to import, and most runs label without it

    return pd.DataFrame(
        {one: [period_of(date, one) or "" for date in rows["date"]] if one in UNITS else rows[one] for one in by},
        index=rows.index,
        columns=list(by),
    )


def parts(groups: pd.DataFrame, by: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Array]]:
    """Give each group's values and the places of its rows, by time where there is one, else by size."""
    if not by:
        yield (), np.arange(len(groups))
        return
    places: dict[tuple[str, ...], list[int]] = {}
    for place, key in enumerate(groups.itertuples(index=False, name=None)):
        if all(key):
            places.setdefault(key, []).append(place)
    time = [place for place, one in enumerate(by) if one in UNITS]
    for key in sorted(places, key=lambda key: ([key[i] for i in time], -len(places[key]), key)):
        yield key, np.array(places[key])


def _rows(
    part: Counted, by: Sequence[str], key: tuple[str, ...], whole: Worth, *, sampled: bool
) -> Iterator[list[object]]:
    shares, sentences = raw(part), int(part.counts.sum())
    figures = [shares.value, *wilson(shares.value, worth(shares, sentences).towards(whole))]
    if sampled:
        better = corrected(part)
        none = np.full(len(part.labels), np.nan)
        figures += [np.clip(better.value, 0, 1), *around(better)] if better else [none] * 3
    start = [start_of(value).isoformat() for one, value in zip(by, key, strict=True) if one in UNITS][:1]
    head = [*key, *start, len(shares.names), sentences]
    for place, label in enumerate(part.labels):
        share, low, high, *more = (float(one[place]) for one in figures)
        labelled = [len(np.unique(part.drawn.texts))] if sampled else []
        yield [*head, label, int(part.counts[:, place].sum()), share, low, high, *labelled, *more]
