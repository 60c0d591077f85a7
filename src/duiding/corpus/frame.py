"""Labelled sentences as a DataFrame: making it, and what is read off it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from duiding.arrays import Array
from duiding.corpus.judgements import SHEET, Read, Sentence
from duiding.corpus.reading_options import names

if TYPE_CHECKING:
    import pandas as pd


LEADING = ["article_id", "sentence_id", "text", "label"]
OURS = ["source", "row", "weight"]


def make_frame(
    sentences: Sequence[Sentence], reads: Sequence[Read], weights: Sequence[tuple[str, float]]
) -> pd.DataFrame:
    """Lay out sentences, a row each.

    Args:
        sentences: a label each.
        reads: the sources that they came from.
        weights: how much each sentence of a source counts, where that is not 1.

    """
    import pandas as pd  # takes long to import, and most runs label without it

    weighed = {read.source: _weight(read, weights) for read in reads}
    rows = [
        {
            **one.judgement.fields,
            "text": one.judgement.text,
            "label": one.judgement.labels[0],
            "source": one.source,
            "row": one.judgement.row,
            "weight": weighed[one.source],
        }
        for one in sentences
    ]
    frame = _by_article(_numbered(pd.DataFrame(rows, dtype=object)))
    others = [column for column in frame.columns if column not in (*LEADING, *OURS)]
    frame = frame[[*LEADING, *others, *OURS]].fillna("")
    return frame.astype({"row": int, "weight": float})


def _weight(read: Read, weights: Sequence[tuple[str, float]]) -> float:
    return next((weight for name, weight in weights if names(read.source, read.path, name)), 1.0)


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """Give articles and sentences the numbers that they lack."""
    for column in ("article_id", "sentence_id"):
        if column not in frame.columns:
            frame[column] = ""
    frame = frame.fillna({"article_id": "", "sentence_id": ""})
    lacking = frame["article_id"] == ""
    frame.loc[lacking, "article_id"] = _made_ids(frame[lacking])
    lacking = frame["sentence_id"] == ""
    if lacking.any():
        counted = (frame.groupby("article_id", sort=False).cumcount() + 1).astype(str)
        given = frame["sentence"].fillna("").astype(str) if "sentence" in frame.columns else counted
        made = given.where(given.str.isdecimal(), counted)  # the output of predict calls it sentence
        frame["sentence_id"] = frame["sentence_id"].where(~lacking, made)
    return frame


def _made_ids(rows: pd.DataFrame) -> list[str]:
    """Make an id for each row of its file's name, its sheet and its number; files of one name are told apart by their folders."""
    stems = {source: Path(source).stem for source in rows["source"].unique()}
    counts = Counter(stems.values())
    named = {
        source: stem if counts[stem] == 1 else Path(source).with_suffix("").as_posix() for source, stem in stems.items()
    }
    sheets = rows[SHEET].fillna("") if SHEET in rows.columns else [""] * len(rows)
    places = zip(rows["source"], sheets, rows["row"], strict=True)
    return ["-".join(filter(None, (named[source], sheet, str(row)))) for source, sheet, row in places]


def _by_article(frame: pd.DataFrame) -> pd.DataFrame:
    """Put the sentences of an article together, by their numbers where each has one of its own: a sentence is read in its article."""
    decimal = frame["sentence_id"].astype(str).str.isdecimal()
    numbers = frame["sentence_id"].where(decimal, -1).astype(float)
    articles = frame.groupby("article_id", sort=False)
    told_apart = articles["sentence_id"].transform("nunique") == articles["sentence_id"].transform("size")
    plain = decimal.groupby(frame["article_id"]).transform("all") & told_apart
    order = np.lexsort((np.arange(len(frame)), numbers.where(plain, 0), articles.ngroup()))
    return frame.iloc[order].reset_index(drop=True)


def weights_of(corpus: pd.DataFrame) -> Array | None:
    """Give how much each sentence counts in learning, shape (sentences,), or None where all count alike."""
    if "weight" not in corpus.columns or (corpus["weight"] == 1).all():
        return None
    return corpus["weight"].to_numpy(dtype=float)


def fingerprint(corpus: pd.DataFrame) -> str:
    """Hash what is learned from: article, text and label of every sentence, in order (SHA-256)."""
    digest = hashlib.sha256()
    for column in ("article_id", "text", "label"):
        for value in corpus[column]:
            digest.update(str(value).encode("utf-8", "surrogatepass") + b"\x00")
    return digest.hexdigest()
