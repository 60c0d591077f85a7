"""Workbooks (.xlsx, .ods with python-calamine, .xls with xlrd): an article a row, the sheets that are not hidden."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from duiding.documents.bounds import check_archive
from duiding.documents.old_workbooks import old_sheets_of
from duiding.documents.records import article_from, find_roles
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article

_MOST_CELLS = 5_000_000  # of a sheet, as far as its last cell
_SHEET = re.compile(r"xl/worksheets/.*\.xml|content\.xml")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated=\"(\d{5,})\"[^>]*>\s*<text:p")


def read(raw: bytes, name: str, where: str, *, skip: Any, notice: Any, **more: Any) -> Iterator[Article]:
    """Read a workbook; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: what the ids of its articles begin with.
        where: what to call it in an error.
        skip: told of rows without text.
        notice: told what it was read as.
        more: what other readers need.

    """
    for sheet, rows in sheets_of(raw, where, notice):
        if len(rows) < 2:
            continue
        heading = [_as_text(cell) for cell in rows[0]]
        roles = find_roles(filter(None, heading))
        if "text" not in roles.columns:
            found = ", ".join(filter(None, heading))
            skip(f"{where}, sheet {sheet} has no column that holds the text: found {found}.")
            continue
        taken = ", ".join(f"{role} in '{column}'" for role, column in roles.columns.items())
        notice(f"{where}: read as a workbook, sheet {sheet}, an article a row: {taken}.")
        for number, cells in enumerate(rows[1:], 2):
            row = dict(zip(heading, map(_as_text, cells), strict=False))
            if not any(row.values()):
                continue
            if not roles.get(row, "text").strip():
                skip(f"{where}, sheet {sheet}, row {number} holds no text: expected an article.")
                continue
            yield article_from(row, roles, roles.get(row, "article_id").strip() or f"{name}-{number}")


def sheets_of(raw: bytes, where: str, notice: Any) -> Iterator[tuple[str, Sequence[Sequence[Any]]]]:
    """Give the name and the rows of each sheet that is not hidden.

    Args:
        raw: the workbook's bytes.
        where: what to call it in an error.
        notice: told of sheets that are left out.

    Raises:
        DuidingError: python-calamine is not installed.
        InputError: the file is damaged, or a sheet is too large.

    """
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise DuidingError("Reading workbooks needs python-calamine: pip install 'duiding[documents]'.") from error
    if not raw.startswith(b"PK"):
        yield from old_sheets_of(raw, where, notice)
        return
    _check_extent(raw, where)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible != calamine.SheetVisibleEnum.Visible:
                    notice(f"{where}: sheet {sheet.name} is hidden, so it is left out.")
                    continue
                yield sheet.name, _filled(book.get_sheet_by_name(sheet.name))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise InputError(f"{where} is a workbook that can't be read: it is damaged or locked.") from error


def _filled(sheet: Any) -> list[list[Any]]:
    """Give the rows of a sheet; what merged cells hold stands in each of them."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)
    for (first, begin), (last, end) in sheet.merged_cell_ranges or ():
        for row in range(first - top, min(last - top + 1, len(rows))):
            for column in range(begin - left, min(end - left + 1, len(rows[row]))):
                rows[row][column] = rows[first - top][begin - left]
    return rows


def _check_extent(raw: bytes, where: str) -> None:
    """See that the last cell of each sheet is not so far out that the sheet would not fit in memory."""
    members = check_archive(raw, where)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            sheets = [member for member in members if _SHEET.fullmatch(member.filename)]
            if any(_extent(archive.read(sheet)) > _MOST_CELLS for sheet in sheets):
                raise InputError(f"{where} has a sheet of more than {_MOST_CELLS:,} cells, as far as its last one.")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError) as error:
        raise InputError(f"{where} is a workbook that can't be read: it is damaged or locked.") from error


def _extent(sheet: bytes) -> int:
    """Give the number of cells from the first to the last that holds something."""
    columns = rows = 0
    for found in _CELL.finditer(sheet):
        columns = max(columns, _column(found[1]))
        rows = max(rows, int(found[2]))
    repeated = max((int(found[1]) for found in _REPEATED.finditer(sheet)), default=0)
    return max(columns * rows, repeated * 1000)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _as_text(cell: Any) -> str:
    """Make a cell text: a whole number without a point, a date as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""
