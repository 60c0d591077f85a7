"""How far to trust a label's score, in words."""

from __future__ import annotations

from typing import NamedTuple

from duiding.scoring.metrics import Interval

SHARP, LOOSE = 0.10, 0.20  # widths of the 95 % interval of F1
FEWEST_ARTICLES = 20  # resampled clusters: with fewer, bootstrap intervals come out too narrow (Cameron et al. 2008)


class Reliability(NamedTuple):
    """A tier (``solid``, ``indicative`` or ``unreliable``) and why, in a sentence."""

    tier: str
    words: str


def judge(f1: Interval, *, support: int, articles: int) -> Reliability:
    """Judge a label's F1 by the width of its interval and the number of articles that hold the label.

    ``solid``: at most 0.10 wide; ``indicative``: at most 0.20 wide; ``unreliable``: wider, or fewer than 20 articles.
    """
    counted = f"{support} sentence{'s' * (support != 1)} in {articles} article{'s' * (articles != 1)}"
    span = f"from {f1.low:.2f} to {f1.high:.2f}"
    if support == 0:
        return Reliability(
            "unreliable",
            "Unreliable: the test articles hold no sentence with this label.",
        )
    if articles < FEWEST_ARTICLES:
        return Reliability(
            "unreliable",
            f"Unreliable: {counted} are too few for an interval to be believed (at least {FEWEST_ARTICLES} articles are wanted).",
        )
    width = round(f1.high - f1.low, 6)
    if width > LOOSE:
        return Reliability("unreliable", f"Unreliable: with {counted}, F1 may lie anywhere {span}.")
    if width > SHARP:
        return Reliability(
            "indicative",
            f"Indicative: with {counted}, F1 lies {span}; don't lean on a few hundredths.",
        )
    return Reliability("solid", f"Solid: with {counted}, F1 lies {span}.")
