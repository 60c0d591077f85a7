"""FrameClassifier: texts in, frames, probabilities and reasons out."""

from duiding.classifier.explanation import Explanation, Reason
from duiding.classifier.frame_classifier import BATCH, FrameClassifier

__all__ = ["BATCH", "Explanation", "FrameClassifier", "Reason"]
