"""Tables (.csv, .tsv, .jsonl, .parquet) that come in an archive: an article a row."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from duiding.corpus import open_table
from duiding.documents.records import article_from, find_roles
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article


def read(raw: bytes, name: str, where: str, *, ending: str, skip: Any, notice: Any, **more: Any) -> Iterator[Article]:
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
        path = Path(folder) / f"table{'.parquet' if raw.startswith(b'PAR1') else ending.lower()}"
        path.write_bytes(raw)
        try:
            with open_table(path) as table:
                yield from _articles(table.rows, name, where, skip, notice)
        except DuidingError as error:
            raise InputError(str(error).replace(str(path), where)) from error


def _articles(rows: Iterator[dict[str, str]], name: str, where: str, skip: Any, notice: Any) -> Iterator[Article]:
    roles = None
    for number, row in enumerate(rows, 1):
        if roles is None:
            roles = find_roles(row)
            if "text" not in roles.columns:
                raise InputError(f"{where} has no column that holds the text: found {', '.join(row)}.")
            taken = ", ".join(f"{role} in '{column}'" for role, column in roles.columns.items())
            notice(f"{where}: read as a table, an article a row: {taken}.")
        if not roles.get(row, "text").strip():
            skip(f"{where}, row {number} holds no text: expected an article.")
            continue
        yield article_from(row, roles, roles.get(row, "article_id").strip() or f"{name}-{number}")
