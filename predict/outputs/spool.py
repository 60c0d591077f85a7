"""Rows on disk until all their columns are known."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from predict.outputs.kinds import Kind


class Spool:
    """Rows that wait in a file without a name, so that memory stays as it is however many they are.

    Articles carry what their source knew of them (a date, the other columns of a table), and only the last one tells which
    columns there are in all.

    Args:
        folder: where there is room for them.
        columns: those that every row has.

    """

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        self.columns = list(columns)
        self._own = len(columns)
        self._names: dict[str, int] = {}
        self._kinds: dict[int, Kind] = {}
        self._file = tempfile.TemporaryFile(  # noqa: SIM115  # lives as long as the spool
            "w+", encoding="utf-8", errors="surrogatepass", newline="\n", dir=folder
        )

    def add(self, own: Sequence[Any], carried: Mapping[str, str]) -> None:
        """Take a row: its own cells, then what it carries by name."""
        row: list[Any] = [*own, *([None] * (len(self.columns) - self._own))]
        for name, value in carried.items():
            place = self._place(name)
            row.extend([None] * (place + 1 - len(row)))
            row[place] = value
            self._kinds[place].take(value)
        json.dump(row, self._file, ensure_ascii=False)
        self._file.write("\n")

    def rows(self) -> Iterator[list[Any]]:
        """Give the rows back, each with a cell for every column; None where it had none."""
        self._file.seek(0)
        for line in self._file:
            row = json.loads(line)
            yield row + [None] * (len(self.columns) - len(row))

    def carried(self) -> dict[str, type]:
        """Tell what each carried column holds, by what was taken so far."""
        return {self.columns[place]: kind.type for place, kind in self._kinds.items()}

    def close(self) -> None:
        """Forget the rows."""
        self._file.close()

    def _place(self, name: str) -> int:
        """Tell the column of a carried cell: its name, or ``input_NAME`` where we have a column of that name ourselves."""
        if name not in self._names:
            column = name
            while column in self.columns:
                column = f"input_{column}"
            self._names[name] = len(self.columns)
            self._kinds[len(self.columns)] = Kind()
            self.columns.append(column)
        return self._names[name]
