"""A label that looks wrong, with the reasons."""

from __future__ import annotations

from typing import NamedTuple


class Labelled(NamedTuple):
    """A sentence of the corpus."""

    article_id: str
    sentence_id: str
    text: str
    label: str
    source: str


class Similar(NamedTuple):
    """Another sentence, and the cosine between it and the doubtful one."""

    sentence: Labelled
    similarity: float

    def __str__(self) -> str:
        """Write it in one line."""
        one = self.sentence
        return f"{one.label} {self.similarity:.2f} {one.article_id}/{one.sentence_id}: {one.text}"


class Doubt(NamedTuple):
    """A sentence whose label held-out models believe less than another.

    ``confidence`` is the probability of ``suggested``, ``label_confidence`` that of the label it has; ``rank`` counts from 1.
    """

    rank: int
    sentence: Labelled
    suggested: str
    confidence: float
    label_confidence: float
    reasons: list[Similar]
