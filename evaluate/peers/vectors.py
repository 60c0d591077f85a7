"""Logistic regression over vectors, which the peers that embed a sentence end with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from evaluate.peers.peer import Peer


class OverVectors(Peer):
    """Fits and labels; a peer of this kind says in ``prepare`` how a text becomes a vector."""

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Fit with C = ``setting``; labels are weighed by the inverse of their frequency, which suits macro-F1."""
        model = LogisticRegression(C=setting, class_weight="balanced", max_iter=3000)
        self._model = model.fit(np.array(items), list(labels))

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label vectors."""
        return [str(label) for label in self._model.predict(np.array(items))]
