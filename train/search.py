"""Choose hyper-parameters by cross-validation over articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from duiding.arrays import Array
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting
from duiding.corpus import weights_of
from duiding.features import CountedSentences
from duiding.labels import in_order


class Searched(NamedTuple):
    """What the search found: the best setting, its held-out decision values, and macro-F1 of each setting by fold.

    ``folds`` holds the number of each sentence's fold, from 1.
    """

    best: Setting
    classes: list[str]
    decisions: Array
    predictions: list[str]
    folds: Array
    scores: dict[Setting, list[float]]


def search(
    counted: CountedSentences,
    corpus: pd.DataFrame,
    tried: Sequence[Setting],
    *,
    folds: int,
    seed: int,
    classes: Sequence[str] | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Searched:
    """Score every setting on held-out articles and choose the one with the highest macro-F1.

    Scores count all sentences alike, whatever they weigh in learning.

    Args:
        counted: the sentences, counted.
        corpus: the same, with label, article and weight.
        tried: settings.
        folds: number of folds.
        seed: random state of folds and models.
        classes: the labels in the order that is wanted.
        jobs: processes.
        progress: called with (folds done, folds).

    """
    classes = in_order(corpus["label"]) if classes is None else list(classes)
    codes = codes_of(list(corpus["label"]), classes)
    splits = article_folds(codes, list(corpus["article_id"]), folds, seed)
    weights = weights_of(corpus)
    values = held_out_decisions(counted, codes, splits, tried, weights=weights, seed=seed, jobs=jobs, progress=progress)
    number = np.zeros(len(codes), dtype=int)
    for fold, (_, held_out) in enumerate(splits, 1):
        number[held_out] = fold
    predicted = values.argmax(axis=2)
    scores = {one: list(_by_fold(codes, row, number)) for one, row in zip(tried, predicted, strict=True)}
    best = max(range(len(tried)), key=lambda i: (round(float(np.mean(scores[tried[i]])), 6), -i))
    return Searched(tried[best], classes, values[best], [classes[code] for code in predicted[best]], number, scores)


def _by_fold(codes: Array, predicted: Array, folds: Array) -> Iterator[float]:
    for fold in range(1, folds.max() + 1):
        here = folds == fold
        yield float(f1_score(codes[here], predicted[here], average="macro", zero_division=0.0))
