"""The simulation's outcome as Markdown for the terminal and the README, and as CSV."""

from __future__ import annotations

import math

import numpy as np

from benchmarks.simulation.runs import Curves
from benchmarks.simulation.savings import mean_over_runs, needed_at_random
from benchmarks.simulation.strategies import DOUBT, RANDOM, SELECTION
from duiding.scoring import Interval

_HEADING = ("labels", RANDOM, DOUBT, SELECTION, f"{SELECTION} less {RANDOM}", f"labels that {RANDOM} needs for as much")


def savings_table(curves: Curves, seed: int) -> str:
    """Write a row a number of labels: macro-F1 with 95 % intervals over runs, the paired difference, and what random needs."""
    rows = [_HEADING, ("---:",) * len(_HEADING)]
    drawn = curves[RANDOM]
    at_random = np.array(list(drawn.values())).T
    for labels, scores in curves[SELECTION].items():
        more = mean_over_runs([a - b for a, b in zip(scores, drawn[labels], strict=True)])
        needed = needed_at_random(list(drawn), at_random, np.asarray(scores), seed)
        cells = [_interval(mean_over_runs(curves[name][labels])) for name in (RANDOM, DOUBT, SELECTION)]
        rows.append((f"{labels:,}", *cells, _interval(more, "+.3f"), _labels(needed, max(drawn))))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def as_csv(curves: Curves) -> str:
    """Write a row a score: strategy, number of labels, run, macro-F1."""
    lines = [
        f"{name},{labels},{run},{score:.4f}"
        for name, curve in curves.items()
        for labels, scores in curve.items()
        for run, score in enumerate(scores, 1)
    ]
    return "\n".join(["strategy,labels,run,macro_f1", *lines]) + "\n"


def _interval(spread: Interval, form: str = ".3f") -> str:
    return f"{spread.value:{form}} [{spread.low:{form}}, {spread.high:{form}}]"


def _labels(needed: Interval, most: int) -> str:
    value, low, high = (f"{figure:,.0f}" if math.isfinite(figure) else f"over {most:,}" for figure in needed)
    return f"{value} [{low}, {high}]"
