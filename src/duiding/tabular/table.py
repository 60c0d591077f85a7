"""Read a table of text by its ending, row by row or whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duiding.encoding import Encoding, open_text
from duiding.errors import DuidingError, InputError
from duiding.signatures import READ, signature_of
from duiding.tabular.delimited import delimited_rows
from duiding.tabular.jsonl import jsonl_rows
from duiding.tabular.parquet import parquet_rows

if TYPE_CHECKING:
    import pandas as pd


ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")

Row = dict[str, str]


class Rows(NamedTuple):
    """The rows of a table as they come, each cell as text; ``encoding`` is None where the format settles it."""

    rows: Iterator[Row]
    encoding: Encoding | None


@contextmanager
def open_table(path: Path) -> Iterator[Rows]:
    """Open one file by its ending; every cell is text, an absent one is an empty string.

    Raises:
        DuidingError: the ending is unknown, the file is empty, is not text, or (while reading on) a row can't be read; the row is named.

    """
    suffix = path.suffix.lower()
    if suffix not in ENDINGS:
        ending = f"ends in '{suffix}'" if suffix else "has no ending"
        raise InputError(f"{path} {ending}: expected {', '.join(ENDINGS)}.")
    _check_filled(path)
    if (found := signature_of(path)) not in (None, "tables"):
        raise InputError(f"{path} is {READ.get(found, found)}, and not the table that its name says.")
    if suffix == ".parquet":
        yield Rows(parquet_rows(path), None)
        return
    read = jsonl_rows if suffix in (".jsonl", ".ndjson") else delimited_rows
    with open_text(path, str(path)) as (file, encoding):
        yield Rows(read(file, path), encoding)


def read_table(path: Path) -> pd.DataFrame:
    """Read one file by its ending; every cell is text, an absent one is an empty string.

    Raises:
        DuidingError: the ending is unknown, the file is empty, is not text, or a row can't be read; the row is named.

    """
    import pandas as pd  # takes long to import, and most runs label without it

    with open_table(path) as table:
        rows = list(table.rows)
    if not rows:
        raise InputError("%(source)s has a heading but no rows.", source=path)
    return pd.DataFrame(rows, dtype=object).fillna("")


def _check_filled(path: Path) -> None:
    try:
        with path.open("rb") as file:
            filled = any(block.strip() for block in iter(lambda: file.read(1 << 16), b""))
    except OSError as error:
        raise DuidingError("%(path)s can't be read (%(reason)s).", path=path, reason=error.strerror) from error
    if not filled:
        raise InputError("%(path)s is empty: expected a table with a heading row.", path=path)
