"""What each source of labelled sentences adds to the score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from duiding.arrays import Array
from duiding.classifier.cross_validation import Split, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.corpus import weights_of
from duiding.features import CountedSentences
from duiding.scoring.comparison import paired_difference
from train.search import Searched

LARGEST = 10  # sources looked at
FOLDS = 2  # of those of the search: enough for an interval, and a retrain should not take long


def contributions(
    corpus: pd.DataFrame,
    counted: CountedSentences,
    found: Searched,
    *,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, dict[str, Any]]:
    """Learn without each source in turn and tell what goes, on sentences held out in the first two folds of the search.

    Ablation by source: the sentences scored are the same, those learned from lack one source. ``gain`` is macro-F1 with the
    source minus without it over sentences of all sources, ``gain_on_own`` over its own; both with the 95 % interval of a paired
    bootstrap over articles (see ``duiding.scoring.comparison``) and the number of these.

    Args:
        corpus: labelled sentences with their ``source``.
        counted: the same, counted.
        found: what the search found on them.
        seed: random state.
        jobs: processes.
        progress: called with (sources done, sources).

    Returns:
        By source: sentences, weight, and the two gains; they are absent where fewer than two labels are left without the source. Empty
        where there is only one source; the ten largest where there are more.

    """
    sizes = corpus["source"].value_counts(sort=False)
    if len(sizes) < 2:
        return {}
    largest = sorted(sizes.index, key=lambda source: -sizes[source])[:LARGEST]
    rows: dict[str, dict[str, Any]] = {}
    for done, source in enumerate(largest, 1):
        rows[str(source)] = _contribution(corpus, counted, found, (corpus["source"] == source).to_numpy(), seed, jobs)
        if progress:
            progress(done, len(largest))
    return rows


def _contribution(
    corpus: pd.DataFrame, counted: CountedSentences, found: Searched, own: Array, seed: int, jobs: int
) -> dict[str, Any]:
    """Tell what one source adds, whose sentences are ``own``."""
    weights = weights_of(corpus)
    codes = codes_of(list(corpus["label"]), found.classes)
    splits = [_split(found.folds == fold, ~own) for fold in range(1, FOLDS + 1)]
    told = {"sentences": int(own.sum()), "weight": 1.0 if weights is None else round(float(weights[own].mean()), 4)}
    if not all(len(np.unique(codes[fitted])) > 1 for fitted, _ in splits):
        return told
    (values,) = held_out_decisions(counted, codes, splits, [found.best], weights=weights, seed=seed, jobs=jobs)
    return told | _gains(corpus, found, [found.classes[code] for code in values.argmax(axis=1)], own)


def _split(held_out: Array, allowed: Array) -> Split:
    return np.flatnonzero(~held_out & allowed), np.flatnonzero(held_out)


def _gains(corpus: pd.DataFrame, found: Searched, without: Sequence[str], own: Array) -> dict[str, Any]:
    scored = found.folds <= FOLDS

    def gain(rows: Array) -> dict[str, float]:
        columns = (corpus["label"], found.predictions, without, corpus["article_id"])
        truth, with_it, without_it, articles = (list(np.asarray(column)[rows]) for column in columns)
        return {**paired_difference(truth, with_it, without_it, articles).rounded(), "articles": len(set(articles))}

    gains = {"gain": gain(scored)}
    return gains | {"gain_on_own": gain(scored & own)} if (scored & own).any() else gains
