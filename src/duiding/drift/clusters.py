"""Means over words or sentences that come in articles, and how far those of other articles may lie from them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Clusters:
    """Sums over articles, from which means and variances follow without keeping the articles.

    ``units`` are words or sentences, ``total`` and ``squares`` the sums of their figures and of the squared ones, ``by_article`` the sum of
    each article's squared total over its size, ``sizes`` the sum of squared sizes.
    """

    articles: int = 0
    units: int = 0
    total: float = 0.0
    squares: float = 0.0
    by_article: float = 0.0
    sizes: int = 0

    def add(self, units: int, total: float, squares: float) -> None:
        """Take in an article by the number of its units and the sums of their figures and squared figures.

        Args:
            units: how many the article has.
            total: the sum of their figures.
            squares: that of their squared figures.

        """
        if units:
            self.articles += 1
            self.units += units
            self.total += total
            self.squares += squares
            self.by_article += total * total / units
            self.sizes += units * units

    @property
    def mean(self) -> float:
        """The mean over units; 0 without any."""
        return self.total / self.units if self.units else 0.0

    @property
    def within(self) -> float:
        """The variance of units within articles (one-way analysis of variance)."""
        free = self.units - self.articles
        return max(0.0, (self.squares - self.by_article) / free) if free > 0 else 0.0

    @property
    def between(self) -> float:
        """The variance of articles' true means, estimated by analysis of variance (Searle, Casella and McCulloch 1992, ch. 3)."""
        if self.articles < 2:
            return 0.0
        free = self.articles - 1
        size = (self.units - self.sizes / self.units) / free
        mean_square = (self.by_article - self.total**2 / self.units) / free
        return max(0.0, (mean_square - self.within) / size)

    @property
    def spread(self) -> float:
        """The standard deviation of the means of articles of average size."""
        if not self.articles:
            return 0.0
        return float((self.between + self.within * self.articles / self.units) ** 0.5)

    def standard_error(self, others: Clusters) -> float:
        """Give the standard error of the difference between this mean and that of ``others``, were they drawn from the same articles.

        Units of one article are alike, so they count for less than as many from different articles (Kish 1965).
        """
        variance = 0.0
        for one in (self, others):
            if one.units:
                variance += self.within / one.units + self.between * one.sizes / one.units**2
        return float(variance**0.5)
