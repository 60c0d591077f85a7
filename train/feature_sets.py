"""Feature sets that labels other than ours choose among, and their blocks, counted once for all of them."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from duiding.arrays import Array
from duiding.classifier.linear import Setting
from duiding.encoder import shared
from duiding.errors import MissingFileError
from duiding.features import CountedSentences, FrameFeatures, components_for
from duiding.features.blocks import ENCODED
from duiding.features.counted import CountedBlock
from duiding.language import Parser
from train.config import Config, Features
from train.preparation import Prepared, prepare, read_entries
from train.settings import settings_to_try

_HALF, _TWICE, _THRICE = {"lexicon": 0.5}, {"middle": 2.0}, {"encoding": 3.0}
_SETS: tuple[tuple[list[str], dict[str, float]], ...] = (  # the simplest first: it wins a tie
    (["characters"], {}),
    (["words"], {}),
    (["encoding"], {}),
    (["middle"], {}),
    (["words", "characters"], {}),
    (["characters", "lexicon"], _HALF),
    (["characters", "encoding"], _THRICE),
    (["characters", "middle"], _TWICE),
    (["characters", "encoding", "middle"], _THRICE | _TWICE),
    (["words", "characters", "encoding"], _THRICE),
    (["words", "characters", "middle"], _TWICE),
    (["words", "characters", "encoding", "middle"], {"encoding": 1.5}),
    (["words", "characters", "encoding", "middle"], _THRICE | _TWICE),
    (["characters", "lexicon", "encoding"], _HALF | _THRICE),
    (["words", "characters", "lexicon", "encoding"], _HALF | _THRICE),
)
_FEW = 1000  # sentences; of fewer, n-grams count that occur once
_SOME = 500  # sentences; from so many, n-grams have learned enough to weigh more beside the encoder


class Candidate(NamedTuple):
    """Features and the linear model behind them."""

    features: Features
    setting: Setting


class Pool(NamedTuple):
    """All blocks of a corpus, counted with names masked and with names as they are."""

    masked: dict[str, CountedBlock]
    named: dict[str, CountedBlock]
    sentences: int

    def selected(self, features: Features) -> CountedSentences:
        """Give the blocks of a feature set, with its factors."""
        own = self.masked if features.mask_names else self.named
        factors = features.block_weights
        blocks = [own[name]._replace(factor=factors.get(name, 1.0)) for name in features.blocks]
        return CountedSentences(blocks, self.sentences)

    def part(self, rows: Array) -> Pool:
        """Give the same of some sentences, by their positions."""
        masked, named = (
            {
                name: one._replace(counted=one.counted._replace(figures=one.counted.figures[rows]))
                for name, one in blocks.items()
            }
            for blocks in (self.masked, self.named)
        )
        return Pool(masked, named, len(rows))


def has_encoder() -> bool:
    """Tell whether the weights of the sentence encoder are here."""
    try:
        return bool(shared().digest)
    except MissingFileError:
        return False


def feature_sets(given: Features, sentences: int) -> list[Features]:
    """List the sets to choose among, the simplest first; names are masked in all of them.

    Args:
        given: of the configuration, whose lengths of n-grams are taken over.
        sentences: number of sentences to learn from.

    """
    encoder, least = has_encoder(), 1 if sentences < _FEW else 2
    return [
        given.model_copy(update={"blocks": blocks, "block_weights": factors, "min_df": least, "mask_names": True})
        for blocks, factors in _SETS
        if encoder or not set(ENCODED) & set(blocks)
    ]


def given_candidates(config: Config, sets: list[Features]) -> list[Candidate]:
    """Give what a configuration says itself, to be compared; nothing where it needs an encoder that is not here."""
    if set(ENCODED) & set(config.features.blocks) and not has_encoder():
        return []
    features = config.features.model_copy(update={"min_df": sets[0].min_df})
    return [Candidate(features, one) for one in settings_to_try(config)]


def likely_set(sets: list[Features], sentences: int) -> Features:
    """Give the set that stays where no other is clearly better: words and characters, beside all that the encoder knows.

    Args:
        sets: see ``feature_sets``.
        sentences: number of sentences to learn from; of few, the encoder's blocks weigh twice as much.

    """
    blocks = ["words", "characters", *(ENCODED if has_encoder() else ())]
    found = [one for one in sets if one.blocks == blocks]
    return found[0 if sentences >= _SOME else -1]


def weighed(features: Features) -> list[Features]:
    """Give a set with its blocks of the encoder weighed half and twice as much; nothing where it has none beside others."""
    weights, encoded = features.block_weights, [block for block in features.blocks if block in ENCODED]
    return [
        features.model_copy(
            update={"block_weights": weights | {one: factor * weights.get(one, 1.0) for one in encoded}}
        )
        for factor in (0.5, 2.0)
        if encoded and set(features.blocks) - set(encoded)
    ]


def unmasked(features: Features) -> list[Features]:
    """Give a set with names as they are."""
    return [features.model_copy(update={"mask_names": False})]


def count_pool(corpus: pd.DataFrame, config: Config, sets: list[Features], pipeline: str, jobs: int) -> Pool:
    """Count every block once with names masked, and once without; what the caches know is not parsed again.

    Args:
        corpus: see ``train.preparation.prepare``.
        config: hyper-parameters.
        sets: whose blocks are counted.
        pipeline: see ``prepare``.
        jobs: see ``prepare``.

    """
    blocks = sorted({block for one in sets for block in one.blocks})
    masked = _counted(corpus, config, sets[0], blocks, pipeline, jobs)
    bare = sets[0].model_copy(update={"mask_names": False})
    named = _counted(corpus, config, bare, [block for block in blocks if block not in ENCODED], pipeline, jobs)
    return Pool(masked, {**masked, **named}, len(corpus))


def chosen_features(pool: Pool, config: Config, pipeline: str) -> Prepared:
    """Give what ``prepare`` gives for the features of a configuration, from blocks that are counted.

    Args:
        pool: the counted blocks.
        config: with the features that were chosen.
        pipeline: name of the spaCy pipeline.

    """
    features = FrameFeatures(lexicon=read_entries(config), **config.features.model_dump())
    return Prepared(pool.selected(config.features), features, Parser(pipeline, components_for(config.features.blocks)))


def _counted(
    corpus: pd.DataFrame, config: Config, features: Features, blocks: list[str], pipeline: str, jobs: int
) -> dict[str, CountedBlock]:
    widened = config.model_copy(update={"features": features.model_copy(update={"blocks": blocks})})
    counted = prepare(corpus, widened, pipeline, jobs).counted
    return {one.block.name: one for one in counted.blocks}
