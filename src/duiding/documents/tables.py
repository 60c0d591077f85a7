"""Tables (.csv, .tsv, .jsonl, .parquet) that come in an archive: an article a row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from duiding.documents.article import Tell
from duiding.documents.records import articles_from
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article
from duiding.tabular import ENDINGS, open_table


def read(raw: bytes, name: str, where: str, *, ending: str, skip: Tell, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a table; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: what the ids of its articles begin with.
        where: what to call it in an error.
        ending: of its name, which tells what kind of table it is.
        skip: told of rows without text.
        notice: told what it was read as.
        more: what other readers need.

    """
    with tempfile.TemporaryDirectory() as folder:
        ending = ending.lower() if ending.lower() in ENDINGS else ".csv"
        path = Path(folder) / f"table{'.parquet' if raw.startswith(b'PAR1') else ending}"
        path.write_bytes(raw)
        try:
            with open_table(path) as table:
                yield from articles_from(enumerate(table.rows, 1), name, where, skip=skip, notice=notice)
        except DuidingError as error:
            raise InputError(str(error).replace(str(path), where)) from error
