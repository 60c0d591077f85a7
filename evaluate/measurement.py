"""What is measured alike of the model, its variants and its peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from duiding.scoring.metrics import Interval

TIMED, WARM, ROUNDS = 500, 50, 3  # sentences timed and warmed up with, times that they are timed


class Measured(NamedTuple):
    """What one way to label sentences reached.

    ``difference`` is its macro-F1 minus that of the model as evaluated, paired by article; ``missing`` tells why it did not run.
    """

    name: str
    macro_f1: Interval | None = None
    difference: Interval | None = None
    sentences_a_second: float = 0.0
    missing: str = ""
    setting: str = ""
    megabytes: float = 0.0
    training_seconds: float = 0.0

    def to_metrics(self, *columns: str) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``: these of its fields, all if none is named."""
        scores = {
            name: score.rounded() if (score := getattr(self, name)) else None for name in ("macro_f1", "difference")
        }
        figures = {
            name: round(getattr(self, name), 2) for name in ("sentences_a_second", "megabytes", "training_seconds")
        }
        row = self._asdict() | scores | figures
        return {name: row[name] for name in columns or self._fields}


def sentences_a_second(label: Callable[[list[str]], Any], texts: Sequence[str]) -> float:
    """Time labelling texts: the median of three rounds, in one process, warm.

    Args:
        label: reads and labels a list of texts.
        texts: the first 500 are timed.

    """
    sample = list(texts)[:TIMED]
    label(sample[:WARM])
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        label(sample)
        seconds.append(time.perf_counter() - start)
    return len(sample) / max(float(np.median(seconds)), 1e-9)
