"""Parquet files, written a group of rows at a time."""

from __future__ import annotations

import json
from itertools import islice
from typing import IO, Any

from predict.outputs.table import Table

_GROUP = 20_000  # rows


def write(table: Table, file: IO[bytes]) -> None:
    """Write a table; what made it stands in the metadata of its schema, under ``duiding``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in table.columns.items()])
    if table.about:
        schema = schema.with_metadata({"duiding": json.dumps(table.about, ensure_ascii=False)})
    with pq.ParquetWriter(file, schema) as writer:
        while group := list(islice(table.rows, _GROUP)):
            arrays = [
                pa.array([_whole(cell) for cell in column], type=field.type)
                for column, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _whole(cell: Any) -> Any:
    """Replace halves of a surrogate pair, which JSON can hold and Parquet's UTF-8 can't."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) and not cell.isascii() else cell
