"""``labels.csv``: what people said, a line each, the newest last; nothing that was written is written again."""

from __future__ import annotations

import csv
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from duiding.corpus.splits import SPLIT, TEST, TRAIN
from duiding.errors import DuidingError
from duiding.files import WholeFile
from duiding.locks import locked
from duiding.shares import CONTROL
from duiding.spreadsheets import harmless
from duiding.tabular import open_table
from workbench.projects.names import SETTLED
from workbench.storage.marks import COLUMNS, HEADING, YES, Key, Mark, from_row, is_whole, now

_FOR_TRAINING = ("article_id", "sentence", "text", "label", "coder", "notes", "predicted", "chosen", "before", "after")
_AS_IT_IS = getattr(os, "O_BINARY", 0)  # Windows would end lines otherwise
_TORN = ".torn"  # ending of the file to which a line goes that was cut off


class Labels:
    """The labels of a project; safe for several threads, and for several workbenches at a time on one folder.

    A label is on disk before ``add`` returns. After a kill at any moment all but the line being written is there.

    Args:
        path: the table; made with the first label.

    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.RLock()
        self._seen: tuple[int, int] | None = None
        self._forget()

    def _forget(self) -> None:
        self._by_coder: dict[Key, dict[str, Mark]] = defaultdict(dict)
        self._settled: dict[Key, Mark] = {}
        self._done: dict[str, list[Mark]] = defaultdict(list)
        self._drawn: set[Key] = set()

    def given(self, key: Key) -> Mapping[str, Mark]:
        """Give what each coder says of a sentence."""
        with self._lock:
            self._refresh()
            return dict(self._by_coder.get(key, {}))

    def by_coder(self) -> dict[Key, dict[str, Mark]]:
        """Give what each coder says of each sentence."""
        with self._lock:
            self._refresh()
            return {key: dict(marks) for key, marks in self._by_coder.items() if marks}

    def settled(self) -> dict[Key, Mark]:
        """Give the labels that were settled between coders."""
        with self._lock:
            self._refresh()
            return dict(self._settled)

    def state(self) -> tuple[int, int] | None:
        """Tell size and time of the table, by which a change shows."""
        return _state(self._path)

    def coders(self) -> list[str]:
        """Name the coders who gave a label."""
        return sorted({coder for marks in self.by_coder().values() for coder in marks})

    def add(self, mark: Mark) -> Mark:
        """Write a label and what goes with it; gives it with its time.

        Raises:
            DuidingError: it can't be written, so it isn't kept.

        """
        with self._lock:
            self._refresh()
            stamped = mark._replace(time=now())
            self._append(stamped)
            return stamped

    def undo(self, coder: str) -> Mark | None:
        """Take a coder's last label back; gives what now holds, or None where there is nothing left to take back.

        Raises:
            DuidingError: it can't be written, so nothing is taken back.

        """
        with self._lock:
            self._refresh()
            done = self._done[coder]
            if not done:
                return None
            last = done[-1]
            before = next((one for one in reversed(done[:-1]) if one.key == last.key), None)
            kept = before or last._replace(label="", notes="")
            return self.add(kept._replace(undo=YES))

    def drawn(self) -> set[Key]:
        """Tell which sentences with a label were asked for because they were drawn at random."""
        with self._lock:
            self._refresh()
            return {key for key in self._drawn if self._by_coder.get(key)}

    def rows(self) -> Iterator[list[str]]:
        """Give what a model is to learn from and be scored on: the labels that hold now, a row a coder and sentence, settled ones beside them.

        What stands last in a row is the part that it is for, where some were drawn at random: these are for testing.
        """
        settled, drawn = self.settled(), self.drawn()
        for key, marks in self.by_coder().items():
            final = [settled[key]._replace(coder=SETTLED)] if key in settled else []
            for mark in (*marks.values(), *final):
                mark = (
                    mark._replace(chosen=CONTROL) if key in drawn else mark
                )  # also where a coder came back to it by reading
                cells = [harmless(str(getattr(mark, column))) for column in _FOR_TRAINING]
                yield [*cells, TEST if key in drawn else TRAIN if drawn else ""]

    def write_training(self, path: Path) -> int:
        """Write the labels that hold now as a table for ``train``; gives their number.

        Raises:
            DuidingError: it can't be written.

        """
        rows = list(self.rows())
        with WholeFile(path) as file:
            csv.writer(file, lineterminator="\n").writerows([(*_FOR_TRAINING, SPLIT), *rows])
        return len(rows)

    def _append(self, mark: Mark) -> None:
        line = mark.row()
        try:
            with locked(self._path.parent):
                _mend(self._path)
                size = _append(self._path, line)
        except OSError as error:
            raise DuidingError(
                "The label is not kept: %(path)s can't be written (%(why)s).",
                path=self._path,
                why=error.strerror or error,
            ) from error
        if self._seen is not None and self._seen[0] + len(line) == size:
            self._take(mark)
            self._seen = _state(self._path)
        else:
            self._refresh()

    def _refresh(self) -> None:
        """Read what was added, be it by another workbench or by hand."""
        if (there := _state(self._path)) == self._seen:
            return
        self._forget()
        if there is not None:
            try:
                with locked(self._path.parent):
                    _mend(self._path)
                    there = _state(self._path)
                    for mark in _read(self._path):
                        self._take(mark)
            except OSError as error:
                raise DuidingError(
                    "%(path)s can't be read (%(why)s).", path=self._path, why=error.strerror or error
                ) from error
        self._seen = there

    def _take(self, mark: Mark) -> None:
        if mark.chosen == CONTROL:
            self._drawn.add(mark.key)
        if mark.settled:
            _put(self._settled, mark.key, mark)
            return
        done = self._done[mark.coder]
        if not mark.undo:
            done.append(mark)
        elif done:
            done.pop()
        _put(self._by_coder[mark.key], mark.coder, mark)


def _put(place: dict[Any, Mark], key: Any, mark: Mark) -> None:
    if mark.label:
        place[key] = mark
    else:
        place.pop(key, None)


def _state(path: Path) -> tuple[int, int] | None:
    """Give size and time of a file, by which a change shows; None where there is none."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _append(path: Path, line: bytes) -> int:
    """Put a line on disk behind the others; gives the size of the file."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _AS_IT_IS, 0o666)
    try:
        rest = line if os.fstat(handle).st_size else HEADING + line
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
        return os.fstat(handle).st_size
    finally:
        os.close(handle)


def _read(path: Path) -> Iterable[Mark]:
    if not path.stat().st_size:
        return
    with open_table(path) as table:
        for row in table.rows:
            if mark := from_row({column: row.get(column, "") for column in COLUMNS}):
                yield mark


def _mend(path: Path) -> None:
    """Put aside a last line that was cut off; end one that is whole."""
    if not path.exists() or not path.stat().st_size or _ends_in_line(path):
        return
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    with path.open("rb+") as file:
        if is_whole(content[end:]):
            file.seek(0, os.SEEK_END)
            file.write(b"\n")
            return
        with path.with_name(path.name + _TORN).open("ab") as torn:
            torn.write(content[end:] + b"\n")
        file.truncate(end)


def _ends_in_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"
