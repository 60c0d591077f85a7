"""Shares of labels with the variance that articles, and a sample that a person labelled, leave in them.

An estimate carries how much each article moves it (its influence), so that the variance of a share, or of the difference of two, is
a sum over articles: sentences of one article are alike, articles are not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.shares.tally import Counted

LENT = 50  # sentences that the model's own probabilities count for in the variance of its errors
FEWEST_SENTENCES, FEWEST_ARTICLES = 10, 3  # labelled by a person, below which a group has no corrected share


class Estimate(NamedTuple):
    """A share a label.

    ``influence`` has shape (articles, labels), in the order of ``names``; ``residual`` is what of the variance a larger sample would
    take away, ``lent`` the part of it that ``influence`` does not show.
    """

    value: Array
    names: Array
    influence: Array
    degrees: float
    residual: Array
    lent: Array
    labelled: int = 0

    @property
    def variance(self) -> Array:
        """The variance of each share."""
        return spread(self.influence) + self.lent


def spread(influence: Array) -> Array:
    """Give the variance of a sum over articles, shape (labels,)."""
    number = len(influence)
    return np.asarray((influence**2).sum(axis=0) * number / max(number - 1, 1))


def raw(counted: Counted) -> Estimate:
    """Give shares as the model's labels have them: a ratio of totals of clusters, by linearisation (Cochran 1977, 11.6)."""
    names, own = _by_article(counted.counts, counted.articles)
    total = own.sum()
    value = own.sum(axis=0) / total
    influence = (own - value * own.sum(axis=1, keepdims=True)) / total
    none = np.zeros(len(value))
    return Estimate(value, names, influence, len(names) - 1, none, none)


def corrected(counted: Counted) -> Estimate | None:
    """Give shares that a random sample, labelled by a person, corrects; None where it is too small.

    The mean of the model's probabilities over all sentences, plus the weighted mean of what they were off in the sample. Survey
    statisticians call it the difference estimator (Särndal, Swensson and Wretman 1992, 6.3), Angelopoulos et al. (2023)
    prediction-powered inference, Egami et al. (2023) design-based supervised learning. It is right on average whatever the model gets wrong.
    The variance is over articles; that of the errors leans on the probabilities' own p(1-p) as on ``LENT`` more sentences, since a few
    sentences can show no error of a rare label at all.
    """
    drawn = counted.drawn
    where = counted.articles[drawn.rows]
    labelled = len(np.unique(drawn.texts))
    if labelled < FEWEST_SENTENCES or len(np.unique(where)) < FEWEST_ARTICLES:
        return None
    sentences = counted.counts.sum()
    mean = counted.sums.sum(axis=0) / sentences
    off = np.eye(len(counted.labels))[drawn.codes] - drawn.probabilities
    weights = (drawn.weights / drawn.weights.sum())[:, None]
    bias = (weights * off).sum(axis=0)
    names, of_all = _by_article(counted.sums - mean * counted.counts.sum(axis=1, keepdims=True), counted.articles)
    influence = of_all / sentences
    first = _first_article(drawn.texts, np.searchsorted(names, where))
    np.add.at(influence, first, weights * (off - bias))
    size = 1 / (weights**2).sum()
    seen = (weights * (off - bias) ** 2).sum(axis=0)
    expected = counted.doubts.sum(axis=0) / sentences
    mixed = np.maximum((size * seen + LENT * expected) / (size + LENT), seen)
    degrees = len(np.unique(first)) - 1
    return Estimate(mean + bias, names, influence, degrees, mixed / size, (mixed - seen) / size, labelled)


def _by_article(figures: Array, articles: Array) -> tuple[Array, Array]:
    """Add up the figures of each article; gives the articles, sorted, and their totals."""
    names, place = np.unique(articles, return_inverse=True)
    totals = np.zeros((len(names), figures.shape[1]))
    np.add.at(totals, place, figures)
    return names, totals


def _first_article(texts: Array, articles: Array) -> Array:
    """Give each sentence the article where its text stands first: a text that stands in many was drawn once, so it errs once."""
    _, first, number = np.unique(texts, return_index=True, return_inverse=True)
    return np.asarray(articles[first][number])
