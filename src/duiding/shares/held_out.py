"""By how much shares of a model's labels were off on articles that it had not learned from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from duiding.arrays import Array

ARTICLES = 25  # in a set
_SETS = 400
LONG = 3  # sentences: a shorter one is no article but a loose sentence
_TILT = 4.0  # how strongly sets lean to articles of one label


def measure_shares(
    probabilities: Array, codes: Array, articles: Array, labels: Sequence[str], seed: int = 0
) -> dict[str, Any]:
    """Count labels in sets of held-out articles whose mix of labels differs, as months and newspapers differ, and see what they are off.

    Args:
        probabilities: of held-out sentences, shape (sentences, labels).
        codes: their true labels.
        articles: the article of each.
        labels: the model's labels.
        seed: random state of the sets.

    Returns:
        ``articles`` and ``sentences`` that were there, ``set`` (articles in one), ``errors`` (the variance of the model's errors over what
        its probabilities promise), and by label ``off`` (the mean distance of the counted share from the true one) and
        ``often`` (what 19 of 20 sets stay under). Empty where there are too few articles.

    """
    counts, truth = articles_of(probabilities, codes, articles)
    if len(counts) < ARTICLES:
        return {}
    random = np.random.default_rng(seed)
    off = []
    for _ in range(_SETS):
        drawn = random.choice(len(counts), ARTICLES, p=leaning(truth, random))
        guessed, there = counts[drawn].sum(axis=0), truth[drawn].sum(axis=0)
        off.append(np.abs(guessed / guessed.sum() - there / there.sum()))
    means, often = np.mean(off, axis=0), np.quantile(off, 0.95, axis=0)
    errors = (np.eye(len(labels))[codes] - probabilities).var(axis=0).sum()
    return {
        "articles": len(counts),
        "sentences": int(truth.sum()),
        "set": ARTICLES,
        "errors": round(float(errors / (probabilities * (1 - probabilities)).mean(axis=0).sum()), 3),
        "off": {label: round(float(one), 4) for label, one in zip(labels, means, strict=True)},
        "often": {label: round(float(one), 4) for label, one in zip(labels, often, strict=True)},
    }


def articles_of(probabilities: Array, codes: Array, articles: Array) -> tuple[Array, Array]:
    """Count sentences by article and label, as predicted and as they are; loose sentences are left out where there are articles."""
    _, place, sizes = np.unique(articles, return_inverse=True, return_counts=True)
    shape = (len(sizes), probabilities.shape[1])
    counts, truth = np.zeros(shape), np.zeros(shape)
    np.add.at(counts, (place, probabilities.argmax(axis=1)), 1)
    np.add.at(truth, (place, codes), 1)
    long = sizes >= LONG
    kept = long if long.sum() >= ARTICLES else sizes > 0
    return counts[kept], truth[kept]


def leaning(truth: Array, random: np.random.Generator) -> Array:
    """Give each article a chance to be drawn that leans to, or away from, those with much of one label.

    Args:
        truth: sentences by article and label.
        random: chooses the label, and how strongly to lean.

    """
    shares = truth / truth.sum(axis=1, keepdims=True)
    leans = np.exp(random.uniform(-_TILT, _TILT) * shares[:, random.integers(shares.shape[1])])
    return np.asarray(leans / leans.sum())
