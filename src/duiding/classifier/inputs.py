"""Check what is handed to the classifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from duiding.errors import DuidingError
from duiding.language import ParsedSentence


def check_texts(X: Iterable[Any], *, some: bool = False) -> list[Any]:
    """Give the sentences as a list, after checking that they are all texts or all ParsedSentence.

    Raises:
        DuidingError: X is one string, holds something else than text, or, where ``some`` are needed, is empty.

    """
    if isinstance(X, str | bytes):
        raise DuidingError("Expected a list of sentences, found one string: put it in a list.")
    items = list(X)
    if some and not items:
        raise DuidingError("There are no sentences: expected at least one for each of two labels.")
    kind = ParsedSentence if items and isinstance(items[0], ParsedSentence) else str
    for place, item in enumerate(items):
        if not isinstance(item, kind):
            raise DuidingError(f"Sentence {place} is {type(item).__name__}, expected text: {item!r:.60}.")
    return items


def check_labels(y: Sequence[str], count: int) -> list[str]:
    """Give the labels as a list of text, after checking that there is one a sentence and that they differ.

    Raises:
        DuidingError: the numbers differ, or there are fewer than two labels.

    """
    labels = [str(label) for label in y]
    if len(labels) != count:
        raise DuidingError(f"There are {count} sentences and {len(labels)} labels: expected as many of each.")
    if len(set(labels)) < 2:
        raise DuidingError(f"All sentences have the label '{labels[0]}': expected at least two labels to tell apart.")
    return labels


def codes_of(labels: Sequence[str], classes: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Turn labels into their places among the classes, shape (sentences,)."""
    place = {label: code for code, label in enumerate(classes)}
    return np.array([place[label] for label in labels], dtype=np.int64)
