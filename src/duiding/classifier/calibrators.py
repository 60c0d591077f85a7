"""Turn decision values into probabilities that mean what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, Self

import numpy as np

from duiding.arrays import Array
from duiding.errors import InputError
from duiding.state import State, array_in


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
        from scipy.optimize import minimize_scalar  # takes long to import, and labelling needs it not

        def loss(log_temperature: float) -> float:
            log_odds = decisions / np.exp(log_temperature)
            shifted = log_odds - log_odds.max(axis=1, keepdims=True)
            log_total = np.log(np.exp(shifted).sum(axis=1))
            return float(np.mean(log_total - shifted[np.arange(len(codes)), codes]))

        self.temperature_ = float(np.exp(minimize_scalar(loss, bounds=(-4, 4), method="bounded").x))
        return self

    def predict_proba(self, decisions: Array) -> Array:
        """Give probabilities; their order within a sentence is that of the decision values."""
        # SciPy's softmax takes longer to import than an article to label.
        log_odds = decisions / self.temperature_
        odds = np.exp(log_odds - log_odds.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))

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
        from sklearn.linear_model import LogisticRegression  # as above

        fits = [
            LogisticRegression(C=1e6, solver="liblinear", random_state=0).fit(decisions[:, [code]], codes == code)
            for code in range(decisions.shape[1])
        ]
        self.slopes_ = np.array([fit.coef_[0, 0] for fit in fits])
        self.intercepts_ = np.array([fit.intercept_[0] for fit in fits])
        return self

    def predict_proba(self, decisions: Array) -> Array:
        """Give probabilities, shape (sentences, labels)."""
        from scipy.special import expit

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


METHODS: dict[str, Callable[[], Calibrator]] = {"temperature": TemperatureCalibrator, "sigmoid": SigmoidCalibrator}
