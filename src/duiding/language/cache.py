"""A cache of parses on disk, so that only new sentences are parsed again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from duiding.language.parsed import ParsedSentence

BATCH = 500  # rows asked for at a time
SCHEMA = 3  # a new number makes a new file: a change of ParsedSentence must not meet old records


def default_folder() -> Path:
    """Tell where caches go: $DUIDING_CACHE, else $XDG_CACHE_HOME/duiding, else ~/.cache/duiding."""
    if folder := os.environ.get("DUIDING_CACHE"):
        return Path(folder)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "duiding"


class ParseCache:
    """Parses of sentences by one pipeline with one set of components, in an SQLite file.

    A cache that cannot be read or written (damaged, disk full, read-only) is never an error: sentences are then parsed again.

    Args:
        identity: what the parses depend on: pipeline name, version and components, as text.
        folder: where the file stands; ``default_folder()`` if None.

    """

    def __init__(self, identity: str, folder: Path | None = None) -> None:
        digest = hashlib.sha256(f"{SCHEMA}|{identity}".encode()).hexdigest()[:16]
        self.path = (folder or default_folder()) / f"parses-{digest}.sqlite"

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=10)
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS parse (key BLOB PRIMARY KEY, record TEXT) WITHOUT ROWID")
            yield connection
            connection.commit()
        finally:
            connection.close()

    def read(self, texts: Iterable[str]) -> dict[str, ParsedSentence]:
        """Give the parses that are known of these texts."""
        found: dict[str, ParsedSentence] = {}
        try:
            with self._open() as connection:
                wanted = [_key(text) for text in texts]
                for start in range(0, len(wanted), BATCH):
                    keys = wanted[start : start + BATCH]
                    places = ",".join("?" * len(keys))
                    query = f"SELECT record FROM parse WHERE key IN ({places})"  # noqa: S608 - question marks only
                    for (record,) in connection.execute(query, keys):
                        parse = ParsedSentence.from_record(json.loads(record))
                        found[parse.text] = parse
        except (sqlite3.Error, OSError, ValueError, TypeError):
            self._drop()
        return found

    def write(self, parses: Iterable[ParsedSentence]) -> None:
        """Add parses; all of them or, after an interruption, none."""
        rows = ((_key(parse.text), json.dumps(parse.to_record())) for parse in parses)
        with contextlib.suppress(sqlite3.Error, OSError), self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO parse VALUES (?, ?)", rows)

    def _drop(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
