"""A batch as CSV."""

from __future__ import annotations

import csv
from typing import IO

from duiding.spreadsheets import harmless
from predict.labelling.items import LabellingBatch


def write_table(batch: LabellingBatch, file: IO[str]) -> None:
    """Write a row a sentence with an empty column label.

    Text that a spreadsheet would run as a formula gets an apostrophe before it, which ``duiding.spreadsheets.as_written``
    takes off again.
    """
    rows = [batch.row(item) for item in batch.items]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row.values()])
