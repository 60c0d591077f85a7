"""Write down the sentences that are still to be decided."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from duiding.corpus.annotators import Undecided
from duiding.files import write_whole
from duiding.spreadsheets import harmless

COLUMNS = ("text", "label", "given", "where", "article_id")


def write_undecided(path: Path, undecided: Sequence[Undecided]) -> Path:
    """Write undecided sentences as CSV with an empty column label, to be filled in and read as labelled sentences.

    Args:
        path: where to. If something else stands there already, maybe filled in, a free name beside it is taken.
        undecided: the sentences.

    Returns:
        Where it was written.

    Raises:
        DuidingError: it can't be written.

    """
    content = _content(undecided)
    for free in _names(path):
        if not free.exists():
            write_whole(free, content)
            return free
        if free.is_file() and free.read_bytes() == content.encode("utf-8", "surrogatepass"):
            return free
    raise AssertionError  # there is no last name


def _content(undecided: Sequence[Undecided]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in undecided:
        where = "; ".join(dict.fromkeys(given.where for given in one.given))
        article = one.given[0].judgement.fields.get("article_id", "")
        writer.writerow(map(harmless, (one.text, "", one.labels, where, article)))
    return file.getvalue()


def _names(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_stem(f"{path.stem}-{number}")
        number += 1
