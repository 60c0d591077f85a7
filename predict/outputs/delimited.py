"""CSV, as R and Python read it and as a Dutch Excel opens it, and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import IO, Any

from duiding.spreadsheets import harmless
from predict.outputs.table import Table


def write_csv(table: Table, file: IO[str]) -> None:
    """Write a table as CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    _write(table, file, ",", lambda cell: cell)


def write_dutch_csv(table: Table, file: IO[str]) -> None:
    """Write a table as a Dutch Excel opens it: a byte order mark, semicolons, decimal commas."""
    file.write("\ufeff")
    _write(table, file, ";", _in_dutch)


def write_jsonl(table: Table, file: IO[str]) -> None:
    """Write a table as one JSON object a line."""
    for row in table.rows:
        file.write(json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) + "\n")


def write_json(table: Table, file: IO[str]) -> None:
    """Write one JSON object: what made the table under ``about``, its rows under the name of the table."""
    file.write(f'{{"about": {json.dumps(table.about, ensure_ascii=False)},\n"{table.name}": [')
    for number, row in enumerate(table.rows):
        cells = json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False)
        file.write(f"{',' if number else ''}\n{cells}")
    file.write("\n]}\n")


def _write(table: Table, file: IO[str], sign: str, spell: Callable[[Any], Any]) -> None:
    writer = csv.writer(_LineFeeds(file), lineterminator="\r\n", delimiter=sign)
    writer.writerow([harmless(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else spell(cell) for cell in row])


def _in_dutch(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "WAAR" if cell else "ONWAAR"
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


class _LineFeeds:
    """Ends rows in a line feed; Python before 3.13 quotes a lone carriage return only where it may end a row."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, row: str) -> int:
        return self._file.write(row.removesuffix("\r\n") + "\n")
