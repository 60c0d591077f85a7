"""FrameClassifier: texts in, frames, probabilities and reasons out."""

from duiding.classifier.frame_classifier import FrameClassifier

__all__ = ["FrameClassifier"]
