"""Results kept on disk between runs, each under the sentence that it was made from."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

BATCH = 500  # rows asked for at a time
_LAYOUT = 2  # a new number makes new files

Result = TypeVar("Result")


def default_folder() -> Path:
    """Tell where caches go: $DUIDING_CACHE, else $XDG_CACHE_HOME/duiding, else ~/.cache/duiding, else nowhere."""
    if folder := os.environ.get("DUIDING_CACHE"):
        return Path(folder)
    if folder := os.environ.get("XDG_CACHE_HOME"):
        return Path(folder) / "duiding"
    try:
        return Path.home() / ".cache" / "duiding"
    except RuntimeError:  # a user without a home, as in a container: nothing is kept
        return Path(os.devnull) / "duiding"


@cache
def code_digest(*rooms: str) -> str:
    """Hash the source of rooms of the core that make results (SHA-256): after a change of it none is found in a cache."""
    digest = hashlib.sha256()
    for path in sorted(path for room in rooms for path in (Path(__file__).parent / room).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class DiskCache(ABC, Generic[Result]):
    """Results of one kind, made in one way, in an SQLite file.

    A cache that cannot be read or written (damaged, disk full, read-only) is never an error: results are then made again.

    Args:
        kind: of result, a word in small letters: it names the file and the table.
        identity: what the results depend on beside the sentence, as text; another one has another file.
        folder: where the file stands; ``default_folder()`` if None.

    """

    def __init__(self, kind: str, identity: str, folder: Path | None = None) -> None:
        digest = hashlib.sha256(f"{_LAYOUT}|{identity}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.kind = kind
        self.path = (folder or default_folder()) / f"{kind}s-{digest}.sqlite"

    @abstractmethod
    def encode(self, result: Result) -> Any:
        """Turn a result into what JSON can write."""

    @abstractmethod
    def decode(self, record: Any) -> Result:
        """Turn what JSON read into a result; a record of another make raises ValueError, TypeError or KeyError."""

    def read(self, texts: Iterable[str]) -> dict[str, Result]:
        """Give the results that are known of these sentences."""
        found: dict[str, Result] = {}
        try:
            with self._open() as connection:
                wanted = {_key(text): text for text in texts}
                keys = list(wanted)
                for start in range(0, len(keys), BATCH):
                    batch = keys[start : start + BATCH]
                    places = ",".join("?" * len(batch))
                    query = f"SELECT key, record, digest FROM {self.kind} WHERE key IN ({places})"  # noqa: S608 - no value of a user's
                    for key, record, digest in connection.execute(query, batch):
                        if digest != _digest(record):
                            raise ValueError("altered")
                        found[wanted[key]] = self.decode(json.loads(record))
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self._drop()
        return found

    def write(self, results: Mapping[str, Result]) -> None:
        """Add results by sentence; all of them or, after an interruption, none."""
        records = ((text, json.dumps(self.encode(result))) for text, result in results.items())
        rows = ((_key(text), record, _digest(record)) for text, record in records)
        with contextlib.suppress(sqlite3.Error, OSError), self._open() as connection:
            connection.executemany(f"INSERT OR REPLACE INTO {self.kind} VALUES (?, ?, ?)", rows)  # noqa: S608 - as above

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=10)
        try:
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS {self.kind} (key BLOB PRIMARY KEY, record TEXT, digest BLOB) WITHOUT ROWID"
            )
            yield connection
            connection.commit()
        finally:
            connection.close()

    def _drop(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


def _digest(record: str) -> bytes:
    return hashlib.blake2b(record.encode(), digest_size=8).digest()


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
