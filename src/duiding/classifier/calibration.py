"""Choose how to turn decision values into probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.metrics import log_loss

from duiding.arrays import Array
from duiding.classifier.calibrators import METHODS, Calibrator, SigmoidCalibrator, TemperatureCalibrator
from duiding.classifier.cross_validation import Split, article_folds

FOLDS = 5  # over which the two methods are compared


class HeldOut(NamedTuple):
    """Sentences that a model did not learn from: its decision values, shape (sentences, labels), and their true label codes.

    ``articles`` numbers the article of each from 0, or names it.
    """

    decisions: Array
    codes: Array
    articles: Sequence[Any] | Array


def choose_calibrator(method: str, held_out: HeldOut, seed: int = 0) -> tuple[str, Calibrator]:
    """Fit the calibrator asked for, or for ``auto`` the one with the lower log loss in cross-validation over articles.

    Args:
        method: ``auto``, ``temperature`` or ``sigmoid``.
        held_out: sentences to fit it on.
        seed: random state of the folds.

    """
    decisions, codes, articles = held_out
    if method != "auto":
        return method, METHODS[method]().fit(decisions, codes)
    splits = article_folds(codes, articles, FOLDS, seed)
    method = min(METHODS, key=lambda name: (_held_out_loss(name, decisions, codes, splits), name))
    calibrator = METHODS[method]().fit(decisions, codes)
    if isinstance(calibrator, SigmoidCalibrator) and (calibrator.slopes_ <= 0).any():
        # On too few sentences a sigmoid may fall where it should rise, and turn labels round; a temperature can't.
        return "temperature", TemperatureCalibrator().fit(decisions, codes)
    return method, calibrator


def _held_out_loss(method: str, decisions: Array, codes: Array, splits: Sequence[Split]) -> float:
    probabilities = np.full(decisions.shape, 1 / decisions.shape[1])
    for fitted, held_out in splits:
        if len(np.unique(codes[fitted])) == decisions.shape[1]:
            calibrator = METHODS[method]().fit(decisions[fitted], codes[fitted])
            probabilities[held_out] = calibrator.predict_proba(decisions[held_out])
    return float(log_loss(codes, probabilities, labels=np.arange(decisions.shape[1])))
