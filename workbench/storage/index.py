"""An index of labelled articles in SQLite, made from what predict wrote, and made again where it is missing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from duiding.errors import DuidingError

_VERSION = 2
_TABLES = """
CREATE TABLE parts (part TEXT PRIMARY KEY, size INTEGER, changed INTEGER);
CREATE TABLE articles (number INTEGER PRIMARY KEY, key TEXT UNIQUE, id TEXT, part TEXT, title TEXT, folded TEXT, date TEXT, publisher TEXT, url TEXT,
    model TEXT, sentences INTEGER, dominant TEXT, uncertain INTEGER, counts TEXT, strip TEXT, fields TEXT);
CREATE TABLE sentences (key TEXT, number INTEGER, start INTEGER, end INTEGER, text TEXT, label TEXT, chances TEXT,
    uncertain INTEGER, notes TEXT, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (folded, tokenize = trigram);
CREATE INDEX by_part ON articles (part);
CREATE INDEX by_date ON articles (date DESC, id);
CREATE INDEX by_label ON sentences (label);
"""
_FILES = ("", "-wal", "-shm")
_SHORTEST = 3  # letters of a word that the index of words finds; shorter ones are looked for in the text itself


class Query(NamedTuple):
    """What a list of articles is to hold: a word in title or text, a dominant frame, only articles that have doubtful sentences."""

    words: str = ""
    frame: str = ""
    doubtful: bool = False
    order: str = "new"


_ORDERS = {
    "new": "part DESC, number",
    "date": "date DESC, id",
    "title": "folded, id",
    "doubt": "CAST(uncertain AS REAL) / MAX(sentences, 1) DESC, id",
}


class Index:
    """The index of a project.

    Args:
        path: the database; it holds nothing that is not elsewhere.

    Raises:
        DuidingError: this Python's SQLite is too old.

    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with contextlib.suppress(sqlite3.DatabaseError), self.open() as database:
            if database.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
                return
        for ending in _FILES:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        try:
            with self.open() as database:
                database.executescript(f"PRAGMA journal_mode = WAL; {_TABLES} PRAGMA user_version = {_VERSION};")
        except sqlite3.OperationalError as error:
            raise DuidingError(
                "%(path)s can't be made (%(why)s): it takes SQLite 3.34 or later, with FTS5.", path=path, why=error
            ) from error

    @contextlib.contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open the database for one piece of work, which is kept whole or not at all."""
        database = sqlite3.connect(self._path, timeout=30)
        try:
            database.row_factory = sqlite3.Row
            database.execute("PRAGMA synchronous = NORMAL")
            with database:
                yield database
        finally:
            database.close()

    def articles(self, query: Query, first: int = 0, count: int = 50) -> tuple[int, list[sqlite3.Row]]:
        """Find articles; gives how many there are, and some of them.

        Args:
            query: which.
            first: how many to pass over.
            count: how many to give.

        """
        where, values = _where(query)
        with self.open() as database:
            total = database.execute(f"SELECT COUNT(*) FROM articles WHERE {where}", values).fetchone()[0]  # noqa: S608  # our own words
            order = _ORDERS.get(query.order, _ORDERS["new"])
            rows = database.execute(
                f"SELECT * FROM articles WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
                [*values, count, first],
            ).fetchall()
        return total, rows

    def article(self, key: str) -> sqlite3.Row | None:
        """Give an article by its key."""
        return self._one("SELECT * FROM articles WHERE key = ?", key)

    def sentences(self, key: str) -> list[sqlite3.Row]:
        """Give the sentences of an article, in order."""
        with self.open() as database:
            return database.execute("SELECT * FROM sentences WHERE key = ? ORDER BY number", (key,)).fetchall()

    def sentence(self, key: str, number: int) -> sqlite3.Row | None:
        """Give one sentence of an article."""
        return self._one("SELECT * FROM sentences WHERE key = ? AND number = ?", key, number)

    def neighbours(self, key: str) -> tuple[str, str]:
        """Give the keys of the articles before and behind one in the list of the newest; empty where there is none."""
        with self.open() as database:
            keys = [row[0] for row in database.execute(f"SELECT key FROM articles ORDER BY {_ORDERS['new']}")]  # noqa: S608
        at = keys.index(key) if key in keys else -1
        return (keys[at - 1] if at > 0 else "", keys[at + 1] if 0 <= at < len(keys) - 1 else "")

    def totals(self) -> dict[str, int]:
        """Count articles, sentences and doubtful sentences."""
        with self.open() as database:
            row = database.execute("SELECT COUNT(*), SUM(sentences), SUM(uncertain) FROM articles").fetchone()
        return {"articles": row[0], "sentences": row[1] or 0, "uncertain": row[2] or 0}

    def counts(self) -> dict[str, int]:
        """Count the sentences of each label."""
        with self.open() as database:
            return dict(database.execute("SELECT label, COUNT(*) FROM sentences GROUP BY label").fetchall())

    def _one(self, query: str, *values: Any) -> sqlite3.Row | None:
        with self.open() as database:
            found: sqlite3.Row | None = database.execute(query, values).fetchone()
        return found


def _where(query: Query) -> tuple[str, list[Any]]:
    parts: list[str] = ["1"]
    values: list[Any] = []
    if words := query.words.casefold().replace("\0", " ").split()[:8]:
        long = [word for word in words if len(word) >= _SHORTEST]
        short = [word for word in words if len(word) < _SHORTEST]
        found = (["words MATCH ?"] if long else []) + ["instr(folded, ?) > 0"] * len(short)
        parts.append(f"number IN (SELECT rowid FROM words WHERE {' AND '.join(found)})")  # noqa: S608  # our own words
        values += [" ".join(map(_quoted, long))] * bool(long) + short
    if query.frame:
        parts.append("dominant = ?")
        values.append(query.frame)
    if query.doubtful:
        parts.append("uncertain > 0")
    return " AND ".join(parts), values


def _quoted(word: str) -> str:
    """Write a word as FTS5 takes it literally."""
    return '"' + word.replace('"', '""') + '"'
