"""Find the labels of a corpus that look wrong: the plain function under ``--check-labels``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from duiding.arrays import Array
from duiding.classifier.inputs import codes_of
from duiding.labels import in_order
from train.config import Config
from train.label_check.doubt import Doubt, Labelled, Similar
from train.label_check.held_out import held_out_probabilities
from train.label_check.neighbours import neighbours, word_columns
from train.label_check.ranking import Ranking, rank_by_doubt
from train.preparation import Prepared, Progress, prepare


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
    prepared = prepare(corpus, config, pipeline=pipeline, jobs=jobs, progress=progress)
    labels = in_order(corpus["label"])
    codes = codes_of(list(corpus["label"]), labels)
    with progress("Cross-validating", config.search.folds) as tell:
        probabilities = held_out_probabilities(
            prepared.counted, codes, list(corpus["article_id"]), config=config, seed=seed, jobs=jobs, progress=tell
        )
    ranking = rank_by_doubt(probabilities, codes)
    doubtful = ranking.doubtful()
    sources = corpus["source"].astype(str).iloc[doubtful]
    rows = doubtful if most is None else doubtful[(sources.groupby(sources).cumcount() < most).to_numpy()]
    with progress("Looking for similar sentences", len(rows)) as tell:
        doubts = []
        for doubt in _doubts(corpus, labels, ranking, rows, prepared):
            doubts.append(doubt)
            tell(len(doubts), len(rows))
    in_doubt = {str(source): int((sources == source).sum()) for source in corpus["source"].unique()}
    return Check(len(corpus), in_doubt, doubts)


def _doubts(
    corpus: pd.DataFrame, labels: Sequence[str], ranking: Ranking, rows: Array, prepared: Prepared
) -> Iterator[Doubt]:
    if not len(rows):
        return
    matrix = word_columns(prepared.features, prepared.features.learn(prepared.counted))
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
