"""Read articles from what was found; one that can't be read is told and passed over."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from duiding.cli.hints import told
from duiding.corpus import ENDINGS
from duiding.documents.pages import decode_page, looks_like_page, read_page
from duiding.encoding import decode, open_text
from duiding.errors import DuidingError, TooLongError
from duiding.prediction import LONGEST, Article, check_length
from duiding.sentences import read_front_matter
from predict.inputs.finding import PAGES, STANDARD_INPUT, Source
from predict.inputs.naming import Names
from predict.inputs.rows import read_rows

_LARGEST = 16 * LONGEST  # bytes: a page carries far more than its article, a longer file is no article


class How(NamedTuple):
    """How to read: ``whole`` says that every row or line is one sentence already."""

    whole: bool = False
    text_column: str = "text"


def read_articles(
    sources: Iterable[Source],
    how: How,
    *,
    skip: Callable[[str], None],
    notice: Callable[[str], None],
    advance: Callable[[int], None] = lambda size: None,
) -> Iterator[Article]:
    """Read articles; one that can't be read is handed to ``skip`` with the reason, and the rest go on.

    Args:
        sources: what ``find_inputs`` and ``find_urls`` gave.
        how: see ``How``.
        skip: told why an input was left out.
        notice: told what was detected, such as an encoding.
        advance: told the size, in bytes, of what was read since it was last told.

    """
    names = Names()
    for source in sources:
        try:
            yield from _read(source, how, names, skip, notice, advance)
        except DuidingError as error:
            skip(told(error))


def _read(
    source: Source,
    how: How,
    names: Names,
    skip: Callable[[str], None],
    notice: Callable[[str], None],
    advance: Callable[[int], None],
) -> Iterator[Article]:
    if not source.url and source.path.suffix.lower() in ENDINGS:
        yield from read_rows(source, how.whole, how.text_column, names, skip, notice, advance)
    elif how.whole and not source.url and source.path.suffix.lower() not in PAGES:
        yield from _lines(source, names, notice, advance)
    else:
        article = _article(source, notice)
        advance(source.size)
        yield article._replace(article_id=names.article(article.article_id), whole=False)


def _article(source: Source, notice: Callable[[str], None]) -> Article:
    if source.url:
        from predict.inputs.fetching import fetch

        page = fetch(source.url)
        decoded = decode_page(page.raw, source.where, page.charset)
        return read_page(decoded.text, source.name, source.where, page.url)
    raw = _bytes(source)
    is_page = source.path.suffix.lower() in PAGES
    decoded = decode_page(raw, source.where) if is_page else decode(raw, source.where)
    if decoded.guessed:
        notice(f"{source.where}: read as {decoded.encoding}, which was detected.")
    if is_page or (str(source.path) == STANDARD_INPUT and looks_like_page(decoded.text)):
        return read_page(decoded.text, source.name, source.where)
    check_length(decoded.text, source.where)
    return Article(source.name, decoded.text, read_front_matter(decoded.text).fields)


def _bytes(source: Source) -> bytes:
    try:
        if str(source.path) == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with source.path.open("rb") as file:
                raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise DuidingError(f"{source.where} can't be read ({error.strerror}).") from error
    if len(raw) > _LARGEST:
        raise TooLongError(
            f"{source.where} has more than {_LARGEST:,} bytes, and an article no more than the {LONGEST:,} characters of a "
            "long one: cut it into articles."
        )
    return raw


def _lines(
    source: Source,
    names: Names,
    notice: Callable[[str], None],
    advance: Callable[[int], None],
) -> Iterator[Article]:
    article_id, some = names.article(source.name), False
    with tempfile.TemporaryDirectory() as folder:
        path = source.path if source.path.is_file() else _spooled(source, Path(folder))
        with open_text(path, source.where) as (file, encoding):
            if encoding.guessed:
                notice(f"{source.where}: read as {encoding.name}, which was detected.")
            for number, line in enumerate(_split_lines(file), 1):
                advance(len(line))
                if line.strip():
                    some = True
                    yield Article(article_id, line, whole=True, number=number, context=False)
    if not some:
        raise DuidingError(f"{source.where} holds no text: expected a sentence a line.")


def _split_lines(file: Iterable[str]) -> Iterator[str]:
    """Split where ``str.splitlines`` does, without what ends a line."""
    for line in file:
        yield from line.splitlines()


def _spooled(source: Source, folder: Path) -> Path:
    """Copy a stream to disk: its encoding can be told only from all of it."""
    path = folder / "stream"
    try:
        with path.open("wb") as copy:
            if str(source.path) == STANDARD_INPUT:
                shutil.copyfileobj(sys.stdin.buffer, copy)
            else:
                with source.path.open("rb") as stream:
                    shutil.copyfileobj(stream, copy)
    except OSError as error:
        raise DuidingError(f"{source.where} can't be read ({error.strerror}).") from error
    return path
