"""Intervals of shares of sentences that come in articles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

from duiding.arrays import Array

LEVEL = 0.95
LENT = 4  # articles that the spread over all groups counts for beside a group's own


class Effective(NamedTuple):
    """How many independent sentences a group's are worth, by label: sentences of one article are alike.

    ``sentences`` has shape (labels,), NaN where it can't be told: one article only, or a label that none or all have.
    """

    sentences: Array
    articles: int
    degrees: float

    def towards(self, whole: Effective) -> Effective:
        """Lend a group the spread among all articles, which few articles show badly; all of it where its own can't be told."""
        if whole.articles <= self.articles:
            return self._replace(sentences=_filled(self.sentences))
        own, borrowed = self.sentences / max(self.articles, 1), _filled(whole.sentences) / whole.articles
        weight = np.where(np.isnan(own), 0, self.articles - 1)
        mixed = (weight + LENT) / (np.where(weight > 0, weight / own, 0) + LENT / borrowed)
        return Effective(mixed * self.articles, self.articles, self.articles - 1 + LENT)


def effective(counts: Array, articles: Array) -> Effective:
    """Tell how many independent sentences would show as much of a share as these do: p(1-p) over its variance between articles.

    The variance is that of a ratio of totals of clusters, by linearisation (Cochran 1977, 11.6; Korn and Graubard 1998).

    Args:
        counts: sentences by label, shape (rows, labels).
        articles: the article of each row.

    """
    totals = by_article(counts, articles)
    sentences, number = totals.sum(), len(totals)
    if number < 2 or not sentences:
        return Effective(np.full(counts.shape[1], np.nan), number, max(number - 1, 0))
    shares = totals.sum(axis=0) / sentences
    apart = totals - shares * totals.sum(axis=1, keepdims=True)
    variance = number / (number - 1) * (apart**2).sum(axis=0) / sentences**2
    alone = shares * (1 - shares) / sentences  # what it would be if all sentences were independent
    found = np.where(alone > 0, shares * (1 - shares) / np.maximum(np.maximum(variance, alone), 1e-300), np.nan)
    return Effective(found, number, number - 1)


def by_article(figures: Array, articles: Array) -> Array:
    """Add up the figures of each article, shape (articles, …)."""
    names, place = np.unique(articles, return_inverse=True)
    totals = np.zeros((len(names), *figures.shape[1:]))
    np.add.at(totals, place, figures)
    return totals


def wilson(shares: Array, worth: Effective) -> tuple[Array, Array]:
    """Give the bounds of the 95 % interval of shares (Wilson 1927) from so many independent sentences, with Student's t.

    Args:
        shares: from 0 to 1, shape (labels,).
        worth: what they were counted on.

    """
    if worth.degrees < 1:
        return np.full(len(shares), np.nan), np.full(len(shares), np.nan)
    z = stats.t.ppf((1 + LEVEL) / 2, worth.degrees)
    ratio = z**2 / worth.sentences
    middle = (shares + ratio / 2) / (1 + ratio)
    reach = np.sqrt(shares * (1 - shares) * ratio + ratio**2 / 4) / (1 + ratio)
    return np.clip(middle - reach, 0, shares), np.clip(middle + reach, shares, 1)


def _filled(sentences: Array) -> Array:
    """Give labels of which it can't be told the mean of the others."""
    told = sentences[~np.isnan(sentences)]
    return np.where(np.isnan(sentences), told.mean() if len(told) else np.nan, sentences)
