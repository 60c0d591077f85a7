"""Word TF-IDF with logistic regression: what a first attempt in scikit-learn gives."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from evaluate.peers.peer import Peer


class WordTfidf(Peer):
    """TF-IDF of words and word pairs with multinomial logistic regression."""

    name = "word TF-IDF + logistic regression"
    settings: Sequence[Any] = (1.0, 3.0, 10.0)

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Fit with C = ``setting``; labels are weighed by the inverse of their frequency, which suits macro-F1."""
        self._model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=setting, class_weight="balanced", max_iter=1000),
        ).fit(list(items), list(labels))

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label texts."""
        return [str(label) for label in self._model.predict(list(items))]

    def size(self) -> int:
        """Measure the model, pickled."""
        return len(pickle.dumps(self._model))
