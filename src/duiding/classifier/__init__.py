"""Texts in, frames, probabilities and reasons out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duiding.classifier.explanation import Explanation, Reason
from duiding.classifier.trained import BATCH, TrainedClassifier

if TYPE_CHECKING:
    from duiding.classifier.frame_classifier import FrameClassifier

__all__ = ["BATCH", "Explanation", "FrameClassifier", "Reason", "TrainedClassifier"]


def __getattr__(name: str) -> Any:
    """Import what needs scikit-learn, which takes longer than labelling an article, when it is first asked for."""
    if name == "FrameClassifier":
        from duiding.classifier.frame_classifier import FrameClassifier

        return FrameClassifier
    raise AttributeError(f"module 'duiding.classifier' has no attribute '{name}'")
