"""Decision values of sentences by models that did not see their articles."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import StratifiedGroupKFold

from duiding.arrays import Array
from duiding.classifier.linear import Setting, fit_linear
from duiding.errors import InputError
from duiding.features.counted import CountedSentences, narrowed

Split = tuple[Array, Array]  # positions of the sentences learned from, and of those held out


def article_folds(codes: Array, articles: Sequence[Any] | Array | None, folds: int, seed: int) -> list[Split]:
    """Part sentences into folds, stratified by label; no article is in two of them.

    Args:
        codes: the label of each sentence, as a number from 0.
        articles: the article of each sentence; every sentence counts as one of its own where this is None or they are all of one.
        folds: their number; fewer are made where there are not as many articles, or not as many sentences of any label.
        seed: random state.

    """
    groups = np.arange(len(codes)) if articles is None or len(set(articles)) < 2 else np.asarray(articles)
    number = max(2, min(folds, len(np.unique(groups)), int(np.bincount(codes).max())))
    splitter = StratifiedGroupKFold(number, shuffle=True, random_state=seed)
    with warnings.catch_warnings():  # that a label has fewer sentences than there are folds, which is no fault here
        warnings.filterwarnings("ignore", "The least populated class", UserWarning)
        return [(fitted, held_out) for fitted, held_out in splitter.split(codes, codes, groups) if len(held_out)]


def held_out_decisions(
    counted: CountedSentences,
    codes: Array,
    splits: Sequence[Split],
    settings: Sequence[Setting],
    *,
    weights: Array | None = None,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Array:
    """Give decision values of every sentence, by each setting, from models that learned from the other folds only.

    Terms, their weights and the lexicon's columns are learned anew in every fold, from its training side.

    Args:
        counted: the sentences, as ``FrameFeatures.count`` gives them.
        codes: the label of each sentence, as a number from 0.
        splits: see ``article_folds``; each sentence is held out once.
        settings: of the linear model.
        weights: how much each sentence counts in learning; all alike if None.
        seed: random state of the models.
        jobs: folds learned from at a time; the values are the same for any number.
        progress: called with (folds done, folds).

    Returns:
        Shape (settings, sentences, labels).

    Raises:
        InputError: without the sentences of a fold there is one label only.

    """
    _check_splits(codes, splits)
    values = np.zeros((len(settings), len(codes), int(codes.max()) + 1))
    slim = counted.slim()
    calls = (delayed(_fold)(slim, codes, split, settings, weights, seed) for split in splits)
    folds = Parallel(n_jobs=jobs, prefer=_workers(settings), return_as="generator")(calls)
    for done, ((_, held_out), found) in enumerate(zip(splits, folds, strict=True), 1):
        values[:, held_out] = found
        if progress:
            progress(done, len(splits))
    return values


def _check_splits(codes: Array, splits: Sequence[Split]) -> None:
    if any(len(np.unique(codes[fitted])) < 2 for fitted, _ in splits):
        raise InputError(
            f"{len(codes)} sentences are too few to hold some out: expected two labels or more in several articles each."
        )


def _workers(settings: Sequence[Setting]) -> str:
    """Choose threads, which start at once and copy nothing, where the fit lets go of Python's lock and keeps its own random state.

    scikit-learn's sag does both; liblinear, behind the svm, has one random state a process.
    """
    return "threads" if all(one.model == "logistic" for one in settings) else "processes"


def _fold(
    counted: CountedSentences, codes: Array, split: Split, settings: Sequence[Setting], weights: Array | None, seed: int
) -> Array:
    fitted, held_out = split
    train, test = counted.part(fitted, held_out)
    if all(one.model == "logistic" for one in settings):
        train, test = narrowed(train, test)
    mine = None if weights is None else weights[fitted]
    found = np.empty((len(settings), len(held_out), int(codes.max()) + 1))
    for block, one in zip(found, settings, strict=True):
        linear = fit_linear(one, train, codes[fitted], seed=seed, sample_weight=mine)
        known = linear.decisions(test)
        block.fill(known.min())  # a fold may lack a rare label: its column keeps the lowest value seen
        block[:, linear.classes] = known
    return found
