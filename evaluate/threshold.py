"""Set the threshold below which a model calls a sentence uncertain, and keep it in the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from duiding import store
from duiding.classifier import FrameClassifier
from duiding.errors import DuidingError
from duiding.store import Manifest


def keep_target_accuracy(classifier: FrameClassifier, folder: Path, accuracy: float) -> Manifest:
    """Derive the threshold that reaches an accuracy on articles held out in training, and write it into the model's folder.

    Args:
        classifier: the model, as ``duiding.load`` gave it; its threshold is changed.
        folder: its folder, rewritten whole or not at all.
        accuracy: wished-for share of right labels among the sentences that are kept, from 0 to 1.

    Raises:
        DuidingError: no threshold reaches that accuracy, the model is too old, or the folder can't be written.

    """
    before = classifier.target_accuracy
    classifier.set_target_accuracy(accuracy)
    if not np.isfinite(classifier.threshold_):
        classifier.set_target_accuracy(before)
        best = highest_accuracy(classifier)
        raise DuidingError(
            f"No threshold reaches an accuracy of {accuracy:g} on held-out articles: the highest is {best:.3f}; "
            "ask for less. The model was not changed."
        )
    kept = {"target_accuracy": accuracy, "threshold": round(float(classifier.threshold_), 6)}
    return store.rewrite(classifier, folder, confidence=kept)


def highest_accuracy(classifier: FrameClassifier) -> float:
    """Give the highest accuracy that keeping only the surest held-out sentences reaches."""
    confidence, right = classifier.held_out_confidence_, classifier.held_out_right_
    order = np.argsort(-confidence, kind="stable")
    ends = np.append(confidence[order][1:] < confidence[order][:-1], True)
    return float((np.cumsum(right[order]) / np.arange(1, len(right) + 1))[ends].max())
