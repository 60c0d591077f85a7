"""How many sentences a person has to label for shares of a wished width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.shares.estimates import FEWEST_ARTICLES, FEWEST_SENTENCES, Estimate, corrected, spread
from duiding.shares.intervals import LEVEL
from duiding.shares.shares import grouped, parts
from duiding.shares.tally import Counted


class Plan(NamedTuple):
    """How many sentences drawn at random make every label's 95 % interval as narrow as ``width``.

    ``sentences`` is None where no number does: there are too few articles, and even if all their sentences were labelled the interval
    would be ``narrowest`` wide, NaN where they are too few to tell. ``width_now`` is that of the sample that is there, NaN without one.
    """

    width: float
    sentences: int | None
    narrowest: float
    width_now: float


def plan(counted: Counted, width: float, off: float = 1.0) -> Plan:
    """Tell how many sentences to label in all.

    Without a sample the variance of the model's errors is what its probabilities p promise, p(1-p), times ``off``; with one it is
    what the sample shows.

    Args:
        counted: what a ``Tally`` gives.
        width: wished, from the lower to the upper bound, such as 0.1.
        off: how many times what they promise the errors were on articles held out, see ``duiding.shares.held_out``.

    """
    from scipy import stats  # takes long to import, and most runs label without it

    z = float(stats.norm.ppf((1 + LEVEL) / 2))
    if len(np.unique(counted.articles)) < FEWEST_ARTICLES:
        return Plan(width, None, math.nan, math.nan)
    found = corrected(counted)
    sentences = float(counted.counts.sum())
    errors = found.residual * found.labelled if found else off * counted.doubts.sum(axis=0) / sentences
    articles = _between_articles(counted, found)
    narrowest = 2 * z * float(np.sqrt(articles.max()))
    room = (width / 2 / z) ** 2 - articles
    now = 2 * z * float(np.sqrt(found.variance.max())) if found else math.nan
    if (room <= 0).any():
        return Plan(width, None, narrowest, now)
    wanted = math.ceil(float((errors / room).max()))
    return Plan(width, min(max(wanted, FEWEST_SENTENCES), int(sentences)), narrowest, now)


def _between_articles(counted: Counted, found: Estimate | None) -> Array:
    """Give the variance that stays when all sentences are labelled: that between articles."""
    if found:
        return np.asarray(np.maximum(found.variance - found.residual, 0))
    names, place = np.unique(counted.articles, return_inverse=True)
    sizes = counted.counts.sum(axis=1, keepdims=True)
    apart = np.zeros((len(names), counted.counts.shape[1]))
    np.add.at(apart, place, counted.sums - counted.sums.sum(axis=0) / sizes.sum() * sizes)
    return spread(apart / sizes.sum())


class Grouping(NamedTuple):
    """What to plan for: by what articles are grouped, the width wished, and ``off`` as in ``plan``."""

    by: Sequence[str]
    width: float
    off: float = 1.0


def plans(whole: Counted, groups: Counted, wished: Grouping) -> tuple[Plan | None, Plan | None]:
    """Plan for shares of all articles, and for those of every group; None where there is nothing to plan for.

    Args:
        whole: what a ``Tally`` of all sentences gives.
        groups: what is grouped: the same, or the sentences in which somebody has a role.
        wished: the groups, none for all articles alone, and the width.

    """
    of_all = plan(whole, wished.width, wished.off) if len(whole.rows) else None
    return of_all, plan_groups(groups, wished) if wished.by and len(groups.rows) else None


def plan_groups(counted: Counted, wished: Grouping) -> Plan:
    """Tell how many sentences to label in all so that every group's intervals are narrow enough.

    Args:
        counted: what a ``Tally`` gives.
        wished: the groups and the width.

    Returns:
        ``sentences`` is None where some group has too few articles; ``narrowest`` and ``width_now`` are those of the worst group.

    """
    total, plans = float(counted.counts.sum()), []
    for _, places in parts(grouped(counted.rows, wished.by), wished.by):
        part = counted.part(places)
        plans.append((plan(part, wished.width, wished.off), float(part.counts.sum())))
    if not plans:
        return Plan(wished.width, None, math.nan, math.nan)
    narrowest = max(one.narrowest for one, _ in plans)
    now = max((one.width_now for one, _ in plans), key=lambda width: math.inf if math.isnan(width) else width)
    wanted = [math.ceil(one.sentences * total / size) for one, size in plans if one.sentences is not None]
    enough = len(wanted) == len(plans)
    return Plan(wished.width, min(max(wanted), int(total)) if enough else None, narrowest, now)
