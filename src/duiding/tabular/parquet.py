"""Rows of Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from duiding.errors import DuidingError, InputError
from duiding.tabular.jsonl import as_row

_BATCH = 1000  # rows held at a time


def parquet_rows(path: Path) -> Iterator[dict[str, str]]:
    """Read rows, each value as text.

    Raises:
        DuidingError: pyarrow is not installed, or the file can't be read.

    """
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise DuidingError("Reading Parquet needs pyarrow: pip install 'duiding[parquet]'.") from error

    def batches() -> Iterator[list[dict[str, Any]]]:
        return (batch.to_pylist() for batch in parquet.ParquetFile(path).iter_batches(_BATCH))

    for records in _told(path, batches):
        yield from map(as_row, records)


def _told(path: Path, batches: Callable[[], Iterable[list[dict[str, Any]]]]) -> Iterator[list[dict[str, Any]]]:
    try:
        yield from batches()
    except Exception as error:  # pyarrow's errors share no public base
        reason = (str(error).splitlines() or ["damaged"])[0].rstrip(".")
        raise InputError(f"{path} is not a Parquet file that can be read: {reason}.") from error
