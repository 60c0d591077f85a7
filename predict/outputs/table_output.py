"""Labelled articles as a table in one of the formats of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes
from predict.outputs.about import about
from predict.outputs.delimited import write_csv, write_json, write_jsonl
from predict.outputs.spool import Spool
from predict.outputs.table import Table

Row = tuple[Sequence[Any], Mapping[str, str]]


class MakesRows(Protocol):
    """Something that turns labelled articles into rows; ``columns`` gives the type of each of its own cells, ``name`` what a row is."""

    columns: dict[str, type]
    name: str

    def rows(self, labelled: LabelledArticle, notes: Notes) -> Iterator[Row]:
        """Give the rows of an article."""
        ...


def write_parquet(table: Table, file: IO[bytes]) -> None:
    """Write a table as Parquet."""
    from predict.outputs.parquet import write

    write(table, file)


def write_sav(table: Table, file: IO[bytes]) -> None:
    """Write a table for SPSS."""
    from predict.outputs import statistics

    statistics.write_sav(table, file)


def write_dta(table: Table, file: IO[bytes]) -> None:
    """Write a table for Stata."""
    from predict.outputs import statistics

    statistics.write_dta(table, file)


TABLES: dict[str, Callable[[Table, IO[Any]], None]] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".json": write_json,
    ".parquet": write_parquet,
    ".sav": write_sav,
    ".dta": write_dta,
}
BYTES = (".parquet", ".sav", ".dta")
WITHOUT_ROOM = (".csv", ".jsonl", ".dta")  # for what made them, which then stands in a file beside


class TableOutput:
    """Labelled articles as a table.

    Args:
        file: where it goes.
        folder: where rows may wait.
        maker: turns articles into rows.
        write: one of ``TABLES``.
        label_set: what is known of the model's labels.
        facts: gives, once all is labelled, what is known of the whole run.

    """

    chooses = False

    def __init__(
        self,
        file: IO[Any],
        folder: Path,
        maker: MakesRows,
        write: Callable[[Table, IO[Any]], None],
        label_set: LabelSet,
        facts: Callable[[], Facts] = Facts,
    ) -> None:
        self._file, self._maker, self._write = file, maker, write
        self._label_set, self._facts = label_set, facts
        self._spool = Spool(folder, list(maker.columns))

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one article."""
        for own, carried in self._maker.rows(labelled, notes):
            self._spool.add(own, carried)

    def finish(self) -> None:
        """Write the table, now that all its columns are known."""
        types = {column: self._maker.columns.get(column, str) for column in self._spool.columns}
        told = about(self._facts(), self._label_set)
        table = Table(
            types,
            self._spool.rows(),
            kinds=self._spool.carried(),
            about=told,
            label_set=self._label_set,
            name=self._maker.name,
        )
        self._write(table, self._file)

    def close(self) -> None:
        """Forget the rows."""
        self._spool.close()
