"""The lines of a journal, each with a check of its own."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.prediction import Batch


def record_of(digest: str, rows: Array) -> bytes:
    """Write a batch that is done as a line."""
    cells = base64.b64encode(np.ascontiguousarray(rows, dtype=np.float64).tobytes()).decode()
    record = {"digest": digest, "shape": rows.shape, "rows": cells}
    return json.dumps(record | {"check": check_of(record)}).encode() + b"\n"


def read_records(path: Path) -> Iterator[tuple[Any, int]]:
    """Give the lines of a journal, the heading first, each with the place in the file where it ends, up to one that is damaged."""
    with (
        contextlib.suppress(OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError),
        path.open("rb") as file,
    ):
        end = 0
        for line in file:
            record, first = json.loads(line), not end
            if not first and record["check"] != check_of(record):
                return
            end += len(line)
            yield record, end


def rows_of(record: dict[str, Any]) -> Array | None:
    """Give the figures of a batch; None where they are of no such form."""
    try:
        rows = np.frombuffer(base64.b64decode(record["rows"]), dtype=np.float64).reshape(record["shape"])
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
    return rows if rows.ndim == 2 else None


def check_of(record: dict[str, Any]) -> str:
    """Hash a batch's figures with its digest, so that a damaged one is not taken over."""
    told = json.dumps([record["digest"], record["shape"], record["rows"]])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def digest_of(batch: Batch) -> str:
    """Hash the sentences of a batch and the article of each."""
    texts, groups = batch
    joined = "\x00".join([*texts, *map(str, groups)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
