"""How many annotators gave each label to each sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from duiding.arrays import Array
from duiding.labels import in_order

Codings = Sequence[Mapping[str, str]]


def count_labels(codings: Codings) -> Array:
    """Count labels by sentence.

    Args:
        codings: for each sentence, the label that each annotator gave it.

    Returns:
        Integers of shape (sentences, labels), labels in the order of ``in_order``.

    """
    labels = in_order({label for coding in codings for label in coding.values()})
    place = {label: i for i, label in enumerate(labels)}
    counts = np.zeros((len(codings), len(labels)), dtype=int)
    for row, coding in enumerate(codings):
        for label in coding.values():
            counts[row, place[label]] += 1
    return counts
