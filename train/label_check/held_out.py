"""What models say of sentences in articles that they did not see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.model_selection import StratifiedGroupKFold

from duiding.classifier.calibration import choose_calibrator
from duiding.classifier.linear import decisions_of, make_linear
from duiding.features import FrameFeatures
from duiding.language import ParsedSentence
from train.config import Config
from train.search import Candidate, candidates

Array = np.ndarray[Any, np.dtype[Any]]


def held_out_probabilities(
    sentences: Sequence[ParsedSentence],
    codes: Array,
    articles: Sequence[str],
    *,
    features: FrameFeatures,
    config: Config,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Array:
    """Give calibrated probabilities by cross-validation over articles, shape (sentences, labels).

    Folds are those of the search (stratified by label, no article in two of them); of the settings to be searched the first is
    taken, the one with the strongest regularisation.

    Args:
        sentences: parsed.
        codes: position of each sentence's label, shape (sentences,), from 0 to the number of labels less one.
        articles: the article of each sentence.
        features: unfitted; made anew in every fold.
        config: names the folds, the settings and the calibration.
        seed: random state of the folds.
        jobs: number of processes.
        progress: called with (folds done, folds).

    """
    wanted = config.search
    one = candidates(wanted.model, wanted.strength, wanted.balance)[0]
    splitter = StratifiedGroupKFold(wanted.folds, shuffle=True, random_state=seed)
    splits = list(splitter.split(codes, codes, articles))
    calls = (delayed(_fold)(sentences, codes, features, one, seed, *split) for split in splits)
    decisions = np.zeros((len(codes), int(codes.max()) + 1))
    pool = Parallel(n_jobs=jobs, return_as="generator")
    for done, ((_, rows), values) in enumerate(zip(splits, pool(calls), strict=True), 1):
        decisions[rows] = values
        if progress:
            progress(done, len(splits))
    _, calibrator = choose_calibrator(config.calibration.method, decisions, codes, np.asarray(articles))
    return calibrator.predict_proba(decisions)


def _fold(
    sentences: Sequence[ParsedSentence],
    codes: Array,
    features: FrameFeatures,
    one: Candidate,
    seed: int,
    fitted: Array,
    held_out: Array,
) -> Array:
    train = features.fit_transform([sentences[i] for i in fitted])
    linear = make_linear(one.model, one.strength, one.balance, codes[fitted], seed).fit(train, codes[fitted])
    values = decisions_of(linear, features.transform([sentences[i] for i in held_out]))
    # A fold may lack a rare label: its column then keeps the lowest value seen.
    block = np.full((len(held_out), int(codes.max()) + 1), values.min())
    block[:, linear.classes_] = values
    return block
