"""Sheets of Excel and OpenDocument workbooks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from duiding.errors import DuidingError, InputError
from duiding.tabular.broken_cells import BrokenCell, broken_cells
from duiding.tabular.cells import visible
from duiding.tabular.extent import check_extent
from duiding.tabular.headings import heading_among, named
from duiding.tabular.old_workbook import old_sheets

_OLD = b"\xd0\xcf\x11\xe0"  # how .xls begins, whose damaged files make python-calamine abort
_TITLE = 20  # rows above a heading at most
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


class Sheet(NamedTuple):
    """A sheet with its rows below the heading, each with the number by which the spreadsheet calls it."""

    name: str
    hidden: bool
    rows: list[tuple[int, dict[str, str]]]


def read_sheets(workbook: Path | bytes, source: str) -> list[Sheet]:
    """Read all sheets that have a heading and a row below it; merged cells of a column all hold what the first does.

    Args:
        workbook: the file, or its bytes.
        source: what to call it.

    Raises:
        DuidingError: python-calamine or xlrd is not installed.
        InputError: the file can't be read, or has more cells than fit in memory.

    """
    try:
        raw = workbook if isinstance(workbook, bytes) else workbook.read_bytes()
    except OSError as error:
        raise InputError("%(path)s can't be read (%(reason)s).", path=source, reason=error.strerror) from error
    if not raw.startswith((_OLD, b"PK")):
        raise InputError(f"{source} is not a workbook that can be read: it holds something else.")
    read = old_sheets if raw.startswith(_OLD) else _sheets
    sheets = [Sheet(name, hidden, list(_rows(cells))) for name, hidden, cells in read(raw, source)]
    return [sheet for sheet in sheets if sheet.rows]


def _sheets(raw: bytes, source: str) -> Iterator[tuple[str, bool, list[list[Any]]]]:
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise DuidingError("Reading spreadsheets needs python-calamine: pip install 'duiding[excel]'.") from error
    check_extent(raw, source)
    broken = broken_cells(raw)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for about in book.sheets_metadata:
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(about.name)
                cells = sheet.to_python(skip_empty_area=False)
                _fill_broken(cells, [one for one in broken if one.sheet == about.name])
                _fill_merged(cells, sheet.merged_cell_ranges or [])
                yield about.name, about.visible != calamine.SheetVisibleEnum.Visible, cells
    except (OSError, ValueError, calamine.CalamineError, calamine.ZipError, calamine.XmlError) as error:
        reason = (str(error).splitlines() or ["damaged"])[0].rstrip(".")
        raise InputError(f"{source} is not a workbook that can be read: {reason}.") from error


def _fill_broken(cells: list[list[Any]], broken: list[BrokenCell]) -> None:
    for one in broken:
        if one.row < len(cells) and one.column < len(cells[one.row]) and cells[one.row][one.column] == "":
            cells[one.row][one.column] = one.error


def _fill_merged(cells: list[list[Any]], ranges: list[Any]) -> None:
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(cells))):
            cells[row][left] = cells[top][left]


def _rows(cells: list[list[Any]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows below the heading that are not empty; the heading stands below any title."""
    texts_of = (
        (number, [_as_text(cell) for cell in row])
        for number, row in enumerate(cells, 1)
        if any(cell != "" for cell in row)
    )
    filled = [(number, texts) for number, texts in texts_of if any(map(str.strip, texts))]
    top = heading_among([[visible(cell) for cell in texts] for _, texts in filled[:_TITLE]])
    if top is None:
        top = next((i for i, (_, texts) in enumerate(filled) if sum(map(bool, map(str.strip, texts))) > 1), 0)
    if filled:
        heading = named(visible(text).strip() for text in filled[top][1])
        for number, texts in filled[top + 1 :]:
            yield number, {name: text for name, text in zip(heading, texts, strict=False) if name}


def _as_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
