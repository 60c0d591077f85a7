"""Workbooks of Excel before 2007 (.xls), with xlrd: python-calamine aborts on damaged ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from duiding.errors import DuidingError, InputError

_EMPTY, _DATE, _ERROR = (0, 6), 3, 5  # kinds of cells


def old_sheets_of(
    raw: bytes, where: str, notice: Callable[[str], None]
) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    """Give the name and the rows of each sheet that is not hidden.

    Args:
        raw: the workbook's bytes.
        where: what to call it in an error.
        notice: told of sheets that are left out.

    Raises:
        DuidingError: xlrd is not installed.
        InputError: the file is damaged.

    """
    try:
        import xlrd
    except ImportError as error:
        raise DuidingError("Reading .xls needs xlrd: pip install 'duiding[documents]'.") from error
    try:
        book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO())
    except Exception as error:  # xlrd raises whatever a damaged record leads to
        raise InputError(f"{where} is a workbook that can't be read: it is damaged or locked.") from error
    for sheet in book.sheets():
        if sheet.visibility:
            notice(f"{where}: sheet {sheet.name} is hidden, so it is left out.")
            continue
        yield sheet.name, [[_value(cell, book.datemode) for cell in row] for row in sheet.get_rows()]


def _value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype in _EMPTY or cell.ctype == _ERROR:
        return ""
    if cell.ctype != _DATE:
        return cell.value
    try:
        moment = xlrd.xldate_as_datetime(cell.value, datemode)
    except (ValueError, OverflowError):
        return cell.value
    return moment.date() if moment.time() == moment.min.time() else moment
