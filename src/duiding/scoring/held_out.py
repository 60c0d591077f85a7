"""How good a model is on the sentences that it was calibrated on, of which it keeps the figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.scoring.metrics import (
    FEWEST_ARTICLES,
    accuracy,
    confusion_by_article,
    interval,
    label_intervals,
    macro_f1,
    resampled,
)

_WHOLE = 3  # sentences: fewer are loose sentences, not an article


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
    kept = whole[place] if whole.sum() >= FEWEST_ARTICLES else np.ones(len(place), dtype=bool)
    names = np.asarray(labels, dtype=object)
    truth, guess = names[codes[kept]], names[probabilities[kept].argmax(axis=1)]
    counts = confusion_by_article(list(truth), list(guess), [str(one) for one in place[kept]], labels)
    confusion, drawn = counts.sum(axis=0), resampled(counts)
    overall = {name: interval(float(of(confusion)), of(drawn)).rounded() for name, of in _OVERALL.items()}
    by_label = {
        label: {name: one.rounded() for name, one in figures.items()} | {"support": int(row.sum())}
        for label, figures, row in zip(labels, label_intervals(confusion, drawn), confusion, strict=True)
    }
    return {"sentences": int(kept.sum()), "articles": len(counts), **overall, "labels": by_label}


_OVERALL = {"accuracy": accuracy, "macro_f1": macro_f1}
