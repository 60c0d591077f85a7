"""The articles of a file of any kind, of a web page, or of standard input."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from duiding.documents import LARGEST, iso_date, read_document
from duiding.documents.pages import articles_on, decode_page
from duiding.documents.recognition import kind_of
from duiding.errors import DuidingError, TooLongError
from duiding.prediction import Article
from predict.inputs.sources import STANDARD_INPUT, Source

Tell = Callable[[str], None]
_LIKE_A_DATE = re.compile(r"(?<!\d)(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)\d\d)(?!\d)")


def read_source(source: Source, skip: Tell, notice: Tell) -> Iterator[Article]:
    """Read articles; their ids begin with the source's name, and a date in a file's name is theirs where they tell none.

    Args:
        source: a file, standard input, or the address of a page.
        skip: told why a part of it was left out.
        notice: told what it was read as.

    Raises:
        DuidingError: it can't be read, or holds no article.

    """
    if source.url:
        yield from _of_web(source, skip, notice)
        return
    ending = source.path.suffix
    named = _date_in(source, notice)
    for article in read_document(_bytes(source), source.name, source.where, ending=ending, skip=skip, notice=notice):
        if named and "date" not in article.fields:
            yield article._replace(fields={**article.fields, "date": named})
        else:
            yield article


def _date_in(source: Source, notice: Tell) -> str | None:
    """Give the date in a file's name, which is told where it looks like one and is none."""
    stem = source.path.stem.replace("_", "-")
    named = iso_date(stem)
    if named is None and _LIKE_A_DATE.search(stem):
        notice(f"{source.where}: its name holds no date that can be read.")
    return named


def _of_web(source: Source, skip: Tell, notice: Tell) -> Iterator[Article]:
    from predict.inputs.web import fetch  # few runs need it

    page = fetch(source.url)
    if kind_of(page.raw, ".html", source.where) == "pages":
        decoded = decode_page(page.raw, source.where, page.charset)
        if decoded.guessed:
            notice(f"{source.where}: read as {decoded.encoding}, which was detected.")
        yield from articles_on(decoded.text, source.name, source.where, url=page.url, notice=notice)
    else:
        yield from read_document(page.raw, source.name, source.where, ending=".html", skip=skip, notice=notice)


def _bytes(source: Source) -> bytes:
    try:
        if str(source.path) == STANDARD_INPUT:
            raw = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with source.path.open("rb") as file:
                raw = file.read(LARGEST + 1)
    except OSError as error:
        raise DuidingError("%(path)s can't be read (%(reason)s).", path=source.where, reason=error.strerror) from error
    if len(raw) > LARGEST:
        raise TooLongError(
            "%(where)s has more than %(most)s bytes: cut it into smaller files.",
            where=source.where,
            most=f"{LARGEST:,}",
        )
    return raw


def spooled(source: Source, folder: Path) -> Path:
    """Copy a stream to disk: its encoding can be told only from all of it.

    Raises:
        DuidingError: it can't be read.

    """
    path = folder / "stream"
    try:
        with path.open("wb") as copy:
            if str(source.path) == STANDARD_INPUT:
                shutil.copyfileobj(sys.stdin.buffer, copy)
            else:
                with source.path.open("rb") as stream:
                    shutil.copyfileobj(stream, copy)
    except OSError as error:
        raise DuidingError("%(path)s can't be read (%(reason)s).", path=source.where, reason=error.strerror) from error
    return path
