"""Which labels of a corpus look wrong, and why."""

from train.label_check.check import Check, check_labels
from train.label_check.doubt import Doubt

__all__ = ["Check", "Doubt", "check_labels"]
