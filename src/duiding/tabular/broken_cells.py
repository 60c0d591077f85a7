"""Cells of an Excel workbook that hold an error, such as #REF!: python-calamine gives them as empty ones."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

_ERROR = (b't="e"', b"t='e'")


class BrokenCell(NamedTuple):
    """A cell with an error; row and column count from 0."""

    sheet: str
    row: int
    column: int
    error: str


def broken_cells(raw: bytes) -> list[BrokenCell]:
    """Find the cells that hold an error, with openpyxl; none where that can't read the workbook.

    Args:
        raw: the workbook's bytes, checked by ``check_extent``.

    """
    if not _has_errors(raw):
        return []
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        return [
            BrokenCell(sheet.title, cell.row - 1, cell.column - 1, str(cell.value))
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "e"
        ]
    except Exception:  # openpyxl raises whatever an unusual part leads to; what is no error has been read without it
        return []


def _has_errors(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/" in name and name.endswith(".xml")]
        return any(sign in content for name in sheets for content in [archive.read(name)] for sign in _ERROR)
