"""Sheets of Excel and OpenDocument workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from duiding.errors import DuidingError, InputError
from duiding.tabular.cells import visible
from duiding.tabular.headings import named

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


class Sheet(NamedTuple):
    """A sheet with its rows below the heading, each with the number by which the spreadsheet calls it."""

    name: str
    hidden: bool
    rows: list[tuple[int, dict[str, str]]]


def read_sheets(path: Path, source: str) -> list[Sheet]:
    """Read all sheets that have a heading and a row below it; merged cells of a column all hold what the first does.

    Args:
        path: the workbook.
        source: what to call it.

    Raises:
        DuidingError: python-calamine is not installed, or the file can't be read.

    """
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise DuidingError("Reading spreadsheets needs python-calamine: pip install 'duiding[excel]'.") from error
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        sheets = []
        for about in book.sheets_metadata:
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(about.name)
                cells = sheet.to_python(skip_empty_area=False)
                _fill_merged(cells, sheet.merged_cell_ranges or [])
                rows = list(_rows(cells))
                sheets.append(Sheet(about.name, about.visible != calamine.SheetVisibleEnum.Visible, rows))
    except (OSError, calamine.CalamineError, calamine.ZipError, calamine.XmlError) as error:
        reason = (str(error).splitlines() or ["damaged"])[0].rstrip(".")
        raise InputError(f"{source} is not a workbook that can be read: {reason}.") from error
    return [sheet for sheet in sheets if sheet.rows]


def _fill_merged(cells: list[list[Any]], ranges: list[Any]) -> None:
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(cells))):
            cells[row][left] = cells[top][left]


def _rows(cells: list[list[Any]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows below the first that is not empty, without empty ones."""
    heading: list[str] = []
    for number, row in enumerate(cells, 1):
        texts = [_as_text(cell) for cell in row]
        if not any(text.strip() for text in texts):
            continue
        if not heading:
            heading = named(visible(text).strip() for text in texts)
            continue
        yield number, {name: text for name, text in zip(heading, texts, strict=True) if name}


def _as_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
