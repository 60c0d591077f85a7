"""Choose hyper-parameters by cross-validation over articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from joblib import Parallel, delayed
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from duiding.classifier.linear import decisions_of, make_linear
from duiding.features import FrameFeatures
from duiding.labels import in_order
from duiding.language import ParsedSentence

Array = np.ndarray[Any, np.dtype[Any]]


class Candidate(NamedTuple):
    """A setting of the linear model."""

    model: str
    strength: float
    balance: float


class Searched(NamedTuple):
    """What the search found: the best candidate, its held-out predictions, and macro-F1 of each candidate by fold."""

    best: Candidate
    predictions: list[str]
    folds: Array
    scores: dict[Candidate, list[float]]


def candidates(model: Sequence[str], strength: Sequence[float], balance: Sequence[float]) -> list[Candidate]:
    """List all combinations, the simplest first, so that a tie goes to the stronger regularisation."""
    return [Candidate(m, s, b) for m, s, b in product(model, sorted(strength), sorted(balance))]


def search(
    sentences: Sequence[ParsedSentence],
    labels: Sequence[str],
    articles: Sequence[str],
    *,
    features: FrameFeatures,
    tried: Sequence[Candidate],
    folds: int,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Searched:
    """Score every candidate on held-out articles and choose the one with the highest macro-F1.

    Folds are stratified by label and never part an article. Features are made anew in every fold, from its training side only.
    """
    classes = in_order(labels)
    codes = np.array([classes.index(label) for label in labels])
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    splits = list(splitter.split(codes, codes, articles))
    calls = (delayed(_fold)(sentences, codes, features, tried, seed, *split) for split in splits)
    held_out = np.zeros((len(tried), len(codes)), dtype=int)
    number = np.zeros(len(codes), dtype=int)
    for done, (rows, predicted) in enumerate(Parallel(n_jobs=jobs, return_as="generator")(calls), 1):
        held_out[:, rows] = predicted
        number[rows] = done
        if progress:
            progress(done, folds)
    scores = {one: list(_by_fold(codes, row, number)) for one, row in zip(tried, held_out, strict=True)}
    best = max(
        range(len(tried)),
        key=lambda i: (round(float(np.mean(scores[tried[i]])), 6), -i),
    )
    return Searched(tried[best], [classes[code] for code in held_out[best]], number, scores)


def _fold(
    sentences: Sequence[ParsedSentence],
    codes: Array,
    features: FrameFeatures,
    tried: Sequence[Candidate],
    seed: int,
    fitted: Array,
    held_out: Array,
) -> tuple[Array, Array]:
    train = features.fit_transform([sentences[i] for i in fitted])
    test = features.transform([sentences[i] for i in held_out])
    rows = []
    for one in tried:
        linear = make_linear(one.model, one.strength, one.balance, codes[fitted], seed).fit(train, codes[fitted])
        rows.append(linear.classes_[decisions_of(linear, test).argmax(axis=1)])
    return held_out, np.array(rows)


def _by_fold(codes: Array, predicted: Array, folds: Array) -> Iterator[float]:
    for fold in range(1, folds.max() + 1):
        here = folds == fold
        yield float(f1_score(codes[here], predicted[here], average="macro", zero_division=0.0))
