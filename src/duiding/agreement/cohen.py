"""Cohen's kappa, a pair of annotators at a time."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from duiding.agreement.counts import Codings


class Pair(NamedTuple):
    """Two annotators on the ``sentences`` that both labelled; ``kappa`` is NaN where both used one and the same label only."""

    first: str
    second: str
    sentences: int
    equal: float
    kappa: float


def cohen(codings: Codings) -> list[Pair]:
    """Measure Cohen's kappa (1960) of every pair of annotators that share a sentence, by name.

    Args:
        codings: for each sentence, the label that each annotator gave it.

    """
    annotators = sorted({annotator for coding in codings for annotator in coding})
    pairs = (_pair(first, second, codings) for first, second in combinations(annotators, 2))
    return [pair for pair in pairs if pair.sentences]


def _pair(first: str, second: str, codings: Codings) -> Pair:
    from sklearn.metrics import cohen_kappa_score

    both = [(coding[first], coding[second]) for coding in codings if first in coding and second in coding]
    if not both:
        return Pair(first, second, 0, float("nan"), float("nan"))
    ones, others = zip(*both, strict=True)
    equal = sum(one == other for one, other in both) / len(both)
    varied = len({*ones, *others}) > 1
    kappa = float(cohen_kappa_score(ones, others)) if varied else float("nan")
    return Pair(first, second, len(both), equal, kappa)
