"""Workbooks of Excel before 2007 (.xls), with xlrd: python-calamine aborts on damaged ones."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from duiding.errors import DuidingError, InputError

_EMPTY, _DATE, _ERROR = (0, 6), 3, 5  # kinds of cells


def old_sheets(raw: bytes, source: str) -> Iterator[tuple[str, bool, list[list[Any]]]]:
    """Give name, whether it is hidden, and rows of each sheet.

    Args:
        raw: the workbook's bytes.
        source: what to call it.

    Raises:
        DuidingError: xlrd is not installed.
        InputError: the file is damaged.

    """
    try:
        import xlrd
    except ImportError as error:
        raise DuidingError("Reading .xls needs xlrd: pip install 'duiding[excel]'.") from error
    try:
        book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO())
        for sheet in book.sheets():
            yield (
                sheet.name,
                bool(sheet.visibility),
                [[_value(cell, book.datemode) for cell in row] for row in sheet.get_rows()],
            )
    except Exception as error:  # xlrd raises whatever a damaged record leads to
        raise InputError(f"{source} is not a workbook that can be read: it is damaged or locked.") from error


def _value(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype in _EMPTY:
        return ""
    if cell.ctype == _ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype != _DATE:
        return cell.value
    try:
        moment = xlrd.xldate_as_datetime(cell.value, datemode)
    except (ValueError, OverflowError):
        return cell.value
    return moment.date() if moment.time() == moment.min.time() else moment
