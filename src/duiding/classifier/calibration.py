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
_PULL = 5.0  # as much as a prior of mean 0 and a spread of 0.3 log odds


class HeldOut(NamedTuple):
    """Sentences that a model did not learn from: its decision values, shape (sentences, labels), and their true label codes.

    ``articles`` numbers the article of each from 0, or names it; those of one stand together.
    """

    decisions: Array
    codes: Array
    articles: Sequence[Any] | Array

    @property
    def in_article(self) -> Array:
        """Whether each has others in its article, shape (sentences,)."""
        _, numbers, sizes = np.unique(np.asarray(self.articles), return_inverse=True, return_counts=True)
        return np.asarray(sizes[numbers] > 1)

    def shifted(self, added: Array) -> HeldOut:
        """Give them with this added to the decision values of those in an article."""
        return self._replace(decisions=self.decisions + np.outer(self.in_article, added))


def article_intercepts(held_out: HeldOut) -> Array:
    """Find what to add to the decision values of sentences that are read in an article, shape (labels,).

    The lowest log loss of these sentences under one temperature and an intercept a label (bias-corrected temperature scaling;
    Alexandari, Kundaje and Shrikumar 2020), drawn towards 0 so that few sentences change little.
    """
    from scipy.optimize import minimize  # takes long to import, and labelling needs it not

    inside = held_out.in_article
    decisions, codes = held_out.decisions[inside], held_out.codes[inside]
    if not len(codes):
        return np.zeros(held_out.decisions.shape[1])

    def loss(figures: Array) -> float:
        log_odds = decisions * np.exp(figures[0]) + figures[1:]
        shifted = log_odds - log_odds.max(axis=1, keepdims=True)
        each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(codes)), codes]
        return float(each.sum() + _PULL * (figures**2).sum())

    log_slope, *added = minimize(loss, np.zeros(1 + decisions.shape[1])).x
    return np.array(added) / float(np.exp(log_slope))


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
