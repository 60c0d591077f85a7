"""What a run has worked out so far, so that one that was interrupted need not begin again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np

from duiding import Model
from duiding.arrays import Array
from duiding.disk_cache import default_folder
from duiding.errors import DuidingError
from duiding.locks import held
from duiding.prediction import Batch, Predict, Predicted
from predict.journal_records import digest_of, read_records, record_of, rows_of

_SCHEMA = 3


class Kept(NamedTuple):
    """What an interrupted run kept: how many sentences, and the name of its model."""

    sentences: int
    model: str


def journal_path(output: Path) -> Path:
    """Tell where the journal of a run stands: in the cache, one for each output file."""
    digest = hashlib.sha256(str(output.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return default_folder() / "interrupted" / f"{digest}.jsonl"


def kept_in(path: Path) -> Kept | None:
    """Tell what a journal holds; None where that is nothing which can be read."""
    records = read_records(path)
    heading, _ = next(records, (None, 0))
    if not isinstance(heading, dict) or heading.get("schema") != _SCHEMA:
        return None
    sentences = sum(len(rows) for rows in (rows_of(record) for record, _ in records) if rows is not None)
    return Kept(sentences, str(heading.get("model"))) if sentences else None


class Journal:
    """The probabilities of each batch of sentences that is done, in order, under a digest of its sentences.

    Inputs are always read anew; a batch is taken over only where its sentences are what they were. So a run that is resumed
    gives what one without interruption gives, also where inputs were changed in between. A journal that can't be written is no
    error: the run then can't be resumed. The sentences themselves are not in it. While a run writes to it, it is locked.

    Args:
        path: where it stands.
        model: the model; batches by another one are not taken over.
        resume: whether to take over what is there, or begin anew.
        force: whether what is there may go although nothing of it can be taken over.

    """

    def __init__(self, path: Path, model: Model, *, resume: bool, force: bool = True) -> None:
        self._path, self._model, self._resume, self._force = path, model, resume, force
        self._lock: int | None = None
        self.taken_over = 0
        self.kept = 0

    def around(self, predict: Predict) -> Predict:
        """Give a function that predicts as ``predict`` does, except for batches that are done.

        It raises DuidingError where none of them can be taken over and they may not go.
        """

        def wrapped(batches: Iterable[Batch]) -> Iterator[Predicted]:
            ahead, good = iter(batches), 0
            rest: Iterable[Batch] = ahead
            for digest, rows, end in self._known():
                batch = next(ahead, None)
                if batch is None:
                    return
                if digest_of(batch) != digest or not self._are_probabilities(rows, len(batch[0])):
                    if not good and not self._force:
                        raise DuidingError(
                            "What the interrupted run kept is of other sentences: give the inputs and options that it had, or begin "
                            "anew with --force instead of --resume."
                        )
                    rest = chain([batch], ahead)
                    break
                good = end
                self.taken_over += len(rows)
                self.kept += len(rows)
                yield Predicted(rows)
            yield from self._record(predict, rest, good)

        return wrapped

    def drop(self) -> None:
        """Forget the run: it is complete."""
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _known(self) -> Iterator[tuple[str, Array, int]]:
        """Give the batches that are done: digest, probabilities, and the place in the file where each ends."""
        if not self._resume:
            return
        records = read_records(self._path)
        if next(records, (None, 0))[0] != self._heading():
            return
        for record, end in records:
            rows = rows_of(record)
            if rows is None:
                return
            yield record["digest"], rows, end

    def _are_probabilities(self, rows: Array, sentences: int) -> bool:
        """Tell whether a file that anybody may have written to holds what a model gives."""
        if rows.shape != (sentences, len(self._model.labels)):
            return False
        return bool((rows >= 0).all() and np.allclose(rows.sum(axis=1), 1))  # nothing compares with NaN

    def _record(self, predict: Predict, batches: Iterable[Batch], good: int) -> Iterator[Predicted]:
        digests: list[str] = []

        def noted() -> Iterator[Batch]:
            for batch in batches:
                digests.append(digest_of(batch))
                yield batch

        file = self._open(good)
        try:
            for predicted in predict(noted()):
                digest = digests.pop(0)
                if file and self._write(file, digest, predicted.probabilities):
                    self.kept += len(predicted.probabilities)
                yield predicted
        finally:
            self._close(file)

    def _open(self, good: int) -> IO[bytes] | None:
        file: IO[bytes] | None = None
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not good:
                self._path.unlink(missing_ok=True)  # another run to the same output may still write to the old one
            file = self._path.open("r+b" if good else "wb")
            self._lock = held(file.fileno())
            file.truncate(good)
            file.seek(good)
            if not good:
                file.write(json.dumps(self._heading()).encode() + b"\n")
        except OSError:
            self._close(file)
            return None
        return file

    def _close(self, file: IO[bytes] | None) -> None:
        with contextlib.suppress(OSError):
            if file:
                file.close()
            if self._lock is not None:
                os.close(self._lock)
        self._lock = None

    def _write(self, file: IO[bytes], digest: str, rows: Array) -> bool:
        try:
            file.write(record_of(digest, rows))
            file.flush()
        except OSError:
            return False
        return True

    def _heading(self) -> dict[str, Any]:
        return {"schema": _SCHEMA, "model": self._model.name}
