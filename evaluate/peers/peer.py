"""What every peer offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class NotInstalledError(Exception):
    """A peer's package is not installed; the message says how to get it."""


class Peer(Protocol):
    """A way to label sentences.

    ``settings`` are the ones to choose from: as many for each peer that has any, so that none is tuned harder.
    """

    name: str
    settings: Sequence[Any] = (None,)

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        """Turn texts, and the article of each, into what ``fit`` and ``predict`` read (parses, vectors), unless they read texts.

        Its time counts in both, so it keeps no memory.
        """
        return texts

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Learn from prepared texts.

        Args:
            items: what ``prepare`` gave.
            labels: label of each.
            articles: article of each.
            setting: one of ``settings``.

        """
        ...

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Label prepared texts."""
        ...

    def size(self) -> int:
        """Give the bytes of all that a prediction needs beside code: weights, vocabulary, a pre-trained part."""
        ...
