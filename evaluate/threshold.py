"""Set the threshold below which a model calls a sentence uncertain, and keep it in the model."""

from __future__ import annotations

import numpy as np

from duiding import Model, store
from duiding.classifier import FrameClassifier
from duiding.errors import DuidingError
from duiding.store import Manifest


def aim_for(classifier: FrameClassifier, accuracy: float) -> None:
    """Set a model's threshold to the one that reaches an accuracy on articles held out in training.

    Args:
        classifier: the model, changed in memory only; ``keep`` writes it.
        accuracy: share to reach of right labels among the sentences that are kept, from 0 to 1.

    Raises:
        DuidingError: no threshold reaches that accuracy, or the model is too old; it stays as it was.

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


def keep(model: Model) -> Manifest:
    """Write a model whose threshold was set anew into its folder, whole or not at all.

    Raises:
        DuidingError: the folder can't be written.

    """
    classifier, reference = model.classifier, model.reference
    threshold = float(classifier.threshold_)
    changed = {
        "confidence": {"target_accuracy": classifier.target_accuracy, "threshold": round(threshold, 6)},
        "reference": reference.to_record(threshold) if reference else {},
    }
    return store.rewrite(classifier, reference, model.folder, model.manifest.model_copy(update=changed))


def highest_accuracy(classifier: FrameClassifier) -> float:
    """Give the highest accuracy that keeping only the surest held-out sentences reaches."""
    confidence, right = classifier.held_out_confidence_, classifier.held_out_right_
    order = np.argsort(-confidence, kind="stable")
    ends = np.append(confidence[order][1:] < confidence[order][:-1], True)
    return float((np.cumsum(right[order]) / np.arange(1, len(right) + 1))[ends].max())
