"""Fill the index from what predict wrote, a part at a time."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from duiding.prediction import dominant
from duiding.shares import ROLES
from workbench.storage.index import Index
from workbench.storage.marks import one_line

_OWN = ("article_id", "sentence", "start", "end", "text", "label", "uncertain", "model")
_NOTES = ("because", "despite", "runner_up", "speaker", "blamed", "actors", *ROLES.values())
_KNOWN = ("title", "date", "publisher", "sitename", "author", "url")
_CHANCE = "p_"

Row = dict[str, Any]


def fill(index: Index, folder: Path, no_frame: str) -> None:
    """Bring the index up to date with a folder of labelled parts: what is new or changed is read, what is gone is left out.

    Args:
        index: the index.
        folder: JSONL files of predict, named after their parts.
        no_frame: the label that means that there is no frame.

    """
    there = {path.stem: path for path in sorted(folder.glob("*.jsonl"))} if folder.is_dir() else {}
    with index.open() as database:
        known = {row["part"]: (row["size"], row["changed"]) for row in database.execute("SELECT * FROM parts")}
    for part in known.keys() - there.keys():
        with index.open() as database:
            _forget(database, part)
    for part, path in there.items():
        stat = path.stat()
        if known.get(part) != (stat.st_size, stat.st_mtime_ns):
            with index.open() as database:
                _forget(database, part)
                for rows in _articles(path):
                    _add(database, part, rows, no_frame)
                database.execute("INSERT INTO parts VALUES (?, ?, ?)", (part, stat.st_size, stat.st_mtime_ns))


def key_of(article_id: str) -> str:
    """Give the key of an article, which can stand in an address."""
    return hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _forget(database: sqlite3.Connection, part: str) -> None:
    database.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM articles WHERE part = ?)", (part,))
    database.execute("DELETE FROM sentences WHERE key IN (SELECT key FROM articles WHERE part = ?)", (part,))
    database.execute("DELETE FROM articles WHERE part = ?", (part,))
    database.execute("DELETE FROM parts WHERE part = ?", (part,))


def _articles(path: Path) -> Iterator[list[Row]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for _, rows in groupby(map(json.loads, file), key=lambda row: row["article_id"]):
            yield list(rows)


def _add(database: sqlite3.Connection, part: str, rows: Sequence[Row], no_frame: str) -> None:
    first = rows[0]
    key = key_of(str(first["article_id"]))
    chances = [name for name in first if name.startswith(_CHANCE)]
    labels = [name.removeprefix(_CHANCE) for name in chances]
    database.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM articles WHERE key = ?)", (key,))
    database.execute("DELETE FROM sentences WHERE key = ?", (key,))
    database.execute("DELETE FROM articles WHERE key = ?", (key,))
    database.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (_sentence(key, row, chances) for row in rows)
    )
    fields = {
        name: str(value)
        for name, value in first.items()
        if name not in (*_OWN, *_NOTES) and name not in chances and value not in (None, "")
    }
    title = fields.get("title") or " ".join(str(first["text"]).split())
    counts = {label: sum(row["label"] == label for row in rows) for label in labels}
    sums = {label: sum(row[_CHANCE + label] for row in rows) for label in labels}
    values = {
        "key": key,
        "id": str(first["article_id"]),
        "part": part,
        "title": title[:300],
        "folded": title[:300].casefold(),
        "date": fields.get("date", ""),
        "publisher": fields.get("publisher") or fields.get("sitename", ""),
        "url": fields.get("url", ""),
        "model": str(first["model"]),
        "sentences": len(rows),
        "dominant": dominant(counts, sums, no_frame),
        "uncertain": sum(bool(row["uncertain"]) for row in rows),
        "counts": json.dumps(counts),
        "strip": json.dumps(
            [(labels.index(row["label"]), round(row[_CHANCE + row["label"]], 2), len(row["text"])) for row in rows]
        ),
        "fields": json.dumps({name: value for name, value in fields.items() if name not in _KNOWN}, ensure_ascii=False),
    }
    marks = ", ".join(f":{name}" for name in values)
    made = database.execute(f"INSERT INTO articles ({', '.join(values)}) VALUES ({marks})", values)  # noqa: S608  # our own names
    words = "\n".join([title[:300], *(one_line(str(row["text"])) for row in rows)]).casefold()
    database.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (made.lastrowid, words))


def _sentence(key: str, row: Row, chances: Iterable[str]) -> tuple[Any, ...]:
    text = one_line(str(row["text"]))
    notes = {name: row[name] for name in _NOTES if row.get(name)}
    return (
        key,
        row["sentence"],
        row["start"],
        row["end"],
        text,
        row["label"],
        json.dumps({name.removeprefix(_CHANCE): row[name] for name in chances}, ensure_ascii=False),
        bool(row["uncertain"]),
        json.dumps(notes, ensure_ascii=False),
    )
