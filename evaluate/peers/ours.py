"""The model itself, trained anew under the same rules as its peers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sklearn.base import clone

from duiding.classifier import FrameClassifier
from duiding.store.parts import encode
from evaluate.peers.peer import Peer


class Ours(Peer):
    """``FrameClassifier`` with the model's settings, its C among them: on articles that its encoder was taught by, a held-out fifth tells nothing."""

    name = "duiding (this model, trained anew)"

    def __init__(self, classifier: FrameClassifier) -> None:
        self._parser = classifier.parser()
        self._classifier = classifier

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        """Parse the texts, without a cache."""
        return self._parser.parse(texts, articles)

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Fit and calibrate, as ``python -m train`` does after its search; what is added in articles is the model's."""
        settings: Any = clone(self._classifier)
        self._fitted = settings.fit(items, labels, groups=articles)
        if list(self._fitted.classes_) == list(self._classifier.classes_):
            added = self._classifier.linear_.article_intercepts
            self._fitted.linear_ = self._fitted.linear_._replace(article_intercepts=added)

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label parsed texts."""
        return [str(label) for label in self._fitted.predict(items)]

    def size(self) -> int:
        """Measure the model as it is saved, and the spaCy pipeline that it reads with."""
        _, files = encode(self._fitted.state())
        path = self._parser.nlp.path
        pipeline = sum(one.stat().st_size for one in Path(path).rglob("*") if one.is_file()) if path else 0
        return sum(map(len, files.values())) + pipeline
