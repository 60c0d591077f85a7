"""Which sentences two models are compared on: those marked ``test``, and articles put aside of data that marks none."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from duiding.corpus import marked_test
from duiding.corpus.splits import SPLIT, TRAIN

SHARE = 0.2


class Parts(NamedTuple):
    """A corpus in two: ``training`` is learned from, ``test`` compared on; ``held_out`` is the share put aside, by source."""

    training: pd.DataFrame
    test: pd.DataFrame
    held_out: dict[str, float]
    repeated: int = 0


def part(corpus: pd.DataFrame, share: float = SHARE) -> Parts:
    """Part a corpus into sentences to train on and articles to test on.

    Where a source has a column ``split``, its rows with ``test`` are for testing. Of any other, whole articles are put aside by a hash
    of ``article_id``: an article stays on its side whatever is added, and a larger share holds all articles of a smaller one. An
    article that a marked source has too goes where it is there. Test sentences that the training part has word for word are left
    out of both.

    Args:
        corpus: labelled sentences, as ``duiding.corpus.read_corpus`` gives them.
        share: of the articles to put aside, from 0 to 1.

    """
    test = marked_test(corpus)
    marked = corpus["source"].isin(_with_marks(corpus))
    test_article = corpus["article_id"].isin(set(corpus["article_id"][test]))
    training_article = corpus["article_id"].isin(set(corpus["article_id"][marked & ~test]))
    chosen = test_article | (~training_article & (_place(corpus) < share))
    aside = test | (~marked & chosen)
    training, held = corpus[~aside], corpus[aside]
    repeated = held["text"].isin(set(training["text"]))
    held_out = {str(source): share for source in corpus["source"][~marked].unique()} if share else {}
    return Parts(training.reset_index(drop=True), held[~repeated].reset_index(drop=True), held_out, int(repeated.sum()))


def _with_marks(corpus: pd.DataFrame) -> set[str]:
    """Give the sources that say themselves which of their rows are for training and which for testing.

    Of others a row may be for testing too, because the test part of a source has it.
    """
    trains = set(corpus["source"][corpus[SPLIT] == TRAIN]) if SPLIT in corpus.columns else set()
    return trains | (set(corpus["source"]) - set(corpus["source"][~marked_test(corpus)]))


def _place(corpus: pd.DataFrame) -> pd.Series[float]:
    """Give each sentence a number from 0 to 1 that depends on its article alone."""
    keys = corpus["article_id"].astype(str)
    for source, rows in corpus.groupby("source", sort=False):
        if _numbered_by_us(rows["article_id"], Path(str(source))):
            keys.loc[rows.index] = rows[
                "text"
            ]  # a number changes when a row is put in before it, the sentence does not
    return keys.map(_number_of)


def _numbered_by_us(articles: pd.Series[str], source: Path) -> bool:
    made = re.compile(rf"(?:.*/)?{re.escape(source.stem)}(?:-.+)?-\d+")
    return bool(articles.is_unique) and all(made.fullmatch(article) for article in articles)


def _number_of(key: str) -> float:
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
