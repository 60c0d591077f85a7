"""Find the labels of a corpus that look wrong: the plain function under ``--check-labels``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duiding.corpus import check_enough
from duiding.features import FrameFeatures, components_for
from duiding.labels import in_order
from duiding.language import ParseCache, ParsedSentence, Parser
from train.config import Config
from train.label_check.doubt import Doubt, Labelled, Similar
from train.label_check.held_out import held_out_probabilities
from train.label_check.neighbours import neighbours, word_columns
from train.label_check.ranking import Ranking, rank_by_doubt
from train.training import Progress, read_entries

Array = np.ndarray[Any, np.dtype[Any]]


class Parsed(NamedTuple):
    """A corpus made ready: its sentences parsed, and features that are not fitted yet."""

    sentences: list[ParsedSentence]
    features: FrameFeatures


class Check(NamedTuple):
    """How many sentences were checked and are in doubt (by source), and those that were asked for, the most doubtful first."""

    sentences: int
    in_doubt: dict[str, int]
    doubts: list[Doubt]


def check_labels(
    corpus: pd.DataFrame,
    config: Config,
    *,
    pipeline: str,
    seed: int,
    jobs: int,
    progress: Progress,
    most: int | None = None,
) -> Check:
    """List the sentences for which models that did not see their article find another label more probable.

    Args:
        corpus: labelled sentences, as ``duiding.corpus.read_corpus`` gives them.
        config: hyper-parameters; the first setting of the search is used.
        pipeline: see ``duiding.language.load``.
        seed: random state of the folds.
        jobs: processes for parsing and cross-validation.
        progress: shows how far each step is.
        most: how many to give of each source at most; None for all.

    Raises:
        DuidingError: the corpus is too small or has one label, or the pipeline is missing.

    """
    parsed = parse(corpus, config, pipeline=pipeline, jobs=jobs, progress=progress)
    labels = in_order(corpus["label"])
    codes = np.array([labels.index(label) for label in corpus["label"]])
    with progress("Cross-validating", config.search.folds) as tell:
        probabilities = held_out_probabilities(
            parsed.sentences,
            codes,
            list(corpus["article_id"]),
            features=parsed.features,
            config=config,
            seed=seed,
            jobs=jobs,
            progress=tell,
        )
    ranking = rank_by_doubt(probabilities, codes)
    doubtful = ranking.doubtful()
    sources = corpus["source"].astype(str).iloc[doubtful]
    rows = doubtful if most is None else doubtful[(sources.groupby(sources).cumcount() < most).to_numpy()]
    with progress("Looking for similar sentences", len(rows)) as tell:
        doubts = []
        for doubt in _doubts(corpus, labels, ranking, rows, parsed):
            doubts.append(doubt)
            tell(len(doubts), len(rows))
    in_doubt = {str(source): int((sources == source).sum()) for source in corpus["source"].unique()}
    return Check(len(corpus), in_doubt, doubts)


def parse(corpus: pd.DataFrame, config: Config, *, pipeline: str, jobs: int, progress: Progress) -> Parsed:
    """Parse a corpus for the features that a configuration names.

    Raises:
        DuidingError: the corpus is too small or has one label, or the pipeline is missing.

    """
    check_enough(corpus, config.search.folds)
    features = FrameFeatures(lexicon=read_entries(config), **config.features.model_dump())
    parser = Parser(pipeline, components_for(config.features.blocks))
    with progress(f"Parsing with {parser.info}", None) as tell:
        return Parsed(
            parser.parse(corpus["text"], cache=ParseCache(parser.identity), jobs=jobs, progress=tell), features
        )


def _doubts(
    corpus: pd.DataFrame, labels: Sequence[str], ranking: Ranking, rows: Array, parsed: Parsed
) -> Iterator[Doubt]:
    if not len(rows):
        return
    matrix = word_columns(parsed.features, parsed.features.fit_transform(parsed.sentences))
    sentences = [Labelled(*map(str, row)) for row in corpus[list(Labelled._fields)].itertuples(index=False)]
    ranks = {row: rank for rank, row in enumerate(ranking.doubtful().tolist(), 1)}
    for row, near in zip(rows.tolist(), neighbours(matrix, rows), strict=True):
        yield Doubt(
            ranks[row],
            sentences[row],
            suggested=labels[ranking.best[row]],
            confidence=float(ranking.other[row]),
            label_confidence=float(ranking.own[row]),
            reasons=[Similar(sentences[one.row], one.similarity) for one in near],
        )
