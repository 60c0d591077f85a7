"""What a person said of one sentence, as a row of ``labels.csv``."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Mapping
from typing import NamedTuple

from duiding.spreadsheets import as_written, harmless

YES = "yes"
Key = tuple[str, int]  # article and number of the sentence


class Mark(NamedTuple):
    """A label that a coder gave, with what they saw; an empty label takes an earlier one back.

    ``settled`` marks the label that holds where coders differ, ``undo`` a row that takes back the coder's last one: its label is
    what the sentence has again. ``chosen`` tells why the sentence was asked for, empty where the coder found it. ``time`` stands
    last, so that a row that was cut off is known.
    """

    article_id: str
    sentence: int
    text: str
    label: str
    coder: str
    notes: str = ""
    settled: str = ""
    undo: str = ""
    predicted: str = ""
    chosen: str = ""
    before: str = ""
    after: str = ""
    model: str = ""
    time: str = ""

    @property
    def key(self) -> Key:
        """Which sentence it is about."""
        return self.article_id, self.sentence

    def row(self) -> bytes:
        """Write it as one line of CSV."""
        line = io.StringIO()
        cells = [one_line(cell) if isinstance(cell, str) else cell for cell in self]
        csv.writer(line, lineterminator="\n").writerow(
            [harmless(cell) if isinstance(cell, str) else cell for cell in cells]
        )
        return line.getvalue().encode("utf-8", "replace")


COLUMNS = Mark._fields
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
HEADING = (",".join(COLUMNS) + "\n").encode()


def one_line(text: str) -> str:
    """Put a text on one line, as every row of the table is, without control characters: then a row is whole if its line is."""
    return " ".join(_CONTROL.sub(" ", text).split())


def now() -> str:
    """Give the time to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_row(row: Mapping[str, str]) -> Mark | None:
    """Read a row; None where it is none of ours."""
    number = row.get("sentence", "").strip()
    if not number.isdecimal() or not row.get("text") or not row.get("coder"):
        return None
    cells = {name: row.get(name, "") for name in COLUMNS if name != "sentence"}
    return Mark(sentence=int(number), **cells)


def is_whole(line: bytes) -> bool:
    """Tell whether a line without its end is a whole row all the same, as an editor may leave the last one."""
    try:
        rows = list(csv.reader([line.decode()], strict=True))
    except (csv.Error, UnicodeDecodeError):
        return False
    return len(rows) == 1 and len(rows[0]) == len(COLUMNS) and as_written(rows[0][-1]).endswith("Z")
