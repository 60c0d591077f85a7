"""Learn from some sentences by the search and by each baseline, and score all on the same sentences of other articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from duiding.arrays import Array
from duiding.classifier.cross_validation import article_folds
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import fit_linear
from duiding.scoring import Interval, macro_f1_interval, paired_difference
from train.choosing import FIRST, Material, best, choose, corrected, material_for, plain_characters, score_all
from train.config import Config, Features
from train.feature_sets import Candidate, Pool, count_pool, feature_sets, given_candidates

CHOSEN = "chosen"
CHARACTERS = "character n-grams"
ENCODER = "encoder alone"
BOTH = "characters and encoder"
BASELINES = (CHARACTERS, ENCODER, BOTH)


class Run(NamedTuple):
    """One draw: the sentences learned from, labels predicted on those of other articles, what the search said of itself and chose.

    ``scored`` holds ``article_id`` and ``label``, and the labels predicted in a column by name.
    """

    sentences: int
    scored: pd.DataFrame
    cross_validated: float
    corrected: float
    chosen: Candidate

    def told(self) -> str:
        """Say it in a line."""
        features, setting = self.chosen
        scores = ", ".join(f"{one} {_interval(self.scored, one).value:.3f}" for one in (CHOSEN, *BASELINES))
        names = "" if features.mask_names else " names as they are"
        return f"{self.sentences} sentences: {scores}; {features.blocks} {features.block_weights} {setting}{names}"


def study(
    corpus: pd.DataFrame,
    sizes: Sequence[int],
    parts: int,
    config: Config,
    *,
    seed: int = 0,
    notice: Callable[[str], None] = lambda told: None,
) -> Iterator[Run]:
    """Draw, learn and score for each size.

    Args:
        corpus: sentences with article, label and split; only those that the split calls ``test`` are scored on, each once a size. They
            are parted by article: each part is scored by what learned from a draw of the others. Where these are not enough, one draw
            of the other sentences is learned from, and all of the part ``test`` scored.
        sizes: numbers of sentences to learn from.
        parts: how many.
        config: hyper-parameters.
        seed: of parts, draws, folds and models.
        notice: called with what is left out.

    """
    unseen = corpus[corpus["split"] == "test"].reset_index(drop=True)
    rest = corpus[corpus["split"] != "test"].reset_index(drop=True)
    codes = codes_of(list(unseen["label"]), sorted(set(unseen["label"])))
    folds = article_folds(codes, list(unseen["article_id"]), parts, seed)
    least = min(len(others) for others, _ in folds)
    pool = _counted(unseen, config) if min(sizes) <= least else None
    for size in sizes:
        if pool and size <= least:
            for number, (others, scored) in enumerate(folds):
                learned = others[drawn(unseen.iloc[others], size, np.random.default_rng(seed + number))]
                yield one_run(unseen, pool, learned, scored, config, seed)
        elif size <= len(rest):
            some = rest.iloc[drawn(rest, size, np.random.default_rng(seed))]
            both = pd.concat([some, unseen], ignore_index=True)
            rows = np.arange(len(both))
            yield one_run(both, _counted(both, config), rows[:size], rows[size:], config, seed)
        else:
            notice(f"{size} sentences are too many to learn from {len(corpus)}: left out.")


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
    candidates = {CHOSEN: choice.chosen} | {name: _best(material, one) for name, one in baselines(sets).items()}
    told = {name: _predicted(corpus, pool, learned, scored, one, seed) for name, one in candidates.items()}
    labels = corpus.iloc[scored][["article_id", "label"]].reset_index(drop=True)
    own = next(float(np.mean(values)) for one, values in choice.scored if one == choice.chosen)
    return Run(len(learned), labels.assign(**told), own, corrected(choice, len(material.rounds)), choice.chosen)


def baselines(sets: Sequence[Features]) -> dict[str, Features]:
    """Give what the search is held against: each gets the better of two C."""
    alone, both = (next(one for one in sets if one.blocks == blocks) for blocks in _ENCODED)
    return {CHARACTERS: plain_characters(sets), ENCODER: alone, BOTH: both.model_copy(update={"mask_names": False})}


_ENCODED = (["encoding"], ["characters", "encoding"])


def summary(runs: Sequence[Run]) -> Iterator[list[str]]:
    """Give a row a size: macro-F1, differences with 95 % intervals over the scored articles, and what the search said of itself."""
    for size in dict.fromkeys(one.sentences for one in runs):
        here = [one for one in runs if one.sentences == size]
        scored = pd.concat([one.scored for one in here], ignore_index=True)
        truth, articles = list(scored["label"]), list(scored["article_id"])
        gains = [paired_difference(truth, list(scored[CHOSEN]), list(scored[one]), articles) for one in BASELINES]
        said = [np.mean([one.cross_validated for one in here]), np.mean([one.corrected for one in here])]
        scores = [f"{_interval(scored, one).value:.3f}" for one in BASELINES]
        yield [f"{size:,}", str(len(here)), str(_interval(scored, CHOSEN)), *scores, *map(_signed, gains)] + [
            f"{one:.3f}" for one in said
        ]


def _signed(gain: Interval) -> str:
    return f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"


def _interval(scored: pd.DataFrame, name: str) -> Interval:
    return macro_f1_interval(list(scored["label"]), list(scored[name]), list(scored["article_id"]))


def _best(material: Material, features: Features) -> Candidate:
    return best(score_all(material, features, FIRST))[0]


def _predicted(
    corpus: pd.DataFrame, pool: Pool, learned: Array, scored: Array, candidate: Candidate, seed: int
) -> list[str]:
    train, test = pool.selected(candidate.features).part(learned, scored)
    labels = sorted(set(corpus["label"]))
    linear = fit_linear(candidate.setting, train, codes_of(list(corpus["label"].iloc[learned]), labels), seed=seed)
    return [labels[code] for code in linear.predict(test)]


def _counted(corpus: pd.DataFrame, config: Config) -> Pool:
    sets = feature_sets(config.features, 1)
    widest: list[Features] = [*sets, *(one.features for one in given_candidates(config, sets))]
    return count_pool(corpus, config, widest, "auto", 1)
