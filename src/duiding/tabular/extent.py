"""How far out the last cell of a sheet stands, found before a workbook is read: the reader makes room for all cells up to it."""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from duiding.compressed import DAMAGED, check_archive
from duiding.errors import InputError

MOST_CELLS = 5_000_000  # of a sheet, empty ones up to its last one counted in
LARGEST_UNPACKED = 200_000_000  # bytes
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")


def check_extent(raw: bytes, source: str) -> None:
    """See that a workbook is whole, and its sheets fit in memory.

    Args:
        raw: the workbook's bytes, a ZIP archive.
        source: what to call it.

    Raises:
        InputError: it is damaged, unpacks to too much, or has a cell too far out.

    """
    members = check_archive(raw, source)
    if (size := sum(member.file_size for member in members)) > LARGEST_UNPACKED:
        raise InputError(
            f"{source} unpacks to {size / 1e6:,.0f} MB, more than {LARGEST_UNPACKED / 1e6:,.0f}: save it as CSV."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for member in members:  # all of them: one that is longer than it says is damaged
                _check_part(member.filename.lstrip("/").replace("\\", "/"), archive.read(member), source)
    except InputError:
        raise
    except DAMAGED as error:
        raise InputError(f"{source} is not a workbook that can be read: it is damaged or locked.") from error


def _check_part(name: str, content: bytes, source: str) -> None:
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        cells = _cells_of_excel(content)
    elif name == "content.xml":
        cells = _cells_of_opendocument(content, source)
    else:
        return
    if cells > MOST_CELLS:
        raise InputError(
            f"{source} has a sheet of {cells:,} cells up to the last that is filled, more than {MOST_CELLS:,}: "
            "clear what is far out, or save it as CSV."
        )


def _cells_of_excel(content: bytes) -> int:
    """Count the cells of a sheet up to the last row and column that it names."""
    rows = columns = 1
    for found in _PLACE.finditer(content):
        rows = max(rows, int(found[2]))
        columns = max(columns, _column(found[1]))
    return rows * columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _cells_of_opendocument(content: bytes, source: str) -> int:
    """Count the cells of the largest sheet up to its last filled row and column; a row or cell may say how often it is repeated."""
    sheets = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = sheets.start, sheets.end
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise InputError(f"{source} is not a workbook that can be read: it is damaged.") from error
    return sheets.largest


class _Sheets:
    """Follows the rows and cells of an OpenDocument file."""

    def __init__(self) -> None:
        self.largest = 0
        self._rows = self._last_row = self._width = 0
        self._again = self._columns = self._last_column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        repeated = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if tag == "table":
            self._rows = self._last_row = self._width = 0
        elif tag == "table-row":
            self._again = int(repeated.get("number-rows-repeated", 1))
            self._columns = self._last_column = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._columns += int(repeated.get("number-columns-repeated", 1))
            if "value-type" in repeated:
                self._last_column = self._columns
        elif tag == "p":
            self._last_column = self._columns

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "table-row":
            self._rows += self._again
            if self._last_column:
                self._last_row, self._width = self._rows, max(self._width, self._last_column)
        elif tag == "table":
            self.largest = max(self.largest, self._last_row * self._width)
