"""Actors by frame over all articles of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from predict.notes import ActorRow


class ActorTally:
    """Adds up the actors of articles; memory grows with the number of actors only.

    Args:
        labels: the model's labels.

    """

    def __init__(self, labels: Sequence[str]) -> None:
        self._counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(labels))
        self._written: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    def add(self, rows: Iterable[ActorRow]) -> None:
        """Take the table of one article."""
        for row in rows:
            known = self._counts[row.actor, row.role]
            known[:] = [a + b for a, b in zip(known, row.counts, strict=True)]
            self._written[row.actor, row.role].update(dict.fromkeys(row.written))

    def most_frequent(self, number: int) -> list[ActorRow]:
        """Give the actors and roles of most sentences, those first; equals by name."""
        rows = [
            ActorRow(actor, role, tuple(counts), tuple(self._written[actor, role]))
            for (actor, role), counts in self._counts.items()
        ]
        return sorted(rows, key=lambda row: (-sum(row.counts), row.actor, row.role))[:number]
