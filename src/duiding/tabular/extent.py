"""How far out the last cell of a sheet stands, found before a workbook is read: the reader makes room for all cells up to it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from duiding.compressed import check_archive
from duiding.errors import InputError

_MOST_CELLS = 5_000_000  # of a sheet, as far as its last cell
_SHEET = re.compile(r"xl/worksheets/.*\.xml|content\.xml")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_REPEATED = re.compile(rb"number-(?:columns|rows)-repeated=[\"'](\d{5,})[\"'][^>]*>\s*<(?:\w+:)?p\b")


def check_extent(raw: bytes, source: str) -> None:
    """See that the sheets of a workbook fit in memory.

    Args:
        raw: the workbook's bytes, a ZIP archive.
        source: what to call it.

    Raises:
        InputError: they do not, or the file is damaged.

    """
    members = check_archive(raw, source)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            sheets = [member for member in members if _SHEET.fullmatch(member.filename)]
            if any(_extent(archive.read(sheet)) > _MOST_CELLS for sheet in sheets):
                raise InputError(f"{source} has a sheet of more than {_MOST_CELLS:,} cells, as far as its last one.")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError) as error:
        raise InputError(f"{source} is not a workbook that can be read: it is damaged or locked.") from error


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
