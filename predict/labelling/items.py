"""A sentence to label, as a person gets to see it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from duiding.labels import LabelSet
from duiding.shares import CHOSEN, PROBABILITY

DOUBT = "doubt"


class Item(NamedTuple):
    """A sentence to label with the sentences around it; ``start`` and ``end`` are its place in its article.

    ``probability`` is that of being drawn, where it was drawn at random; shares are corrected by it. Of one that was chosen it is unknown.
    """

    article_id: str
    sentence: int
    start: int
    end: int
    before: str
    text: str
    after: str
    guess: str
    confidence: float
    chosen: str
    probability: float | None = None

    @property
    def sentence_id(self) -> str:
        """An id that stays the same from one batch to the next: of its article, place and text."""
        key = "\x00".join((self.article_id, str(self.sentence), self.text))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class LabellingBatch(NamedTuple):
    """Sentences to label, the labels to choose from, and the model that they were chosen with.

    ``undrawn`` sentences of the articles are known already, so that they couldn't be drawn.
    """

    items: Sequence[Item]
    label_set: LabelSet
    model: str
    show_guess: bool
    undrawn: int = 0

    def extras(self, item: Item) -> dict[str, Any]:
        """Give what is told of a sentence beside its text and context; the guess only where it is to be shown."""
        guess = {"guess": item.guess, "confidence": round(item.confidence, 4)} if self.show_guess else {}
        chance = "" if item.probability is None else round(item.probability, 9)
        return {**guess, CHOSEN: item.chosen, PROBABILITY: chance, "start": item.start, "end": item.end}

    def row(self, item: Item) -> dict[str, Any]:
        """Give a sentence as a row of a table, its label empty."""
        return {
            "article_id": item.article_id,
            "sentence": item.sentence,
            "sentence_id": item.sentence_id,
            "before": item.before,
            "text": item.text,
            "after": item.after,
            "label": "",
            **self.extras(item),
        }
