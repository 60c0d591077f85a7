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
    for batch in _told(path, lambda: parquet.ParquetFile(path).iter_batches(_BATCH)):
        for record in batch.to_pylist():
            yield as_row(record)


def _told(path: Path, batches: Callable[[], Iterable[Any]]) -> Iterator[Any]:
    try:
        yield from batches()
    except Exception as error:  # pyarrow's errors share no public base
        reason = (str(error).splitlines() or ["damaged"])[0].rstrip(".")
        raise InputError(f"{path} is not a Parquet file that can be read: {reason}.") from error
