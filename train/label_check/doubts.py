"""Find the labels of a corpus that look wrong: the plain functions under ``--check-labels``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from duiding.classifier.inputs import codes_of
from duiding.cli.terminal import progress
from duiding.labels import in_order
from train.config import Config
from train.label_check.held_out import held_out_probabilities
from train.label_check.neighbours import likeness_columns, neighbours
from train.label_check.ranking import rank_by_doubt
from train.preparation import Prepared


def find_doubts(corpus: pd.DataFrame, prepared: Prepared, config: Config, *, seed: int, jobs: int) -> pd.DataFrame:
    """List the sentences for which models that did not see their article find another label more probable.

    Args:
        corpus: labelled sentences, as ``duiding.corpus.read_corpus`` gives them.
        prepared: the same, counted.
        config: hyper-parameters; see ``train.settings.untried_setting``.
        seed: random state of the folds.
        jobs: folds at a time.

    Returns:
        A row a doubtful label, the most doubtful first, by its position in the corpus: article_id, sentence_id, text, label, source;
        ``suggested``, the more probable label, with its probability ``confidence``; ``label_confidence``, the probability of the
        label that it has; and ``rank``, from 1.

    """
    labels = in_order(corpus["label"])
    codes = codes_of(list(corpus["label"]), labels)
    articles = list(corpus["article_id"])
    with progress("Cross-validating", config.search.folds) as tell:
        probabilities = held_out_probabilities(
            prepared.counted, codes, articles, config=config, seed=seed, jobs=jobs, progress=tell
        )
    ranking = rank_by_doubt(probabilities, codes)
    rows = ranking.doubtful()
    found = corpus.reset_index(drop=True).loc[rows, ["article_id", "sentence_id", "text", "label", "source"]]
    return found.astype(str).assign(
        suggested=[labels[code] for code in ranking.best[rows]],
        confidence=ranking.other[rows],
        label_confidence=ranking.own[rows],
        rank=np.arange(1, len(rows) + 1),
    )


def reasons(corpus: pd.DataFrame, prepared: Prepared, rows: Sequence[int]) -> Iterator[list[str]]:
    """Give for each of some sentences those that are most like it, with label, cosine and place, a line each.

    Args:
        corpus: labelled sentences.
        prepared: the same, counted.
        rows: positions of the sentences that are asked about.

    """
    if not len(rows):
        return
    matrix = likeness_columns(prepared.features, prepared.features.learn(prepared.counted))
    for near in neighbours(matrix, rows):
        yield [_described(corpus.iloc[row], cosine) for row, cosine in near]


def _described(sentence: pd.Series, cosine: float) -> str:
    return f"{sentence['label']} {cosine:.2f} {sentence['article_id']}/{sentence['sentence_id']}: {sentence['text']}"
