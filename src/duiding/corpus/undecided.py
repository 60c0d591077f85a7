"""Write down the sentences that are still to be decided."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from duiding.corpus.annotators import Undecided
from duiding.errors import DuidingError, InputError
from duiding.files import WholeFile
from duiding.spreadsheets import harmless
from duiding.tabular import Row, read_table

COLUMNS = ("text", "label", "given", "where", "article_id")


def write_undecided(path: Path, undecided: Sequence[Undecided]) -> None:
    """Write undecided sentences as CSV with an empty column label, to be filled in and read as labelled sentences.

    A file of an earlier call is written over; the labels that a person filled in there are kept, with their sentences.

    Args:
        path: where to.
        undecided: the sentences.

    Raises:
        InputError: something else stands there.
        DuidingError: it can't be written.

    """
    filled = _filled_in(path)
    rows = [filled.pop(one.text, _row(one)) for one in undecided]
    with WholeFile(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in (*rows, *filled.values()):
            writer.writerow(harmless(row[column]) for column in COLUMNS)


def _row(one: Undecided) -> Row:
    where = "; ".join(dict.fromkeys(given.where for given in one.given))
    article = one.given[0].judgement.fields.get("article_id", "")
    return dict(zip(COLUMNS, (one.text, "", one.labels, where, article), strict=True))


def _filled_in(path: Path) -> dict[str, Row]:
    """Give the rows of an earlier file that a person gave a label, by text."""
    if not path.exists() or path.is_dir():
        return {}
    try:
        rows = read_table(path).to_dict("records") if path.stat().st_size else []
    except DuidingError:
        rows = [{}]
    if any(not set(COLUMNS).issubset(row) for row in rows):
        raise InputError(f"{path} is there already and is no list of undecided sentences: give that another name.")
    return {str(row["text"]): {column: str(row[column]) for column in COLUMNS} for row in rows if row["label"].strip()}
