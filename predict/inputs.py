"""Find the articles that a user points at, one after another."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from duiding.articles import Article, check_length
from duiding.corpus import ENDINGS, read_table
from duiding.encoding import decode
from duiding.errors import DuidingError
from duiding.sentences import read_front_matter

TEXTS = (".txt", ".text", ".md")
STANDARD_INPUT = "-"


def find_inputs(named: Iterable[str]) -> list[Path]:
    """List the files that are named, and in alphabetical order those in folders that are named.

    Raises:
        DuidingError: a name leads nowhere, or a folder holds nothing that can be read.

    """
    found: list[Path] = []
    for name in named:
        path = Path(name)
        if name == STANDARD_INPUT:
            found.append(path)
        elif path.is_dir():
            inside = sorted(
                file for file in path.rglob("*") if file.suffix.lower() in (*TEXTS, *ENDINGS) and file.is_file()
            )
            if not inside:
                raise DuidingError(
                    f"Folder {path} holds no articles: expected files ending in {', '.join((*TEXTS, *ENDINGS))}."
                )
            found.extend(inside)
        elif path.exists():
            found.append(path)
        else:
            raise DuidingError(f"{path} does not exist: check the name.")
    return list(dict.fromkeys(found))


def read_articles(
    paths: Iterable[Path], *, whole: bool, skip: Callable[[str], None], notice: Callable[[str], None]
) -> Iterator[Article]:
    """Read articles from files; one that can't be read is handed to ``skip`` with the reason, and the rest go on.

    Args:
        paths: what ``find_inputs`` gave.
        whole: whether every row or line is one sentence already.
        skip: told why an input was left out.
        notice: told what was detected, such as an encoding.

    """
    for path in paths:
        try:
            yield from _read(path, whole, skip, notice)
        except DuidingError as error:
            skip(str(error))


def _read(path: Path, whole: bool, skip: Callable[[str], None], notice: Callable[[str], None]) -> Iterator[Article]:
    if path.suffix.lower() in ENDINGS:
        yield from _rows(path, whole, skip)
        return
    text = _text(path, notice)
    name = "stdin" if str(path) == STANDARD_INPUT else path.stem
    if whole:
        yield from _lines(name, text, str(path))
        return
    check_length(text, str(path))
    yield Article(name, text, read_front_matter(text).fields)


def _text(path: Path, notice: Callable[[str], None]) -> str:
    if str(path) == STANDARD_INPUT:
        raw, where = sys.stdin.buffer.read(), "Standard input"
    else:
        where = str(path)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise DuidingError(f"{path} can't be read ({error.strerror}).") from error
    decoded = decode(raw, where)
    if decoded.guessed:
        notice(f"{where}: read as {decoded.encoding}, which was detected.")
    return decoded.text


def _lines(name: str, text: str, where: str) -> Iterator[Article]:
    if not text.strip():
        raise DuidingError(f"{where} holds no text: expected a sentence a line.")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Article(name, line, whole=True, number=number)


def _rows(path: Path, whole: bool, skip: Callable[[str], None]) -> Iterator[Article]:
    frame = read_table(path)
    if "text" not in frame.columns:
        found = ", ".join(map(str, frame.columns))
        raise DuidingError(f"{path} has no column 'text': found {found}.")
    others = [column for column in frame.columns if column != "text"]
    for number, row in enumerate(frame.to_dict("records"), 1):
        where = f"{path}, row {number}"
        article_id = str(row.get("article_id") or f"{path.stem}-{number}")
        try:
            check_length(row["text"], where)
        except DuidingError as error:
            skip(str(error))
            continue
        yield Article(article_id, row["text"], {column: row[column] for column in others}, whole)
