"""One article from a file of text, a web page, or standard input."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from duiding.documents.pages import decode_page, looks_like_page, read_page
from duiding.encoding import decode
from duiding.errors import DuidingError, TooLongError
from duiding.prediction import LONGEST, Article, check_length
from duiding.sentences import read_front_matter
from predict.inputs.sources import PAGES, STANDARD_INPUT, Source

_LARGEST = 16 * LONGEST  # bytes: a page carries far more than its article, a longer file is no article


def read_document(source: Source, notice: Callable[[str], None]) -> Article:
    """Read an article; its id is the source's name.

    Args:
        source: a file of text or HTML, standard input, or the address of a page.
        notice: told which encoding was detected.

    Raises:
        DuidingError: it can't be read, or holds no article.

    """
    if source.url:
        return _of_web(source)
    raw = _bytes(source)
    is_page = source.path.suffix.lower() in PAGES
    decoded = decode_page(raw, source.where) if is_page else decode(raw, source.where)
    if decoded.guessed:
        notice(f"{source.where}: read as {decoded.encoding}, which was detected.")
    if is_page or (str(source.path) == STANDARD_INPUT and looks_like_page(decoded.text)):
        return read_page(decoded.text, source.name, source.where)
    check_length(decoded.text, source.where)
    return Article(source.name, decoded.text, read_front_matter(decoded.text).fields)


def _of_web(source: Source) -> Article:
    from predict.inputs.web import fetch  # few runs need it

    page = fetch(source.url)
    decoded = decode_page(page.raw, source.where, page.charset)
    return read_page(decoded.text, source.name, source.where, page.url)


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
        raise DuidingError(f"{source.where} can't be read ({error.strerror}).") from error
    return path
