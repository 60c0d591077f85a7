"""The linear models that may stand behind the features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, Self

import numpy as np

from duiding.arrays import Array, Matrix
from duiding.errors import InputError
from duiding.state import State, array_in

MODELS = ("logistic", "svm")
MANY = 5000  # sentences


class Setting(NamedTuple):
    """A linear model and its regularisation.

    ``model`` is ``logistic`` (multinomial logistic regression) or ``svm`` (linear support vector machine, one label against the
    rest), ``C`` the inverse of the strength of regularisation; with a ``class_weight`` of 0 sentences weigh alike, with 1 labels
    weigh by the inverse of their frequency, and between is between.
    """

    model: str = "logistic"
    C: float = 1.0
    class_weight: float = 0.5

    def check(self) -> Self:
        """Give it back if there can be such a model.

        Raises:
            InputError: a value that can't be; it is named.

        """
        if self.model not in MODELS:
            raise InputError(f"There is no linear model '{self.model}': choose from {', '.join(MODELS)}.")
        if not 0 < self.C < np.inf:
            raise InputError(f"C is {self.C}: expected a number above 0.")
        if not 0 <= self.class_weight <= 1:
            raise InputError(f"class_weight is {self.class_weight}: expected a number from 0 to 1.")
        return self


class _Estimator(Protocol):
    """What scikit-learn's linear classifiers offer, which carry no types."""

    coef_: Array
    intercept_: Array
    classes_: Array

    def fit(self, X: Matrix, y: Array, sample_weight: Array | None = None) -> Self: ...


class Linear(NamedTuple):
    """A fitted linear model.

    ``coefficients`` have shape (labels, columns) and ``intercepts`` (labels,), also where there are two labels; ``classes`` are the
    codes of these labels. ``article_intercepts``, shape (labels,), are added for a sentence that is read in an article.
    """

    coefficients: Array
    intercepts: Array
    classes: Array
    article_intercepts: Array

    def intercepts_of(self, in_article: Array) -> Array:
        """Give the intercepts of sentences, shape (sentences, labels), of which is known whether each is read in an article."""
        return np.asarray(self.intercepts + np.outer(in_article, self.article_intercepts))

    def decisions(self, matrix: Matrix, in_article: Array | None = None) -> Array:
        """Give decision values, shape (sentences, labels).

        Args:
            matrix: shape (sentences, columns).
            in_article: whether each sentence is read in an article, shape (sentences,); by default none is.

        """
        intercepts = self.intercepts if in_article is None else self.intercepts_of(in_article)
        return np.asarray(matrix @ self.coefficients.T + intercepts)

    def predict(self, matrix: Matrix) -> Array:
        """Give the code of the label with the highest decision value, shape (sentences,)."""
        return np.asarray(self.classes[self.decisions(matrix).argmax(axis=1)])

    def state(self) -> State:
        """Give the arrays."""
        return {name: getattr(self, name) for name in ("coefficients", "intercepts", "article_intercepts")}, {}

    @classmethod
    def from_state(cls, arrays: Mapping[str, Array], labels: int, columns: int) -> Linear:
        """Rebuild it, for so many labels and columns.

        Args:
            arrays: of the state.
            labels: how many there are.
            columns: how many the features have.

        Raises:
            InputError: an array is missing or of another shape.

        """
        coefficients = array_in(arrays, "coefficients", (labels, columns))
        intercepts = array_in(arrays, "intercepts", (labels,))
        before = {"article_intercepts": np.zeros(labels)}  # a model stored before there were any
        added = array_in({**before, **arrays}, "article_intercepts", (labels,))
        return cls(coefficients, intercepts, np.arange(labels), added)


def fit_linear(
    setting: Setting, matrix: Matrix, codes: Array, *, seed: int = 0, sample_weight: Array | None = None
) -> Linear:
    """Fit a linear classifier.

    Args:
        setting: which one.
        matrix: features, shape (sentences, columns).
        codes: the label of each sentence, as a number from 0.
        seed: random state.
        sample_weight: how much each sentence counts; labels are weighed by the sums.

    Raises:
        InputError: there is no such model, or all sentences have one label.

    """
    if len(np.unique(codes)) < 2:
        raise InputError(f"All {len(codes)} sentences have one label: expected at least two labels to tell apart.")
    fitted = _estimator(setting.check(), codes, seed, sample_weight).fit(matrix, codes, sample_weight=sample_weight)
    coefficients, intercepts = fitted.coef_, fitted.intercept_
    if len(coefficients) == 1:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.concatenate([-intercepts, intercepts])
    return Linear(coefficients, intercepts, fitted.classes_, np.zeros(len(intercepts)))


def _estimator(setting: Setting, codes: Array, seed: int, sample_weight: Array | None) -> _Estimator:
    from sklearn.linear_model import LogisticRegression  # takes longer to import than an article to label
    from sklearn.svm import LinearSVC

    counts = np.bincount(codes, weights=sample_weight)
    inverse = np.where(counts > 0, counts.sum() / (len(counts) * np.where(counts > 0, counts, 1)), 1.0)
    by_label = dict(enumerate((inverse**setting.class_weight).tolist()))
    if setting.model == "svm":
        svm: _Estimator = LinearSVC(C=setting.C, class_weight=by_label, random_state=seed)
        return svm
    solver = _solver(len(codes), seed)
    logistic: _Estimator = LogisticRegression(C=setting.C, class_weight=by_label, max_iter=1000, **solver)
    return logistic


def _solver(sentences: int, seed: int) -> dict[str, Any]:
    """Choose how to minimise: on many sparse rows sag reaches the same scores four times faster, on few it hardly moves."""
    if sentences < MANY:
        return {"solver": "newton-cg", "tol": 1e-3}
    return {"solver": "sag", "tol": 1e-2, "random_state": seed}
