"""fastText (Joulin et al. 2017): word and character n-grams, averaged, with a linear layer."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluate.peers.peer import NotInstalledError, Peer

SIGN = "__label__"


class FastText(Peer):
    """fastText's supervised model, one thread so that it comes out the same each time; settings are (word n-grams, epochs)."""

    name = "fastText"
    settings: Sequence[Any] = ((1, 25), (2, 25), (2, 50))

    def __init__(self) -> None:
        if importlib.util.find_spec("fasttext") is None:
            raise NotInstalledError("pip install '.[peers]' (fasttext-wheel)")

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        """Split off punctuation and lower the case, as fastText's guide does."""
        return [_plain(text) for text in texts]

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Train on a file in fastText's format."""
        import fasttext

        grams, epochs = setting
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "train.txt"
            lines = (f"{SIGN}{label} {text}\n" for label, text in zip(labels, items, strict=True))
            path.write_text("".join(lines), encoding="utf-8")
            self._model = fasttext.train_supervised(
                str(path), lr=0.5, epoch=epochs, wordNgrams=grams, minn=3, maxn=6, dim=50, bucket=200_000,
                thread=1, seed=0, verbose=0,
            )  # fmt: skip

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label texts; as a list, because for one text fastText's wrapper does not work with NumPy 2."""
        found, _ = self._model.predict(list(items))
        return [str(labels[0]).removeprefix(SIGN) for labels in found]

    def size(self) -> int:
        """Measure the model as a file."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.bin"
            self._model.save_model(str(path))
            return path.stat().st_size


def _plain(text: str) -> str:
    spaced = "".join(sign if sign.isalnum() or sign.isspace() else f" {sign} " for sign in text)
    return " ".join(spaced.lower().split())
