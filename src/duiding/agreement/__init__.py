"""How far annotators agree who labelled the same sentences."""

from duiding.agreement.agreement import Agreement, measure_agreement
from duiding.agreement.cohen import Pair, cohen
from duiding.agreement.krippendorff import Alpha, krippendorff

__all__ = [
    "Agreement",
    "Alpha",
    "Pair",
    "cohen",
    "krippendorff",
    "measure_agreement",
]
