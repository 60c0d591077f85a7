"""Check what is handed to the classifier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.errors import InputError
from duiding.labels import in_order
from duiding.language import ParsedSentence


def check_texts(X: Iterable[Any], *, some: bool = False) -> list[Any]:
    """Give the sentences as a list, after checking that they are all texts or all ParsedSentence.

    Raises:
        InputError: X is one string, holds something else than text, or, where ``some`` are needed, is empty.

    """
    if isinstance(X, str | bytes):
        raise InputError("Expected a list of sentences, found one string: put it in a list.")
    items = list(X)
    if some and not items:
        raise InputError("There are no sentences: expected at least one for each of two labels.")
    kind = ParsedSentence if items and isinstance(items[0], ParsedSentence) else str
    for place, item in enumerate(items):
        if not isinstance(item, kind):
            raise InputError(f"Sentence {place} is {type(item).__name__}, expected text: {item!r:.60}.")
    return items


def check_labels(y: Iterable[Any], count: int) -> list[Any]:
    """Give the labels as a list, whole numbers as int and all else as text, after checking that there is one a sentence.

    Raises:
        InputError: the numbers differ, or there are fewer than two labels.

    """
    given = list(y)
    labels = [int(label) for label in given] if all(map(_is_whole, given)) else [str(label) for label in given]
    if len(labels) != count:
        raise InputError(f"There are {count} sentences and {len(labels)} labels: expected as many of each.")
    if len(set(labels)) < 2:
        raise InputError(f"All sentences have the label '{labels[0]}': expected at least two labels to tell apart.")
    return labels


def check_groups(groups: Iterable[Any] | None, count: int) -> list[Any] | None:
    """Give the article of each sentence as a list, after checking that there is one a sentence.

    Raises:
        InputError: the numbers differ.

    """
    if groups is None:
        return None
    articles = list(groups)
    if len(articles) != count:
        raise InputError(f"There are {count} sentences and {len(articles)} groups: expected as many of each.")
    return articles


def check_weights(sample_weight: Iterable[float] | None, count: int) -> Array | None:
    """Give the weights of sentences as an array, after checking that there is one a sentence and that they can be.

    Raises:
        InputError: the numbers differ, one is negative or no number, or they are all 0.

    """
    if sample_weight is None:
        return None
    weights = np.asarray(list(sample_weight), dtype=float)
    if len(weights) != count:
        raise InputError(f"There are {count} sentences and {len(weights)} weights: expected as many of each.")
    if not np.isfinite(weights).all() or (weights < 0).any() or not weights.any():
        raise InputError("Weights of sentences must be numbers from 0 up, not all of them 0.")
    return weights


def classes_of(labels: Sequence[Any], classes: Sequence[Any] | None = None) -> Array:
    """Give the different labels, shape (labels,): text, or int64 where they are whole numbers.

    Args:
        labels: of all sentences.
        classes: the same in the order that is wanted; by default that of ``in_order``.

    Raises:
        InputError: these are others.

    """
    if classes is not None and (set(classes) != set(labels) or len(set(classes)) < len(classes)):
        raise InputError(
            f"The classes are {', '.join(map(str, classes))}; the labels are {', '.join(in_order(labels))}."
        )
    return np.array(in_order(labels) if classes is None else list(classes))


def codes_of(labels: Sequence[Any], classes: Iterable[Any]) -> Array:
    """Turn labels into their places among the classes, shape (sentences,)."""
    place = {label: code for code, label in enumerate(classes)}
    return np.array([place[label] for label in labels], dtype=np.int64)


def _is_whole(label: Any) -> bool:
    return isinstance(label, int | np.integer) and not isinstance(label, bool)
