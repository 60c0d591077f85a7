"""The sentences to score on, and those to train on where a part of the evaluation trains anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from duiding.corpus import ReadingOptions, read_corpus, test_part, training_part
from duiding.errors import DuidingError


def sentences_to_score(corpus: pd.DataFrame, *, all_rows: bool) -> pd.DataFrame:
    """Keep the sentences to test on, and tell which of them are on a subject that the training part has too.

    Args:
        corpus: labelled sentences.
        all_rows: whether to keep all rows of data that a user names, where no column says ``test``.

    Raises:
        DuidingError: nothing is left to score on.

    """
    if len(tested := test_part(corpus)):
        return _with_novelty(tested, training_part(corpus))
    if not all_rows:
        raise DuidingError(
            "The corpus has no test part: give its rows a column split with 'test', or name test data with --data."
        )
    return corpus


def _with_novelty(test: pd.DataFrame, training: pd.DataFrame) -> pd.DataFrame:
    if "subject" not in test.columns or not len(training):
        return test
    seen = test["subject"].isin(set(training["subject"]))
    return test.assign(novelty=seen.map({True: "subject also in training", False: "subject new to the model"}))


def read_training(
    paths: Iterable[Path], test: pd.DataFrame, options: ReadingOptions, *, notice: Callable[[str], None]
) -> pd.DataFrame:
    """Read labelled sentences and keep those to train on, where a part of the evaluation trains anew.

    Args:
        paths: files and folders.
        test: the sentences that will be scored on.
        options: how to read them.
        notice: told about files that are passed over.

    Raises:
        DuidingError: they hold the test articles, so that a score would flatter.

    """
    training = training_part(read_corpus(paths, options, notice=notice))
    both = set(training["text"]) & set(test["text"])
    if len(both) > len(test) // 10:
        raise DuidingError(
            f"{len(both)} of the {len(test)} test sentences are among those to train on: name other sentences with --training, "
            "or mark the test articles with 'test' in a column split."
        )
    return training
