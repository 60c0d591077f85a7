"""Sentences, labels and settings that every run of the simulation starts from."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from duiding.arrays import Array
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting
from duiding.cli.terminal import progress
from duiding.features import components_for
from duiding.labels import in_order
from duiding.language import ParseCache, ParsedSentence, Parser
from duiding.lexicon import Entry
from train.config import Config
from train.preparation import read_entries
from train.settings import untried_setting


class Material(NamedTuple):
    """Parsed sentences with the codes of their labels and their articles, and how a model is made of them."""

    sentences: list[ParsedSentence]
    codes: Array
    articles: Array
    labels: list[str]
    config: Config
    lexicon: list[Entry]
    linear: Setting


def prepare(corpus: pd.DataFrame, config: Config, pipeline: str, jobs: int) -> Material:
    """Parse a corpus, or take its parses from the cache.

    The linear model has ``train.settings.untried_setting``: a search in every round would need labels set apart for it.

    Args:
        corpus: labelled sentences.
        config: hyper-parameters.
        pipeline: see ``duiding.language.load``.
        jobs: processes for parsing.

    """
    parser = Parser(pipeline, components_for(config.features.blocks))
    with progress(f"Parsing with {parser.info}") as tell:
        sentences = parser.parse(corpus["text"], cache=ParseCache(parser.identity), jobs=jobs, progress=tell)
    labels = in_order(corpus["label"])
    return Material(
        sentences,
        codes_of(list(corpus["label"]), labels),
        corpus["article_id"].to_numpy(dtype=str),
        labels,
        config,
        read_entries(config),
        untried_setting(config),
    )
