"""FrameClassifier: texts in, frames, probabilities and reasons out."""

from duiding.classifier.explanation import Explanation, Reason
from duiding.classifier.frame_classifier import FrameClassifier

__all__ = ["Explanation", "FrameClassifier", "Reason"]
