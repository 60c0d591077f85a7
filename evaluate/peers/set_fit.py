"""A peer that begins with a pre-trained transformer and learns from pairs of sentences."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

from evaluate.peers.peer import Peer
from evaluate.peers.transformer import BATCH, LENGTH, Transformer, bytes_of

PAIRS = 8_000  # that SetFit learns from; all pairs of some 20,000 sentences would take a processor days


class ContrastiveFineTuned(Transformer, Peer):
    """SetFit (Tunstall et al. 2022): the base taught by pairs of sentences, of one label or of two, then logistic regression.

    It was made for a few labelled sentences a class: of a whole corpus it sees ``PAIRS`` pairs, drawn evenly, and its head all sentences.
    """

    name = f"SetFit ({PAIRS:,} pairs)"
    packages = ("torch", "transformers", "sentence_transformers", "setfit", "datasets")

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Teach the base by pairs, then fit the head on all sentences."""
        from datasets import Dataset
        from setfit import SetFitModel, Trainer, TrainingArguments

        self._model = SetFitModel.from_pretrained(
            self.base, labels=sorted(set(labels)), head_params={"class_weight": "balanced", "max_iter": 3000}
        )
        self._model.model_body.max_seq_length = LENGTH
        pairs = BATCH // 2
        arguments = TrainingArguments(
            batch_size=(pairs, pairs), max_steps=max(1, min(PAIRS, len(items) * 8) // pairs), seed=0,
            sampling_strategy="undersampling", save_strategy="no", report_to="none", show_progress_bar=False,
        )  # fmt: skip
        data = Dataset.from_dict({"text": list(items), "label": list(labels)})
        Trainer(self._model, args=arguments, train_dataset=data).train()

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label texts."""
        return [str(label) for label in self._model.predict(list(items), batch_size=2 * BATCH)]

    def size(self) -> int:
        """Measure the weights and the head."""
        return bytes_of(self._model.model_body) + len(pickle.dumps(self._model.model_head))
