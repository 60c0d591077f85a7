"""A peer that begins with a pre-trained transformer and learns from pairs of a few sentences."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from duiding.arrays import Array
from evaluate.peers.peer import Peer
from evaluate.peers.transformer import BATCH, LENGTH, Transformer, bytes_of, half

SIZES = (64, 256, 1000)  # sentences: it was made for a few a label, and the number of their pairs grows with the square
PAIRS = 2_000  # that it learns from at most, two sentences each: some minutes of one core
EACH = 16  # pairs a sentence, where these are fewer


class ContrastiveFineTuned(Transformer, Peer):
    """SetFit (Tunstall et al. 2022): the base taught by pairs of sentences, of one label or of two, then logistic regression.

    Both learn from the same few sentences, as many of each label as there are.

    Args:
        base: see ``Transformer``.
        sentences: how many.

    """

    packages = ("torch", "transformers", "sentence_transformers", "setfit", "datasets")

    def __init__(self, base: str | None, sentences: int = SIZES[0]) -> None:
        super().__init__(base)
        self.name = name_of(sentences)
        self._sentences = sentences

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Draw the sentences, teach the base by their pairs, then fit the head."""
        from datasets import Dataset
        from setfit import SetFitModel, Trainer, TrainingArguments

        drawn = balanced(labels, self._sentences)
        self._model = SetFitModel.from_pretrained(
            self.base, labels=sorted(set(labels)), head_params={"class_weight": "balanced", "max_iter": 3000}
        )
        self._model.model_body.max_seq_length = LENGTH
        data = Dataset.from_dict({"text": [items[row] for row in drawn], "label": [labels[row] for row in drawn]})
        pairs = BATCH // 2
        with half(self._device()), TemporaryDirectory() as folder:  # it makes one in any case
            arguments = TrainingArguments(
                folder, batch_size=(pairs, pairs), max_steps=max(1, min(PAIRS, EACH * len(drawn)) // pairs), seed=0,
                sampling_strategy="undersampling", save_strategy="no", report_to="none", show_progress_bar=False,
            )  # fmt: skip
            Trainer(self._model, args=arguments, train_dataset=data).train()

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label texts."""
        with half(self._device()):
            return [str(label) for label in self._model.predict(list(items), batch_size=2 * BATCH)]

    def size(self) -> int:
        """Measure the weights and the head."""
        return bytes_of(self._model.model_body) + len(pickle.dumps(self._model.model_head))


def name_of(sentences: int) -> str:
    """Name the peer that learns from so many."""
    return f"SetFit ({sentences:,} sentences)"


def balanced(labels: Sequence[str], size: int) -> Array:
    """Draw as many of each label, and all of a label that has fewer; gives their places, in order."""
    draw, codes = np.random.default_rng(0), np.unique(labels, return_inverse=True)[1]
    each = size // len(set(labels))
    drawn = [draw.permutation(np.flatnonzero(codes == code))[:each] for code in np.unique(codes)]
    return np.sort(np.concatenate(drawn))
