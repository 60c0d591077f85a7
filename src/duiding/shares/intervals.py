"""Intervals of shares of sentences that come in articles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.shares.estimates import Estimate

LEVEL = 0.95
LEAST = 0.02  # as which a smaller corrected share counts for its interval: it may come out at 0, or below
LENT = 4  # articles that the spread over all groups counts for beside a group's own


class Worth(NamedTuple):
    """How many independent sentences a group's are worth, by label: sentences of one article are alike.

    ``sentences`` has shape (labels,), NaN where it can't be told: one article only, or a label that none or all have.
    """

    sentences: Array
    articles: int
    degrees: float

    def towards(self, whole: Worth) -> Worth:
        """Lend a group the spread among all articles, which few articles show badly; all of it where its own can't be told."""
        if whole.articles <= self.articles:
            return self._replace(sentences=_filled(self.sentences))
        own, borrowed = self.sentences / max(self.articles, 1), _filled(whole.sentences) / whole.articles
        weight = np.where(np.isnan(own), 0, self.articles - 1)
        mixed = (weight + LENT) / (np.where(weight > 0, weight / own, 0) + LENT / borrowed)
        return Worth(mixed * self.articles, self.articles, self.articles - 1 + LENT)


def worth(shares: Estimate, sentences: float) -> Worth:
    """Tell how many independent sentences would show as much of a share as these do: p(1-p) over its variance (Korn and Graubard 1998).

    Args:
        shares: as the model's labels have them.
        sentences: their number, which it never exceeds.

    """
    number = len(shares.names)
    if number < 2:
        return Worth(np.full(len(shares.value), np.nan), number, 0)
    alone = shares.value * (1 - shares.value) / sentences  # the variance if all sentences were independent
    least = np.maximum(np.maximum(shares.variance, alone), 1e-300)
    return Worth(np.where(alone > 0, alone * sentences / least, np.nan), number, number - 1)


def wilson(shares: Array, worth: Worth) -> tuple[Array, Array]:
    """Give the bounds of the 95 % interval of shares (Wilson 1927) from so many independent sentences, with Student's t.

    Args:
        shares: from 0 to 1, shape (labels,).
        worth: what they were counted on.

    """
    from scipy import stats  # takes long to import, and most runs label without it

    if worth.degrees < 1:
        return np.full(len(shares), np.nan), np.full(len(shares), np.nan)
    ratio = stats.t.ppf((1 + LEVEL) / 2, worth.degrees) ** 2 / worth.sentences
    middle = (shares + ratio / 2) / (1 + ratio)
    reach = np.sqrt(shares * (1 - shares) * ratio + ratio**2 / 4) / (1 + ratio)
    return np.clip(middle - reach, 0, shares), np.clip(middle + reach, shares, 1)


def around(shares: Estimate) -> tuple[Array, Array]:
    """Give the bounds of the 95 % interval of corrected shares: Wilson's again, of as many sentences as their variance is worth.

    Student's t to both sides misses shares near 0, whose estimates are skewed (``benchmarks/shares`` on real news: 0.92 and 0.94 where
    this has 0.96 and 0.96, no wider).
    """
    value = np.clip(shares.value, LEAST, 1 - LEAST)
    sentences = value * (1 - value) / np.maximum(shares.variance, 1e-300)
    low, high = wilson(value, Worth(sentences, len(shares.names), shares.degrees))
    return np.minimum(low, np.clip(shares.value, 0, 1)), np.maximum(high, np.clip(shares.value, 0, 1))


def _filled(sentences: Array) -> Array:
    """Give labels of which it can't be told the mean of the others."""
    told = sentences[~np.isnan(sentences)]
    return np.where(np.isnan(sentences), told.mean() if len(told) else np.nan, sentences)
