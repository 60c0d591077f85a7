"""A file's bytes -> the articles in it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from duiding.documents.article import Tell
from duiding.documents.recognition import kind_of
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article, too_long
from duiding.sentences import clean
from duiding.signatures import READ

LARGEST = 100_000_000  # bytes of a file


def read_document(
    raw: bytes, name: str, where: str, *, ending: str = "", skip: Tell, notice: Tell
) -> Iterator[Article]:
    """Read the articles of a file, whatever it is; their ids begin with ``name``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        ending: of its name, with the dot; what it holds counts more.
        skip: told why a part of it, such as a file in an archive, was left out.
        notice: told what it was read as.

    Raises:
        InputError: it can't be read, or holds no article; the error says what it is.
        DuidingError: the library that reads such files is not installed.

    """
    if len(raw) > LARGEST:
        raise InputError(
            "%(where)s has more than %(most)s bytes: cut it into smaller files.", where=where, most=f"{LARGEST:,}"
        )
    if not raw.strip():
        raise InputError("%(where)s holds no text: expected an article.", where=where)
    kind = kind_of(raw, ending, where)
    reader = import_module(f"duiding.documents.{kind}")
    some = False
    try:
        for article in reader.read(raw, name, where, ending=ending, skip=skip, notice=notice):
            if not clean(article.text).strip():  # signs that nobody sees are no text
                continue
            some = True
            if trouble := too_long(article.text):
                skip(f"{where}: {article.article_id} {trouble}.")
            else:
                yield article
    except DuidingError:
        raise
    except Exception as error:  # what libraries raise on a damaged file shares no base
        raise InputError(f"{where} is {READ[kind]} that can't be read: {_reason(error)}.") from error
    if not some:
        raise InputError(f"{where} is {READ[kind]} that holds no article.")


def _reason(error: BaseException) -> str:
    lines = str(error).split("\n")
    return lines[0][:120].rstrip(".") or "it is damaged"
