"""Read and check the entries of a frame lexicon."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from duiding.errors import InputError, MissingFileError

MATCHES = ("lemma", "word", "prefix", "suffix", "phrase")

# Who acts: no frame by itself, but a sentence that names none of them is seldom about international affairs.
ACTOR_EVENTS = (
    "actor-state",
    "actor-nationality",
    "actor-capital",
    "actor-body",
    "actor-group",
    "actor-office",
    "actor-home",
)
COLUMNS = ("stem", "match", "event", "label")


class Entry(NamedTuple):
    """One line of the lexicon.

    ``needs`` is empty, ``state`` (counts only where the sentence names a state, a body or an armed group), ``!state`` (only
    where it names none), or words separated by ``|`` of which one must begin a word of the sentence. ``canonical`` is the name of the
    actor that an entry stands for, the same for all that stand for it; empty where it is as it is written.
    """

    stem: str
    match: str
    event: str
    label: str
    needs: str = ""
    canonical: str = ""


def read_lexicon(path: str | Path) -> list[Entry]:
    """Read a lexicon from CSV with the columns stem, match, event, label and, if wanted, needs and canonical.

    Raises:
        MissingFileError: the file is missing.
        InputError: it is empty, lacks a column, or has a row that can't be read; the row is named.

    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            entries = list(_rows(path, csv.DictReader(file)))
    except FileNotFoundError as error:
        raise MissingFileError(f"Lexicon {path} does not exist.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"Lexicon {path} is not UTF-8 text (byte {error.start}): save it as UTF-8.") from error
    if not entries:
        raise InputError(f"Lexicon {path} has no entries: expected rows under {','.join(COLUMNS)}.")
    return entries


def _rows(path: Path, reader: csv.DictReader[str]) -> Iterator[Entry]:
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"Lexicon {path} lacks the column '{missing[0]}': expected {','.join(COLUMNS)}.")
    seen: dict[tuple[str, str], int] = {}
    for row in reader:
        entry = Entry(*(((row.get(column) or "").strip()) for column in (*COLUMNS, "needs", "canonical")))
        where = f"{path}, line {reader.line_num}"
        _check(entry, where)
        key = (entry.stem, entry.match)
        if key in seen:
            raise InputError(f"{where}: '{entry.stem}' ({entry.match}) stands on line {seen[key]} already: keep one.")
        seen[key] = reader.line_num
        yield entry


def _check(entry: Entry, where: str) -> None:
    if not entry.stem:
        raise InputError(f"{where}: the stem is empty: fill it in or take the row out.")
    if entry.match not in MATCHES:
        raise InputError(f"{where}: match is '{entry.match}', expected one of {', '.join(MATCHES)}.")
    if not entry.event or not entry.label:
        raise InputError(f"{where}: '{entry.stem}' has no {'event' if not entry.event else 'label'}: fill it in.")
