"""The rows of a table or a workbook, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from duiding.tabular import Row, open_table
from duiding.tabular.workbook import WORKBOOKS, read_sheets
from predict.inputs.sources import Source


@contextmanager
def rows_of(source: Source, notice: Callable[[str], None]) -> Iterator[Iterator[tuple[int, Row]]]:
    """Open a table; gives its rows with their numbers.

    Args:
        source: the file.
        notice: told of an encoding that was detected, and of sheets that are left out.

    Raises:
        DuidingError: it can't be read.

    """
    if source.path.suffix.lower() in WORKBOOKS:
        yield _of_sheets(source, notice)
        return
    with open_table(source.path) as table:
        if table.encoding and table.encoding.guessed:
            notice(f"{source.where}: read as {table.encoding.name}, which was detected.")
        yield enumerate(table.rows, 1)


def _of_sheets(source: Source, notice: Callable[[str], None]) -> Iterator[tuple[int, Row]]:
    for sheet in read_sheets(source.path, source.where):
        if sheet.hidden:
            notice(f"{source.where}: sheet {sheet.name} is hidden, so it is left out.")
        else:
            yield from sheet.rows
