"""What a run has worked out so far, so that one that was interrupted need not begin again."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import numpy as np

from duiding import Model
from duiding.arrays import Array
from duiding.disk_cache import default_folder
from duiding.prediction import Batch, Predict, Predicted

_SCHEMA = 3


def journal_path(output: Path) -> Path:
    """Tell where the journal of a run stands: in the cache, one for each output file."""
    digest = hashlib.sha256(str(output.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return default_folder() / "interrupted" / f"{digest}.jsonl"


class Journal:
    """The probabilities of each batch of sentences that is done, in order, under a digest of its sentences.

    Inputs are always read anew; a batch is taken over only where its sentences are what they were. So a run that is resumed
    gives what one without interruption gives, also where inputs were changed in between. A journal that can't be written is no
    error: the run then can't be resumed. The sentences themselves are not in it.

    Args:
        path: where it stands.
        model: the model; batches by another one are not taken over.
        resume: whether to take over what is there, or begin anew.

    """

    def __init__(self, path: Path, model: Model, *, resume: bool) -> None:
        self._path, self._model, self._resume = path, model, resume
        self.taken_over = 0
        self.kept = 0

    def around(self, predict: Predict) -> Predict:
        """Give a function that predicts as ``predict`` does, except for batches that are done."""

        def wrapped(batches: Iterable[Batch]) -> Iterator[Predicted]:
            ahead, good = iter(batches), 0
            rest: Iterable[Batch] = ahead
            for digest, rows, end in self._known():
                batch = next(ahead, None)
                if batch is None:
                    return
                if _digest(batch) != digest or not self._are_probabilities(rows, len(batch[0])):
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
        if not self._resume or not self._path.is_file():
            return
        with (
            contextlib.suppress(OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError),
            self._path.open("rb") as file,
        ):
            heading = file.readline()
            if json.loads(heading) != self._heading():
                return
            end = len(heading)
            for line in file:
                record = json.loads(line)
                if record["check"] != check_of(record):
                    return
                rows = np.frombuffer(base64.b64decode(record["rows"]), dtype=np.float64).reshape(record["shape"])
                end += len(line)
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
                digests.append(_digest(batch))
                yield batch

        file = self._open(good)
        try:
            for predicted in predict(noted()):
                digest = digests.pop(0)
                if file and self._write(file, digest, predicted.probabilities):
                    self.kept += len(predicted.probabilities)
                yield predicted
        finally:
            if file:
                with contextlib.suppress(OSError):
                    file.close()

    def _open(self, good: int) -> IO[bytes] | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if good:
                file: IO[bytes] = self._path.open("r+b")
                file.truncate(good)
                file.seek(good)
                return file
            self._path.unlink(missing_ok=True)  # another run to the same output may still write to the old one
            file = self._path.open("wb")
            file.write(json.dumps(self._heading()).encode() + b"\n")
        except OSError:
            return None
        return file

    def _write(self, file: IO[bytes], digest: str, rows: Array) -> bool:
        cells = base64.b64encode(np.ascontiguousarray(rows, dtype=np.float64).tobytes()).decode()
        record = {"digest": digest, "shape": rows.shape, "rows": cells}
        try:
            file.write(json.dumps(record | {"check": check_of(record)}).encode() + b"\n")
            file.flush()
        except OSError:
            return False
        return True

    def _heading(self) -> dict[str, Any]:
        return {"schema": _SCHEMA, "model": self._model.name}


def check_of(record: dict[str, Any]) -> str:
    """Hash a batch's figures with its digest, so that a damaged one is not taken over."""
    told = json.dumps([record["digest"], record["shape"], record["rows"]])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _digest(batch: Batch) -> str:
    texts, groups = batch
    joined = "\x00".join([*texts, *map(str, groups)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
