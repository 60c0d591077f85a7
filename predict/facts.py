"""What is known of a whole run beside its labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiding.drift import DriftReport
from predict.shares.counting import Answer


class Facts(NamedTuple):
    """What is known of a run once all is labelled.

    Whether the articles are like those of the training, what was skipped, how often the model was right on which articles, and the shares of
    all sentences, also where only some of them stand in the output.
    """

    drift: DriftReport | None = None
    skipped: Sequence[str] = ()
    accuracy: float | None = None
    accuracy_on: str = ""
    shares: Answer | None = None
