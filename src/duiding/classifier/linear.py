"""The linear models that may stand behind the features."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from duiding.arrays import Array
from duiding.errors import DuidingError

MODELS = ("logistic", "svm")
MANY = 5000  # sentences


def make_linear(
    model: str, C: float, class_weight: float, codes: Array, seed: int, sentence_weights: Array | None = None
) -> Any:
    """Make an unfitted linear classifier.

    Args:
        model: ``logistic`` (multinomial logistic regression) or ``svm`` (linear support vector machine, one label against the rest).
        C: inverse of the strength of regularisation.
        class_weight: 0 weighs all sentences alike, 1 weighs labels by the inverse of their frequency, between is between.
        codes: label codes of the training sentences.
        seed: random state.
        sentence_weights: how much each training sentence counts; labels are balanced by the sums.

    Raises:
        DuidingError: there is no such model.

    """
    counts = np.bincount(codes, weights=sentence_weights)
    weights = np.where(counts > 0, counts.sum() / (len(counts) * np.where(counts > 0, counts, 1)), 1.0) ** class_weight
    by_label = dict(enumerate(weights.tolist()))
    if model == "logistic":
        return LogisticRegression(C=C, class_weight=by_label, max_iter=1000, **_solver(len(codes), seed))
    if model == "svm":
        return LinearSVC(C=C, class_weight=by_label, random_state=seed)
    raise DuidingError(f"There is no linear model '{model}': choose from {', '.join(MODELS)}.")


def _solver(sentences: int, seed: int) -> dict[str, Any]:
    """Choose how to minimise: on many sparse rows sag reaches the same scores four times faster, on few it hardly moves."""
    if sentences < MANY:
        return {"solver": "newton-cg", "tol": 1e-3}
    return {"solver": "sag", "tol": 1e-2, "random_state": seed}


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
