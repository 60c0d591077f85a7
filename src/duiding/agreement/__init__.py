"""How far coders agree who labelled the same sentences."""

from duiding.agreement.cohen import Pair, cohen
from duiding.agreement.fleiss import Fleiss, fleiss
from duiding.agreement.krippendorff import Alpha, krippendorff
from duiding.agreement.measuring import Agreement, measure_agreement

__all__ = [
    "Agreement",
    "Alpha",
    "Fleiss",
    "Pair",
    "cohen",
    "fleiss",
    "krippendorff",
    "measure_agreement",
]
