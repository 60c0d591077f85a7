"""A label that looks wrong, with the reasons."""

from __future__ import annotations

from typing import NamedTuple


class Similar(NamedTuple):
    """Another labelled sentence, and the cosine between it and the doubtful one."""

    article_id: str
    sentence_id: str
    text: str
    label: str
    similarity: float

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.label} {self.similarity:.2f} {self.article_id}/{self.sentence_id}: {self.text}"


class Doubt(NamedTuple):
    """A sentence whose label held-out models believe less than another.

    ``confidence`` is the probability of ``suggested``, ``label_confidence`` that of the label it has; ``rank`` counts from 1.
    """

    rank: int
    article_id: str
    sentence_id: str
    text: str
    label: str
    suggested: str
    confidence: float
    label_confidence: float
    reasons: list[Similar]
