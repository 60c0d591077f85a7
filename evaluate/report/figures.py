"""Figures as tables on the terminal write them, in the language of this process."""

from __future__ import annotations

from rich.markup import escape

from duiding.scoring import Interval
from duiding.translation import speak


def figure(value: float, digits: int = 3) -> str:
    """Write a number with so many decimals."""
    return speak().number(value, digits)


def scored(score: Interval | None) -> str:
    """Write a score with its interval, for a cell of a table; empty without one.

    >>> scored(Interval(0.812, 0.79, 0.833)).replace(chr(92), "")
    '0.812 [0.790, 0.833]'
    """
    if score is None:
        return ""
    sign = "; " if speak().language == "nl" else ", "
    return escape(f"{figure(score.value)} [{sign.join(map(figure, (score.low, score.high)))}]")
