"""Whether the share of a label differs between two groups of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from duiding.arrays import Array
from duiding.shares.estimates import Estimate, corrected, raw
from duiding.shares.intervals import LEVEL
from duiding.shares.periods import side_of
from duiding.shares.tally import DATE, Counted

if TYPE_CHECKING:
    import pandas as pd


FIGURES = ("first", "second", "difference", "low", "high", "p_value")


def compare(counted: Counted, first: Array, second: Array) -> pd.DataFrame:
    """Give the difference of each label's share in two groups of rows, second less first, with its 95 % interval and a test.

    The variance is that of the difference of two ratios of totals over articles, also where one article has sentences in both; interval
    and two-sided p-value are Student's t with the degrees of freedom of Welch and Satterthwaite.

    Args:
        counted: what a ``Tally`` gives.
        first: places of the rows of one group.
        second: places of those of the other.

    Returns:
        A row a label: ``label``, ``first``, ``second``, ``difference``, ``low``, ``high``, ``p_value``; where a person labelled a
        sample also ``corrected_first`` … ``corrected_p_value``, NaN where a group has too few of these. Bounds and p-value are NaN where nothing varies.

    """
    import pandas as pd  # takes long to import, and most runs label without it

    parts = [counted.part(first), counted.part(second)]
    frame = pd.DataFrame({"label": list(counted.labels)})
    frame[list(FIGURES)] = _difference(*map(raw, parts))
    if len(counted.drawn.rows):
        better = [corrected(part) for part in parts]
        found = _difference(*[one for one in better if one]) if all(better) else np.full((len(frame), 6), np.nan)
        frame[[f"corrected_{name}" for name in FIGURES]] = found
    return frame


def around(counted: Counted, day: str) -> tuple[Array, Array]:
    """Give the places of the rows dated before a day (YYYY-MM-DD), and of those from it on; a date that does not tell is in neither."""
    sides = np.array([side_of(date, day) for date in counted.rows[DATE]])
    return np.flatnonzero(sides == -1), np.flatnonzero(sides == 1)


def _difference(first: Estimate, second: Estimate) -> Array:
    """Give the columns ``FIGURES``, shape (labels, figures)."""
    from scipy import stats  # takes long to import, and most runs label without it

    difference = second.value - first.value
    variance = _variance(first, second)
    deviation = np.where(variance > 0, np.sqrt(variance), np.nan)
    degrees = _degrees([first, second])
    reach = stats.t.ppf((1 + LEVEL) / 2, degrees) * deviation
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = 2 * stats.t.sf(np.abs(difference) / deviation, degrees)
    shares = [np.clip(one.value, 0, 1) for one in (first, second)]
    columns = [*shares, difference, difference - reach, difference + reach, chance]
    return np.stack(columns, axis=1)


def _variance(first: Estimate, second: Estimate) -> Array:
    """Give the variance of the difference; an article in both groups moves both shares."""
    _, one, other = np.intersect1d(first.names, second.names, return_indices=True)
    together = (first.influence[one] * second.influence[other]).sum(axis=0)
    sizes = np.array([max(len(each.names), 2) for each in (first, second)])
    both = 2 * together * np.sqrt(np.prod(sizes / (sizes - 1)))
    return np.asarray(np.maximum(first.variance + second.variance - both, 0))


def _degrees(estimates: Sequence[Estimate]) -> Array:
    """Give the degrees of freedom of a difference (Welch 1947; Satterthwaite 1946), at least those of the smaller group."""
    variances = np.stack([one.variance for one in estimates])
    least = np.array([max(one.degrees, 1) for one in estimates])[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = variances.sum(axis=0) ** 2 / (variances**2 / least).sum(axis=0)
    return np.asarray(np.where(np.isfinite(found), found, least.min()))
