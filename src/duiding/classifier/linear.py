"""The linear models that may stand behind the features."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from duiding.errors import DuidingError

MODELS = ("logistic", "svm")
Array = np.ndarray[Any, np.dtype[Any]]


def make_linear(model: str, strength: float, balance: float, codes: Array, seed: int) -> Any:
    """Make an unfitted linear classifier.

    Args:
        model: ``logistic`` (multinomial logistic regression) or ``svm`` (linear support vector machine, one label against the rest).
        strength: inverse of the regularisation, C.
        balance: 0 weighs all sentences alike, 1 weighs labels by the inverse of their frequency, between is between.
        codes: label codes of the training sentences.
        seed: random state.

    """
    counts = np.bincount(codes)
    weights = (len(codes) / (len(counts) * np.maximum(counts, 1))) ** balance
    class_weight = dict(enumerate(weights.tolist()))
    if model == "logistic":
        return LogisticRegression(
            C=strength,
            class_weight=class_weight,
            solver="newton-cg",
            tol=1e-3,
            max_iter=200,
        )
    if model == "svm":
        return LinearSVC(C=strength, class_weight=class_weight, random_state=seed)
    raise DuidingError(f"There is no linear model '{model}': choose from {', '.join(MODELS)}.")


def decisions_of(linear: Any, matrix: Any) -> Array:
    """Give decision values, shape (sentences, labels), also where there are two labels."""
    values = np.asarray(linear.decision_function(matrix))
    return np.column_stack([-values, values]) if values.ndim == 1 else values


def coefficients_of(linear: Any) -> tuple[Array, Array]:
    """Give coefficients, shape (labels, columns), and intercepts, shape (labels,), also where there are two labels."""
    coefficients, intercepts = linear.coef_, linear.intercept_
    if len(coefficients) == 1:
        return np.vstack([-coefficients, coefficients]), np.concatenate([-intercepts, intercepts])
    return coefficients, intercepts
