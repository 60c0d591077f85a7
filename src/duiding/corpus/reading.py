"""Labelled sentences from files into one DataFrame."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from duiding.corpus.tables import find_tables, read_table
from duiding.errors import DuidingError

LEADING = ["article_id", "sentence_id", "text", "label"]


def read_corpus(paths: Iterable[str | Path], *, notice: Callable[[str], None] | None = None) -> pd.DataFrame:
    """Read labelled sentences from files and folders.

    Args:
        paths: CSV, TSV, JSONL or Parquet files with the columns text and label, or folders of them. article_id and
            sentence_id are made where they are missing: every row is then an article of its own.
        notice: told about files of a folder that are passed over, because they hold no labelled sentences.

    Returns:
        A row a sentence, with the columns article_id, sentence_id, text, label, source and what else the files carried.

    Raises:
        DuidingError: nothing there, a column is missing, or a cell is empty; file and row are named.

    """
    parts = []
    for path, named in find_tables(Path(path) for path in paths):
        frame = read_table(path)
        missing = [column for column in ("text", "label") if column not in frame.columns]
        if missing and not named:
            if notice:
                notice(f"Passed over {path}: it has no column '{missing[0]}'.")
            continue
        if missing:
            found = ", ".join(map(str, frame.columns))
            raise DuidingError(f"{path} has no column '{missing[0]}': found {found}; expected text and label.")
        parts.append(_complete(frame, path))
    if not parts:
        raise DuidingError("No labelled sentences were found: expected files with the columns text and label.")
    return pd.concat(parts, ignore_index=True).fillna("")


def _complete(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    frame = frame.assign(
        text=[unicodedata.normalize("NFC", " ".join(text.split())) for text in frame["text"]],
        label=frame["label"].str.strip(),
        source=str(path),
    )
    for column in ("text", "label"):
        empty = frame.index[frame[column] == ""]
        if len(empty):
            raise DuidingError(f"{path}, row {empty[0] + 1}: the {column} is empty: fill it in or take the row out.")
    if "article_id" not in frame.columns:
        frame["article_id"] = [f"{path.stem}-{row + 1}" for row in range(len(frame))]
    if "sentence_id" not in frame.columns:
        frame["sentence_id"] = (frame.groupby("article_id", sort=False).cumcount() + 1).astype(str)
    return frame[LEADING + [column for column in frame.columns if column not in LEADING]]
