"""Rows of CSV and TSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from duiding.errors import InputError
from duiding.spreadsheets import as_written
from duiding.tabular.cells import visible
from duiding.tabular.headings import heading_among, named

_LONGEST_CELL = 10_000_000  # characters
_SIGNS = ",;\t|"
_TITLE = 10  # lines above a heading at most
_EXCELS = re.compile(r'"?sep=(.)"?\s*')  # the line by which Excel is told the sign


def delimited_rows(file: IO[str], path: Path) -> Iterator[dict[str, str]]:
    """Read rows; cells that a row lacks at its end are empty, empty ones beyond the heading are passed over.

    Args:
        file: the text.
        path: what to call it.

    Raises:
        InputError: a row has more cells than the heading, or quotation marks are not closed; the line is named.

    """
    sign, above = _told_sign(file), 0
    if not sign:
        sign, above = _below_title(file) or (_likely_sign(file, "\t" if path.suffix.lower() == ".tsv" else ","), 0)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=sign, strict=True)
    try:
        heading = named(as_written(visible(name).strip()) for name in next(reader, []))
        for row in reader:
            if row:
                yield _row(heading, row, f"{path}, line {above + reader.line_num}", sign)
    except csv.Error as error:
        raise InputError(f"{path}, line {above + reader.line_num}: {error}: check the quotation marks.") from error


def _row(heading: list[str], cells: list[str], where: str, sign: str) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(heading) :]):
        raise InputError(
            f"{where}: found {len(cells)} fields, expected {len(heading)} ({', '.join(heading)}): put quotation marks around text "
            f"that holds '{sign}'."
        )
    row = dict.fromkeys(heading, "") | dict(zip(heading, map(as_written, cells), strict=False))
    row.pop("", None)
    return row


def _told_sign(file: IO[str]) -> str:
    """Read the sign from Excel's line ``sep=;``, if there is one, and stand behind it."""
    found = _EXCELS.fullmatch(file.readline())
    if not found:
        file.seek(0)
        return ""
    return found[1]


def _below_title(file: IO[str]) -> tuple[str, int] | None:
    """Find the heading below lines that are no part of the table, and stand before it; gives the sign and the number of those lines."""
    lines = [visible(file.readline()) for _ in range(_TITLE)]
    file.seek(0)
    for sign in _SIGNS:
        split = [[cell.strip().strip('"') for cell in line.split(sign)] for line in lines]
        if above := heading_among(split):
            for _ in range(above):
                file.readline()
            return sign, above
    return None


def _likely_sign(file: IO[str], usual: str) -> str:
    """Choose the sign that splits the heading most often, a tab in a TSV; a Dutch spreadsheet saves with semicolons."""
    heading = file.readline()
    file.seek(0)
    if usual == "\t" in heading:
        return usual
    return max(_SIGNS, key=lambda sign: (heading.count(sign), sign == usual))
