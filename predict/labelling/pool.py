"""All sentences that a batch may be chosen from."""

from __future__ import annotations

import numpy as np

from duiding.arrays import Array
from duiding.prediction import LabelledArticle
from duiding.sentences import clean
from predict.labelling.items import Item

CONTEXT = 2  # sentences before and after


class Pool:
    """Sentences in the order of their articles, each once in memory as text, with its probabilities as single-precision numbers.

    Args:
        labels: the model's labels.

    """

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        self.texts: list[str] = []
        self._places: list[tuple[str, int, int, int]] = []
        self._rows: list[Array] = []

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, labelled: LabelledArticle) -> None:
        """Take the sentences of an article."""
        if not labelled.sentences:
            return
        for one in labelled.sentences:
            self.texts.append(clean(one.text))
            self._places.append((one.article_id, one.sentence, one.start, one.end))
        self._rows.append(np.array([one.probabilities for one in labelled.sentences], dtype=np.float32))

    def probabilities(self) -> Array:
        """Give the probabilities of all sentences, shape (sentences, labels)."""
        return np.concatenate(self._rows) if self._rows else np.empty((0, len(self.labels)), dtype=np.float32)

    def candidates(self, known: set[str]) -> Array:
        """Give the rows that are worth a label: the first of each text, none that is known, none without letters."""
        seen = set(known)
        rows = []
        for row, text in enumerate(self.texts):
            key = text.casefold()
            if key not in seen and any(map(str.isalpha, text)):
                seen.add(key)
                rows.append(row)
        return np.array(rows, dtype=int)

    def item(self, row: int, probabilities: Array, chosen: str, chance: float | None = None) -> Item:
        """Give a sentence with those around it in its article.

        Args:
            row: its place in the pool.
            probabilities: of its labels.
            chosen: why it is in the batch.
            chance: the probability with which it was drawn, where it was drawn at random.

        """
        before = [self.texts[i] for i in range(max(0, row - CONTEXT), row) if self._together(i, row)]
        after = [self.texts[i] for i in range(row + 1, min(len(self), row + 1 + CONTEXT)) if self._together(i, row)]
        article_id, sentence, start, end = self._places[row]
        return Item(
            article_id,
            sentence,
            start,
            end,
            " ".join(before),
            self.texts[row],
            " ".join(after),
            self.labels[int(probabilities.argmax())],
            float(probabilities.max()),
            chosen,
            chance,
        )

    def _together(self, one: int, other: int) -> bool:
        return self._places[one][0] == self._places[other][0]
