"""Agreement on one label at a time, and who chose what."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from duiding.agreement.cohen import cohen
from duiding.agreement.counts import Codings
from duiding.agreement.krippendorff import Alpha, krippendorff
from duiding.labels import in_order

if TYPE_CHECKING:
    import pandas as pd


class LabelAgreement(NamedTuple):
    """Agreement on one label against all others together; ``kappa`` is the mean over pairs, ``chosen`` how often it was given."""

    label: str
    chosen: int
    kappa: float
    alpha: Alpha


def mean_kappa(codings: Codings) -> float:
    """Give the mean of Cohen's kappa over all pairs of annotators (Light 1971); NaN where no pair has one.

    Args:
        codings: for each sentence, the label that each annotator gave it.

    """
    kappas = [pair.kappa for pair in cohen(codings) if not np.isnan(pair.kappa)]
    return float(np.mean(kappas)) if kappas else float("nan")


def by_label(codings: Codings, *, seed: int = 0) -> list[LabelAgreement]:
    """Measure how far annotators agree on each label.

    Args:
        codings: for each sentence, the label that each annotator gave it.
        seed: random state of the intervals.

    """
    shared = [coding for coding in codings if len(coding) > 1]
    found = []
    for label in in_order({one for coding in shared for one in coding.values()}):
        either = [{name: label if given == label else "" for name, given in coding.items()} for coding in shared]
        chosen = sum(given == label for coding in shared for given in coding.values())
        found.append(LabelAgreement(label, chosen, mean_kappa(either), krippendorff(either, seed=seed)))
    return found


def choices(codings: Codings) -> pd.DataFrame:
    """Count how often each annotator (row) gave each label (column)."""
    import pandas as pd  # takes long to import, and most runs label without it

    given = pd.DataFrame([pair for coding in codings for pair in coding.items()], columns=["annotator", "label"])
    counts = pd.crosstab(given["annotator"], given["label"])
    return counts[in_order(counts.columns)]


def crossed(codings: Codings) -> dict[tuple[str, str], pd.DataFrame]:
    """Count for each pair of annotators how often the one gave a label (row) where the other gave a label (column)."""
    import pandas as pd  # takes long to import, and most runs label without it

    labels = in_order({label for coding in codings for label in coding.values()})
    found = {}
    for first, second in combinations(sorted({name for coding in codings for name in coding}), 2):
        both = [(coding[first], coding[second]) for coding in codings if first in coding and second in coding]
        if both:
            ones, others = zip(*both, strict=True)
            counts = pd.crosstab(pd.Series(ones), pd.Series(others))
            found[first, second] = counts.reindex(index=labels, columns=labels, fill_value=0)
    return found
