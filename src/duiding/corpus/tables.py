"""Read tables of text from CSV, TSV, JSONL and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from duiding.encoding import decode
from duiding.errors import DuidingError

ENDINGS = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")


def find_tables(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Give the files that are named, and those in folders that are named, each with whether it was named itself.

    Raises:
        DuidingError: a path does not exist, or a folder holds no table.

    """
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
            if not inside:
                raise DuidingError(f"Folder {path} holds no data: expected files ending in {', '.join(ENDINGS)}.")
            yield from ((file, False) for file in inside)
        elif path.exists():
            yield path, True
        else:
            raise DuidingError(f"{path} does not exist: check the name.")


def read_table(path: Path) -> pd.DataFrame:
    """Read one file by its ending; every cell is text, an absent one is an empty string.

    Raises:
        DuidingError: the ending is unknown, the file is empty, is not text, or a row can't be read; the row is named.

    """
    suffix = path.suffix.lower()
    if suffix not in ENDINGS:
        raise DuidingError(f"{path} ends in '{suffix}': expected {', '.join(ENDINGS)}.")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DuidingError(f"{path} can't be read ({error.strerror}).") from error
    if not raw.strip():
        raise DuidingError(f"{path} is empty: expected a table with a heading row.")
    if suffix == ".parquet":
        return _read_parquet(path)
    text = decode(raw, str(path)).text
    frame = _from_jsonl(text, path) if suffix in (".jsonl", ".ndjson") else _from_csv(text, path, suffix)
    if frame.empty:
        raise DuidingError(f"{path} has a heading but no rows.")
    return frame


def _from_csv(text: str, path: Path, suffix: str) -> pd.DataFrame:
    delimiter = "\t" if suffix == ".tsv" else _delimiter(text.partition("\n")[0])
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        heading = next(reader)
        for row in reader:
            if not row:
                continue
            if len(row) != len(heading):
                raise DuidingError(
                    f"{path}, line {reader.line_num}: found {len(row)} fields, expected {len(heading)} "
                    f"({', '.join(heading)}): put quotation marks around text that holds '{delimiter}'."
                )
            rows.append(row)
    except csv.Error as error:
        raise DuidingError(f"{path}, line {reader.line_num}: {error}: check the quotation marks.") from error
    return pd.DataFrame(rows, columns=[name.strip() for name in heading], dtype=object)


def _delimiter(heading: str) -> str:
    """Choose the sign that splits the heading most often; a Dutch spreadsheet saves with semicolons."""
    return max(",;\t", key=lambda sign: (heading.count(sign), sign == ","))


def _from_jsonl(text: str, path: Path) -> pd.DataFrame:
    records: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise DuidingError(f"{path}, line {number}: not JSON ({error.msg}): expected one object a line.") from error
        if not isinstance(record, dict):
            raise DuidingError(f"{path}, line {number}: found {type(record).__name__}, expected one object a line.")
        records.append(record)
    return _as_text(pd.DataFrame(records, dtype=object))


def _read_parquet(path: Path) -> pd.DataFrame:
    try:
        return _as_text(pd.read_parquet(path))
    except ImportError as error:
        raise DuidingError("Reading Parquet needs pyarrow: pip install 'duiding[parquet]'.") from error
    except Exception as error:  # pyarrow's errors share no public base
        raise DuidingError(f"{path} is not a Parquet file that can be read: {str(error).splitlines()[0]}.") from error


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    def cell(value: object) -> str:
        if value is None or (isinstance(value, float) and value != value):
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str).strip('"')

    return frame.map(cell).astype(object)
