"""From labelled sentences to counted ones, which folds and models learn from."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from duiding.cli.terminal import progress
from duiding.corpus import check_enough
from duiding.features import CountedSentences, FrameFeatures, components_for
from duiding.features.excerpt_cache import read_excerpts
from duiding.language import Parser
from duiding.lexicon import Entry, read_lexicon
from train.config import Config


class Prepared(NamedTuple):
    """Sentences, counted; the features that counted them, not fitted yet; and the pipeline that parsed them."""

    counted: CountedSentences
    features: FrameFeatures
    parser: Parser


def prepare(corpus: pd.DataFrame, config: Config, pipeline: str, jobs: int) -> Prepared:
    """Parse and count a corpus for the features that a configuration names; what the caches know is not parsed again.

    Args:
        corpus: labelled sentences, as ``duiding.corpus.read_corpus`` gives them.
        config: hyper-parameters.
        pipeline: see ``duiding.language.load``.
        jobs: processes for parsing.

    Raises:
        DuidingError: the corpus is too small or has one label, or the pipeline is missing.

    """
    check_enough(corpus, config.search.folds)
    features = FrameFeatures(lexicon=read_entries(config), **config.features.model_dump())
    parser = Parser(pipeline, components_for(config.features.blocks))
    with progress(f"Parsing with {parser.info}") as tell:
        excerpts = read_excerpts(corpus["text"], features, parser, corpus["article_id"], jobs=jobs, progress=tell)
    with progress("Counting"):
        return Prepared(features.count_excerpts(excerpts), features, parser)


def read_entries(config: Config) -> list[Entry]:
    """Read the lexicon and the actors that a configuration names."""
    return [entry for name in (config.lexicon, config.actors) if name for entry in read_lexicon(config.resolved(name))]
