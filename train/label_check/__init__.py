"""Which labels of a corpus look wrong, and why."""

from train.label_check.doubts import find_doubts, reasons

__all__ = ["find_doubts", "reasons"]
