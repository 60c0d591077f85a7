"""Play labelling through: a few labels to begin with, then batch after batch."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from scipy.special import softmax
from sklearn.metrics import f1_score

from benchmarks.simulation.material import Material
from benchmarks.simulation.strategies import RANDOM, STRATEGIES, Situation
from duiding.arrays import Array
from duiding.classifier.linear import Linear, fit_linear
from duiding.errors import DuidingError
from duiding.features import FrameFeatures
from duiding.selection import term_vectors

LABELS = (100, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500)
FURTHER = (1750, 2000, 2500, 3000, 3500)  # labels that only random choice goes on to, to be compared with

Curves = Mapping[str, Mapping[int, list[float]]]


class _Pool(NamedTuple):
    matrix: sparse.csr_matrix
    codes: Array
    vectors: sparse.csr_matrix
    held_out: sparse.csr_matrix
    truth: Array
    first: int


def simulate(
    material: Material,
    *,
    pool: int,
    held_out: int,
    runs: int,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Curves:
    """Run every strategy several times; gives macro-F1 by strategy and number of labels, an entry a run.

    A run draws articles to score on, articles for the pool, and those of the pool's articles that are labelled from the start; all
    strategies of a run share them. Features are made of the pool's texts, whose labels they never see.

    Args:
        material: parsed sentences with their labels.
        pool: sentences to choose from.
        held_out: sentences of other articles to score on.
        runs: how often to draw them anew.
        seed: random state.
        jobs: runs at a time.
        progress: called with (runs done, runs).

    Raises:
        DuidingError: the corpus has too few sentences.

    """
    _check_sizes(len(material.codes), pool, held_out)
    curves: dict[str, dict[int, list[float]]] = {name: {} for name in STRATEGIES}
    calls = (delayed(_run)(material, pool, held_out, (seed, run)) for run in range(runs))
    for done, found in enumerate(Parallel(n_jobs=jobs, return_as="generator")(calls), 1):
        for name, curve in found.items():
            for labels, score in curve.items():
                curves[name].setdefault(labels, []).append(score)
        if progress:
            progress(done, runs)
    return curves


def _check_sizes(sentences: int, pool: int, held_out: int) -> None:
    if sentences < pool + held_out or pool <= LABELS[1]:
        raise DuidingError(
            f"Found {sentences} sentences for {pool} to choose from and {held_out} to score on: "
            f"expected at least as many, and more than {LABELS[1]} to choose from; lower --pool or --held-out."
        )


def _run(material: Material, pool: int, held_out: int, seed: tuple[int, int]) -> dict[str, dict[int, float]]:
    drawn = _draw(material, pool, held_out, np.random.default_rng(seed))
    return {
        name: _curve(drawn, material, name, np.random.default_rng((*seed, zlib.crc32(name.encode()))))
        for name in STRATEGIES
    }


def _draw(material: Material, pool: int, held_out: int, rng: np.random.Generator) -> _Pool:
    """Draw whole articles, so that none is on both sides."""
    order = _by_article(material.articles, rng)
    ends = np.flatnonzero(np.append(material.articles[order][1:] != material.articles[order][:-1], True)) + 1
    cut = int(ends[ends >= held_out][0])
    end = min(int(np.searchsorted(ends, cut + pool)), len(ends) - 1)
    rows = order[cut : int(ends[end])]
    features = FrameFeatures(lexicon=material.lexicon, **material.config.features.model_dump())
    sentences = [material.sentences[row] for row in rows]
    matrix = features.fit_transform(sentences)
    return _Pool(
        matrix,
        material.codes[rows],
        term_vectors(sentences, material.lexicon, material.config.features.char_ngrams).vectors,
        features.transform([material.sentences[row] for row in order[:cut]]),
        material.codes[order[:cut]],
        int(ends[np.searchsorted(ends, cut + LABELS[0])]) - cut,
    )


def _by_article(articles: Array, rng: np.random.Generator) -> Array:
    names, number = np.unique(articles, return_inverse=True)
    return np.argsort(rng.permutation(len(names))[number], kind="stable")


def _curve(pool: _Pool, material: Material, name: str, rng: np.random.Generator) -> dict[int, float]:
    labelled, scores = np.arange(pool.first), {}
    linear = _fit(pool, material, labelled)
    for size in _steps(name, len(pool.codes)):
        if size > len(labelled):
            rest = np.setdiff1d(np.arange(len(pool.codes)), labelled)
            probabilities = softmax(linear.decisions(pool.matrix[rest]), axis=1)
            now = Situation(rest, labelled, probabilities, pool.vectors, material.config.features.min_df, rng)
            labelled = np.concatenate([labelled, STRATEGIES[name](now, size - len(labelled))])
            linear = _fit(pool, material, labelled)
        guessed = linear.predict(pool.held_out)
        scores[size] = float(f1_score(pool.truth, guessed, average="macro", zero_division=0.0))
    return scores


def _fit(pool: _Pool, material: Material, labelled: Array) -> Linear:
    codes = pool.codes[labelled]
    if len(np.unique(codes)) < 2:
        raise DuidingError(
            f"The first {len(labelled)} sentences of a run all have the label '{material.labels[codes[0]]}': expected two labels "
            "to tell apart; try another --seed."
        )
    return fit_linear(material.linear, pool.matrix[labelled], codes)


def _steps(name: str, available: int) -> Iterable[int]:
    steps = (*LABELS, *FURTHER) if name == RANDOM else LABELS
    return [size for size in steps if size <= available]
