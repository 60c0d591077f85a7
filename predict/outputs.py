"""Write labelled sentences to a file by its ending, whole or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

from duiding.errors import DuidingError
from duiding.files import WholeFile, check_free

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Rows(Protocol):
    """Something that takes rows one by one."""

    def write(self, row: Sequence[Any]) -> None:
        """Add a row."""
        ...


class CsvRows:
    """Rows as CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it."""

    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(columns)

    def write(self, row: Sequence[Any]) -> None:
        """Add a row."""
        self._writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


class JsonlRows:
    """Rows as one JSON object a line."""

    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self._file, self._columns = file, columns

    def write(self, row: Sequence[Any]) -> None:
        """Add a row."""
        self._file.write(json.dumps(dict(zip(self._columns, row, strict=True)), ensure_ascii=False) + "\n")


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula (OWASP, CSV injection).

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


WRITERS: dict[str, Callable[[IO[str], Sequence[str]], Rows]] = {".csv": CsvRows, ".jsonl": JsonlRows}


def open_output(path: Path, force: bool) -> WholeFile:
    """Begin an output file.

    Raises:
        DuidingError: its ending is unknown, it exists and ``force`` is not given, or it can't be written.

    """
    if path.suffix.lower() not in WRITERS:
        raise DuidingError(f"{path} ends in '{path.suffix}': expected {' or '.join(WRITERS)}.")
    check_free(path, force)
    return WholeFile(path)


def rows_for(path: Path, file: IO[str], columns: Sequence[str]) -> Rows:
    """Give the writer for a file by its ending."""
    return WRITERS[path.suffix.lower()](file, columns)
