"""How far annotators agree who labelled the same sentences."""

from duiding.agreement.agreement import Agreement, measure_agreement
from duiding.agreement.by_label import LabelAgreement, by_label, choices, crossed, mean_kappa
from duiding.agreement.cohen import Pair, cohen
from duiding.agreement.krippendorff import Alpha, krippendorff

__all__ = [
    "Agreement",
    "Alpha",
    "LabelAgreement",
    "Pair",
    "by_label",
    "choices",
    "cohen",
    "crossed",
    "krippendorff",
    "mean_kappa",
    "measure_agreement",
]
