"""Learn from some sentences by the search and by each baseline, and score all on sentences of other articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.metrics import f1_score

from duiding.arrays import Array
from duiding.classifier.linear import fit_linear
from train.choosing import FIRST, Material, best, choose, corrected, material_for, plain_characters, score_all
from train.config import Config, Features
from train.feature_sets import Candidate, Pool, count_pool, feature_sets, given_candidates

CHOSEN = "chosen"
CHARACTERS = "character n-grams"
ENCODER = "encoder alone"
BASELINES = (CHARACTERS, ENCODER)
MOST = 2 / 3  # of the sentences may be learned from


class Run(NamedTuple):
    """One draw: sentences learned from, macro-F1 on other articles by name, what the search said of itself, and what it chose."""

    sentences: int
    scores: dict[str, float]
    cross_validated: float
    corrected: float
    chosen: Candidate

    def told(self) -> str:
        """Say it in a line."""
        features, setting = self.chosen
        scores = ", ".join(f"{name} {score:.3f}" for name, score in self.scores.items())
        chosen = (
            f"{features.blocks} {features.block_weights} {setting}{'' if features.mask_names else ' names as they are'}"
        )
        return f"{self.sentences} sentences: {scores}; {chosen}"


def study(
    corpus: pd.DataFrame,
    sizes: Sequence[int],
    runs: int,
    config: Config,
    *,
    seed: int = 0,
    notice: Callable[[str], None] = lambda told: None,
) -> Iterator[Run]:
    """Draw, learn and score, so often for each size.

    Args:
        corpus: sentences with article, label and split; only those that the split calls ``test`` are scored on. Up to two thirds
            of them are learned from as well, articles apart; for more, sentences of the other part.
        sizes: numbers of sentences to learn from.
        runs: draws of each.
        config: hyper-parameters.
        seed: of the draws.
        notice: called with what is left out.

    """
    unseen = corpus[corpus["split"] == "test"].reset_index(drop=True)
    rest = corpus[corpus["split"] != "test"]
    shared = _counted(unseen, config)
    for size, run in product(sizes, range(runs)):
        draw = np.random.default_rng(seed + run)
        if max(len(unseen), len(rest) * 1.5) * MOST < size:
            if not run:
                notice(f"{size} sentences are too many to learn from {len(corpus)}: left out.")
        elif size <= len(unseen) * MOST:
            learned = drawn(unseen, size, draw)
            others = ~unseen["article_id"].isin(set(unseen["article_id"].iloc[learned])).to_numpy()
            yield one_run(unseen, shared, learned, np.flatnonzero(others), config, seed)
        else:
            some = rest.iloc[drawn(rest, size, draw)]
            both = pd.concat([some, unseen], ignore_index=True)
            rows = np.arange(len(both))
            yield one_run(both, _counted(both, config), rows[: len(some)], rows[len(some) :], config, seed)


def drawn(corpus: pd.DataFrame, size: int, draw: np.random.Generator) -> Array:
    """Draw articles until they have so many sentences; gives their positions, in order.

    Args:
        corpus: sentences with their articles.
        size: how many to draw.
        draw: random state.

    """
    articles = draw.permutation(sorted(set(corpus["article_id"])))
    order = pd.Series(np.arange(len(articles)), index=articles)
    places = np.argsort(corpus["article_id"].map(order).to_numpy(), kind="stable")[:size]
    return np.sort(places)


def one_run(corpus: pd.DataFrame, pool: Pool, learned: Array, scored: Array, config: Config, seed: int) -> Run:
    """Learn from sentences and score on others.

    Args:
        corpus: sentences.
        pool: the same, counted.
        learned: positions of those to learn from.
        scored: positions of those to score on.
        config: hyper-parameters.
        seed: of folds and models.

    """
    mine = corpus.iloc[learned].reset_index(drop=True)
    sets = feature_sets(config.features, len(mine))
    for block in (*pool.masked.values(), *pool.named.values()):
        if hasattr(block.block, "min_df"):
            block.block.min_df = sets[0].min_df
    material = material_for(mine, pool.part(learned), seed=seed, jobs=1)
    choice = choose(material, sets, given_candidates(config, sets))
    candidates = {
        CHOSEN: choice.chosen,
        CHARACTERS: _best(material, plain_characters(sets)),
        ENCODER: _best(material, next(one for one in sets if one.blocks == ["encoding"])),
    }
    scores = {name: _score(corpus, pool, learned, scored, one, seed) for name, one in candidates.items()}
    own = next(float(np.mean(values)) for one, values in choice.scored if one == choice.chosen)
    return Run(len(learned), scores, own, corrected(choice, len(material.rounds)), choice.chosen)


def summary(runs: Sequence[Run]) -> Iterator[list[str]]:
    """Give a row a size: means, differences with 95 % intervals over the draws (Student's t), and what the search said of itself."""
    for size in dict.fromkeys(one.sentences for one in runs):
        here = [one for one in runs if one.sentences == size]
        scores = {name: np.array([one.scores[name] for one in here]) for name in (CHOSEN, *BASELINES)}
        said = [np.array([one.cross_validated for one in here]), np.array([one.corrected for one in here])]
        gains = [_interval(scores[CHOSEN] - scores[name]) for name in BASELINES]
        yield [f"{size:,}", str(len(here)), *(f"{one.mean():.3f}" for one in scores.values()), *gains] + [
            f"{one.mean():.3f}" for one in said
        ]


def _interval(values: Array) -> str:
    if len(values) < 2:
        return f"{values.mean():+.3f}"
    half = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return f"{values.mean():+.3f} [{values.mean() - half:+.3f}, {values.mean() + half:+.3f}]"


def _best(material: Material, features: Features) -> Candidate:
    return best(score_all(material, features, FIRST))[0]


def _score(corpus: pd.DataFrame, pool: Pool, learned: Array, scored: Array, candidate: Candidate, seed: int) -> float:
    train, test = pool.selected(candidate.features).part(learned, scored)
    codes = np.unique(corpus["label"].to_numpy(dtype=str), return_inverse=True)[1]
    linear = fit_linear(candidate.setting, train, codes[learned], seed=seed)
    return float(f1_score(codes[scored], linear.predict(test), average="macro"))


def _counted(corpus: pd.DataFrame, config: Config) -> Pool:
    sets = feature_sets(config.features, 1)
    widest: list[Any] = [*sets, *(one.features for one in given_candidates(config, sets))]
    return count_pool(corpus, config, widest, "auto", 1)
