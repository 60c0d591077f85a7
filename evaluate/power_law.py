"""The law that learning curves follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import curve_fit

from duiding.arrays import Array

FEWEST = 4  # points: the law has three unknowns


class Law(NamedTuple):
    """The inverse power law ``ceiling - scale * sentences ** -rate``."""

    ceiling: float
    scale: float
    rate: float

    def __call__(self, sentences: float | Array) -> Any:
        """Give the macro-F1 expected with so many sentences."""
        return self.ceiling - self.scale * np.power(sentences, -self.rate)


def fit_law(sentences: Sequence[float], scores: Sequence[float]) -> Law | None:
    """Fit an inverse power law to a learning curve (Figueroa et al. 2012); None where it does not fit."""
    if len(sentences) < FEWEST:
        return None
    try:
        found, _ = curve_fit(
            lambda n, ceiling, scale, rate: Law(ceiling, scale, rate)(n),
            np.asarray(sentences, dtype=float),
            np.asarray(scores, dtype=float),
            p0=(min(1.0, max(scores) + 0.05), 1.0, 0.4),
            bounds=([0, 0, 0.01], [1, 100, 2]),
            maxfev=5000,
        )
    except (RuntimeError, ValueError):  # no convergence, or no number among the scores
        return None
    return Law(*map(float, found))
