"""How good a model is on the sentences that it was calibrated on, of which it keeps the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.scoring.metrics import accuracy, confusion_by_article, interval, macro_f1, precision_recall_f1, resampled

_WHOLE = 3  # sentences: fewer are loose sentences, not an article
_FEWEST = 20  # articles: with fewer, bootstrap intervals come out too narrow (Cameron et al. 2008)


def score_held_out(probabilities: Array, codes: Array, articles: Array, labels: Sequence[str]) -> dict[str, Any]:
    """Score the labels of held-out sentences, those of whole articles only where there are enough.

    Args:
        probabilities: of the sentences, shape (sentences, labels).
        codes: their true labels.
        articles: the article of each.
        labels: the model's labels.

    Returns:
        ``sentences``, ``articles``, ``accuracy`` and ``macro_f1`` with their intervals over articles, and by label ``precision``,
        ``recall`` and ``f1`` with intervals, and ``support``.

    """
    _, place, sizes = np.unique(articles, return_inverse=True, return_counts=True)
    whole = sizes >= _WHOLE
    kept = whole[place] if whole.sum() >= _FEWEST else np.ones(len(place), dtype=bool)
    names = np.asarray(labels, dtype=object)
    truth, guess = names[codes[kept]], names[probabilities[kept].argmax(axis=1)]
    counts = confusion_by_article(list(truth), list(guess), [str(one) for one in place[kept]], labels)
    confusion, drawn = counts.sum(axis=0), resampled(counts)
    overall = {name: interval(float(of(confusion)), of(drawn)).rounded() for name, of in _OVERALL.items()}
    figures = zip(_BY_LABEL, precision_recall_f1(confusion), precision_recall_f1(drawn), strict=True)
    by_label: dict[str, dict[str, Any]] = {label: {} for label in labels}
    for name, values, samples in figures:
        for i, label in enumerate(labels):
            by_label[label][name] = interval(float(values[i]), samples[:, i]).rounded()
    for i, label in enumerate(labels):
        by_label[label]["support"] = int(confusion[i].sum())
    return {"sentences": int(kept.sum()), "articles": len(counts), **overall, "labels": by_label}


_OVERALL = {"accuracy": accuracy, "macro_f1": macro_f1}
_BY_LABEL = ("precision", "recall", "f1")
