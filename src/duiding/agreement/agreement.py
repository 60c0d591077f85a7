"""All that is said of the agreement between annotators."""

from __future__ import annotations

from typing import NamedTuple

from duiding.agreement.cohen import Pair, cohen
from duiding.agreement.counts import Codings
from duiding.agreement.krippendorff import Alpha, krippendorff


class Agreement(NamedTuple):
    """Agreement between annotators; ``sentences`` were labelled by two or more of them."""

    annotators: list[str]
    sentences: int
    pairs: list[Pair]
    alpha: Alpha


def measure_agreement(codings: Codings, *, seed: int = 0) -> Agreement | None:
    """Measure how far annotators agree; None where no sentence has labels of two.

    Args:
        codings: for each sentence, the label that each annotator gave it.
        seed: random state of the interval.

    """
    shared = [coding for coding in codings if len(coding) > 1]
    if not shared:
        return None
    annotators = sorted({annotator for coding in shared for annotator in coding})
    return Agreement(annotators, len(shared), cohen(shared), krippendorff(shared, seed=seed))
