"""What is known of a whole run beside its labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiding.drift import DriftReport


class Facts(NamedTuple):
    """Whether the articles are like those of the training, what was skipped, and how often the model was right on which articles."""

    drift: DriftReport | None = None
    skipped: Sequence[str] = ()
    accuracy: float | None = None
    accuracy_on: str = ""
