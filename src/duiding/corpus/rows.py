"""Read tables of text row by row, from CSV, TSV, JSONL and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from duiding.encoding import Encoding, open_text
from duiding.errors import DuidingError
from duiding.spreadsheets import as_written

ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_LONGEST_CELL = 10_000_000  # characters
_BATCH = 1000  # rows of a Parquet file held at a time

Row = dict[str, str]


class Rows(NamedTuple):
    """The rows of a table as they come, each cell as text; ``encoding`` is None where the format settles it."""

    rows: Iterator[Row]
    encoding: Encoding | None


@contextmanager
def open_table(path: Path) -> Iterator[Rows]:
    """Open one file by its ending; every cell is text, an absent one is an empty string.

    Raises:
        DuidingError: the ending is unknown, the file is empty, is not text, or (while reading on) a row can't be read; the row is named.

    """
    suffix = path.suffix.lower()
    if suffix not in ENDINGS:
        raise DuidingError(f"{path} ends in '{suffix}': expected {', '.join(ENDINGS)}.")
    _check_filled(path)
    if suffix == ".parquet":
        yield Rows(_parquet_rows(path), None)
        return
    read = _jsonl_rows if suffix in (".jsonl", ".ndjson") else _csv_rows
    with open_text(path, str(path)) as (file, encoding):
        yield Rows(read(file, path), encoding)


def _check_filled(path: Path) -> None:
    try:
        with path.open("rb") as file:
            filled = any(block.strip() for block in iter(lambda: file.read(1 << 16), b""))
    except OSError as error:
        raise DuidingError(f"{path} can't be read ({error.strerror}).") from error
    if not filled:
        raise DuidingError(f"{path} is empty: expected a table with a heading row.")


def _csv_rows(file: IO[str], path: Path) -> Iterator[Row]:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(file)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        heading = [as_written(name.strip()) for name in next(reader, [])]
        for row in reader:
            if not row:
                continue
            if len(row) != len(heading):
                raise DuidingError(
                    f"{path}, line {reader.line_num}: found {len(row)} fields, expected {len(heading)} "
                    f"({', '.join(heading)}): put quotation marks around text that holds '{delimiter}'."
                )
            yield dict(zip(heading, map(as_written, row), strict=True))
    except csv.Error as error:
        raise DuidingError(f"{path}, line {reader.line_num}: {error}: check the quotation marks.") from error


def _delimiter(file: IO[str]) -> str:
    """Choose the sign that splits the heading most often; a Dutch spreadsheet saves with semicolons."""
    heading = file.readline()
    file.seek(0)
    return max(",;\t", key=lambda sign: (heading.count(sign), sign == ","))


def _jsonl_rows(file: IO[str], path: Path) -> Iterator[Row]:
    return map(as_row, jsonl_records(file, path))


def jsonl_records(file: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    """Read one JSON object a line.

    Raises:
        DuidingError: a line is not JSON, or not an object; the line is named.

    """
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            reason = getattr(error, "msg", "nested too deeply")
            raise DuidingError(f"{path}, line {number}: not JSON ({reason}): expected one object a line.") from error
        if not isinstance(record, dict):
            raise DuidingError(f"{path}, line {number}: found {type(record).__name__}, expected one object a line.")
        yield record


def as_row(record: Mapping[str, Any]) -> Row:
    """Make every value of a JSON object text; an absent one is an empty string."""
    return {str(name): _as_text(value) for name, value in record.items()}


def _lines(file: IO[str]) -> Iterator[str]:
    """Give lines that end in a line feed; a lone carriage return or U+2028 inside a line is part of it."""
    rest = ""
    while block := file.read(1 << 16):
        *whole, rest = (rest + block).split("\n")
        yield from whole
    yield rest


def _parquet_rows(path: Path) -> Iterator[Row]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise DuidingError("Reading Parquet needs pyarrow: pip install 'duiding[parquet]'.") from error
    for batch in _told(path, lambda: parquet.ParquetFile(path).iter_batches(_BATCH)):
        for record in batch.to_pylist():
            yield as_row(record)


def _told(path: Path, batches: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    try:
        yield from batches()
    except Exception as error:  # pyarrow's errors share no public base
        reason = (str(error).splitlines() or ["damaged"])[0].rstrip(".")
        raise DuidingError(f"{path} is not a Parquet file that can be read: {reason}.") from error


def _as_text(value: object) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')
