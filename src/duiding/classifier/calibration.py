"""Turn decision values into probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, Self

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import expit, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from duiding.arrays import Array
from duiding.classifier.cross_validation import Split, article_folds
from duiding.errors import InputError
from duiding.state import State, array_in


class HeldOut(NamedTuple):
    """Sentences that a model did not learn from: its decision values, shape (sentences, labels), and their true label codes.

    ``articles`` numbers the article of each from 0, or names it.
    """

    decisions: Array
    codes: Array
    articles: Sequence[Any] | Array


class Calibrator(Protocol):
    """What both methods offer."""

    def fit(self, decisions: Array, codes: Array) -> Self:
        """Learn from held-out decision values, shape (sentences, labels), and the true label codes."""
        ...

    def predict_proba(self, decisions: Array) -> Array:
        """Give probabilities, shape (sentences, labels), rows adding up to 1."""
        ...

    def state(self) -> State:
        """Give what was learned as arrays."""
        ...

    def restore(self, arrays: Mapping[str, Array], labels: int) -> Self:
        """Take over what was learned for so many labels; InputError where an array is missing or of another shape."""
        ...


_COLDEST = 1e-3  # a temperature that is fitted lies between e^-4 and e^4


class TemperatureCalibrator:
    """Divide all decision values by one temperature before the softmax (Guo et al. 2017)."""

    def fit(self, decisions: Array, codes: Array) -> Self:
        """Choose the temperature with the lowest log loss."""

        def loss(log_temperature: float) -> float:
            log_odds = decisions / np.exp(log_temperature)
            shifted = log_odds - log_odds.max(axis=1, keepdims=True)
            log_total = np.log(np.exp(shifted).sum(axis=1))
            return float(np.mean(log_total - shifted[np.arange(len(codes)), codes]))

        self.temperature_ = float(np.exp(minimize_scalar(loss, bounds=(-4, 4), method="bounded").x))
        return self

    def predict_proba(self, decisions: Array) -> Array:
        """Give probabilities; their order within a sentence is that of the decision values."""
        return np.asarray(softmax(decisions / self.temperature_, axis=1))

    def state(self) -> State:
        """Give the temperature."""
        return {"temperature": np.array([self.temperature_])}, {}

    def restore(self, arrays: Mapping[str, Array], labels: int) -> Self:
        """Take over a temperature."""
        self.temperature_ = float(array_in(arrays, "temperature", (1,))[0])
        if not _COLDEST <= self.temperature_ <= 1 / _COLDEST:
            raise InputError(f"The temperature is {self.temperature_}: expected {_COLDEST:g} to {1 / _COLDEST:,.0f}.")
        return self


class SigmoidCalibrator:
    """Fit a sigmoid to each label's decision values, then make rows add up to 1 (Platt 1999; Zadrozny and Elkan 2002)."""

    def fit(self, decisions: Array, codes: Array) -> Self:
        """Fit one logistic regression a label."""
        fits = [
            LogisticRegression(C=1e6, solver="liblinear", random_state=0).fit(decisions[:, [code]], codes == code)
            for code in range(decisions.shape[1])
        ]
        self.slopes_ = np.array([fit.coef_[0, 0] for fit in fits])
        self.intercepts_ = np.array([fit.intercept_[0] for fit in fits])
        return self

    def predict_proba(self, decisions: Array) -> Array:
        """Give probabilities, shape (sentences, labels)."""
        each = expit(decisions * self.slopes_ + self.intercepts_) + 1e-12
        return np.asarray(each / each.sum(axis=1, keepdims=True))

    def state(self) -> State:
        """Give slopes and intercepts, a figure a label."""
        return {"slopes": self.slopes_, "intercepts": self.intercepts_}, {}

    def restore(self, arrays: Mapping[str, Array], labels: int) -> Self:
        """Take over slopes and intercepts."""
        self.slopes_ = array_in(arrays, "slopes", (labels,))
        self.intercepts_ = array_in(arrays, "intercepts", (labels,))
        return self


FOLDS = 5  # over which the two methods are compared
METHODS: dict[str, Callable[[], Calibrator]] = {"temperature": TemperatureCalibrator, "sigmoid": SigmoidCalibrator}


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


def threshold_for(accuracy: float, confidence: Array, right: Array) -> float:
    """Find the lowest confidence above which held-out predictions are right often enough.

    Args:
        accuracy: share asked for of right labels, from 0 to 1.
        confidence: highest probability of each held-out sentence, shape (sentences,).
        right: whether the label with that probability is the true one, shape (sentences,).

    Returns:
        The threshold on the highest probability; 0 where all may be kept, infinity where no threshold reaches the accuracy.

    """
    order = np.argsort(-confidence, kind="stable")
    reached = np.cumsum(right[order]) / np.arange(1, len(right) + 1) >= accuracy
    # Ties in confidence stand or fall together: a cut is possible only where the confidence drops.
    ends = np.append(confidence[order][1:] < confidence[order][:-1], True)
    cuts = np.flatnonzero(reached & ends)
    if len(cuts) == 0:
        return float("inf")
    return 0.0 if cuts[-1] == len(order) - 1 else float(confidence[order][cuts[-1]])
