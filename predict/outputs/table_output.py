"""Tables of labelled sentences: CSV, JSONL and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

from duiding.prediction import LabelledArticle
from duiding.spreadsheets import harmless
from predict.notes import NO_NOTES, Notes
from predict.outputs.spool import Spool

Row = tuple[Sequence[Any], Mapping[str, str]]


class MakesRows(Protocol):
    """Something that turns labelled articles into rows; ``columns`` gives the type of each of its own cells."""

    columns: dict[str, type]

    def rows(self, labelled: LabelledArticle, notes: Notes) -> Iterator[Row]:
        """Give the rows of an article."""
        ...


class Table:
    """A table ready to be written.

    Args:
        columns: name and type of each.
        rows: a cell a column; None where there is nothing.

    """

    def __init__(self, columns: dict[str, type], rows: Iterator[list[Any]]) -> None:
        self.columns, self.rows = columns, rows


def write_csv(table: Table, file: IO[str]) -> None:
    """Write a table as CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    writer = csv.writer(_LineFeeds(file), lineterminator="\r\n")
    writer.writerow([harmless(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


class _LineFeeds:
    """Ends rows in a line feed; Python before 3.13 quotes a lone carriage return only where it may end a row."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, row: str) -> int:
        return self._file.write(row.removesuffix("\r\n") + "\n")


def write_jsonl(table: Table, file: IO[str]) -> None:
    """Write a table as one JSON object a line."""
    for row in table.rows:
        file.write(json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) + "\n")


def write_parquet(table: Table, file: IO[bytes]) -> None:
    """Write a table as Parquet."""
    from predict.outputs.parquet import write

    write(table.columns, table.rows, file)


TABLES: dict[str, Callable[[Table, IO[Any]], None]] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
}


class TableOutput:
    """Labelled articles as a table.

    Args:
        file: where it goes.
        folder: where rows may wait.
        maker: turns articles into rows.
        write: one of ``TABLES``.

    """

    def __init__(
        self,
        file: IO[Any],
        folder: Path,
        maker: MakesRows,
        write: Callable[[Table, IO[Any]], None],
    ) -> None:
        self._file, self._maker, self._write = file, maker, write
        self._spool = Spool(folder, list(maker.columns))

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one article."""
        for own, carried in self._maker.rows(labelled, notes):
            self._spool.add(own, carried)

    def finish(self) -> None:
        """Write the table, now that all its columns are known."""
        types = {column: self._maker.columns.get(column, str) for column in self._spool.columns}
        self._write(Table(types, self._spool.rows()), self._file)

    def close(self) -> None:
        """Forget the rows."""
        self._spool.close()
