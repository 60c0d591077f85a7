"""The rows of a table, or of the sheets of a workbook, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from duiding.errors import InputError
from duiding.tabular import Row, open_table
from duiding.tabular.own import sheets_to_read
from duiding.tabular.workbook import WORKBOOKS, read_sheets
from predict.inputs.sources import Source


class Table(NamedTuple):
    """A table or sheet: what to call it, what the ids that its rows lack begin with, and its rows with their numbers."""

    where: str
    name: str
    rows: Iterator[tuple[int, Row]]


@contextmanager
def tables_of(source: Source, notice: Callable[[str], None]) -> Iterator[list[Table]]:
    """Open a file; gives its table, or one for each sheet that is not hidden.

    Args:
        source: the file.
        notice: told of an encoding that was detected, and of sheets that are left out.

    Raises:
        DuidingError: it can't be read.

    """
    if source.path.suffix.lower() in WORKBOOKS:
        yield _sheets(source, notice)
        return
    with open_table(source.path) as table:
        if table.encoding and table.encoding.guessed:
            notice(f"{source.where}: read as {table.encoding.name}, which was detected.")
        yield [Table(source.where, source.name, enumerate(table.rows, 1))]


def _sheets(source: Source, notice: Callable[[str], None]) -> list[Table]:
    sheets = sheets_to_read(read_sheets(source.path, source.where), source.where, notice)
    for sheet in sheets:
        if sheet.hidden:
            notice(f"{source.where}: sheet {sheet.name} is hidden, so it is left out.")
    shown = [sheet for sheet in sheets if not sheet.hidden]
    if not shown:
        raise InputError(f"{source.where} has no sheet with a heading and rows that is not hidden.")
    if len(shown) == 1:
        return [Table(source.where, source.name, iter(shown[0].rows))]
    return [
        Table(f"{source.where}, sheet {sheet.name}", f"{source.name}-{sheet.name}", iter(sheet.rows)) for sheet in shown
    ]
