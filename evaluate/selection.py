"""Which sentences to score on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from duiding.corpus import read_corpus, training_part
from duiding.errors import DuidingError


def read_test(paths: Iterable[Path], *, all_rows: bool, notice: Callable[[str], None]) -> pd.DataFrame:
    """Read labelled sentences and keep those to test on.

    Args:
        paths: files and folders.
        all_rows: whether to keep all rows of data that a user names, even where no column says ``test``.
        notice: told about files that are passed over.

    Raises:
        DuidingError: nothing is left to score on.

    """
    corpus = read_corpus(paths, notice=notice)
    if "split" in corpus.columns and (corpus["split"] == "test").any():
        return corpus[corpus["split"] == "test"].reset_index(drop=True)
    if not all_rows:
        raise DuidingError(
            "The corpus has no test part: give its rows a column split with 'test', or name test data with --data."
        )
    return corpus


def read_training(paths: Iterable[Path], test: pd.DataFrame, *, notice: Callable[[str], None]) -> pd.DataFrame:
    """Read labelled sentences and keep those to train on, where a part of the evaluation trains anew.

    Args:
        paths: files and folders.
        test: the sentences that will be scored on.
        notice: told about files that are passed over.

    Raises:
        DuidingError: they hold the test articles, so that a score would flatter.

    """
    training = training_part(read_corpus(paths, notice=notice))
    both = set(training["text"]) & set(test["text"])
    if len(both) > len(test) // 10:
        raise DuidingError(
            f"{len(both)} of the {len(test)} test sentences are among those to train on: name other sentences with --training, "
            "or mark the test articles with 'test' in a column split."
        )
    return training
