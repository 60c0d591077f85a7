"""spaCy's own text classifier, the bag-of-words architecture."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

from evaluate.peers.peer import Peer

BATCH = 64


class TextCat(Peer):
    """``textcat`` with ``spacy.TextCatBOW.v3`` over a blank Dutch pipeline; settings are (n-gram size, epochs)."""

    name = "spaCy textcat (bow)"
    settings: Sequence[Any] = ((1, 10), (2, 10), (2, 20))

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Train for so many epochs, in an order that is the same each time."""
        size, epochs = setting
        fix_random_seed(0)
        shuffler = random.Random(0)  # noqa: S311  # an order, not a secret
        self._nlp = spacy.blank("nl")
        architecture = {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": True,
            "ngram_size": size,
            "no_output_layer": False,
        }
        pipe: Any = self._nlp.add_pipe("textcat", config={"model": architecture})
        classes = sorted(set(labels))
        for label in classes:
            pipe.add_label(label)
        examples = [
            Example.from_dict(self._nlp.make_doc(text), {"cats": {one: float(one == label) for one in classes}})
            for text, label in zip(items, labels, strict=True)
        ]
        optimizer = self._nlp.initialize(lambda: examples[:BATCH])
        for _ in range(epochs):
            shuffler.shuffle(examples)
            for batch in minibatch(examples, BATCH):
                self._nlp.update(batch, sgd=optimizer)

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label texts."""
        return [max(doc.cats, key=lambda label: doc.cats[label]) for doc in self._nlp.pipe(items, batch_size=256)]

    def size(self) -> int:
        """Measure the pipeline as bytes."""
        return len(self._nlp.to_bytes())
