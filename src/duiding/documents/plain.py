"""Plain text: one article, or a download from an archive of newspapers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duiding.documents import markdown
from duiding.documents.article import Tell, article_of
from duiding.documents.dates import first_date
from duiding.documents.foreign import foreign_kind
from duiding.documents.markup import blocks_of, is_marked_up
from duiding.documents.newspapers import read_download
from duiding.documents.subtitles import is_subtitled, spoken
from duiding.encoding import decode
from duiding.errors import InputError
from duiding.prediction import Article, check_length
from duiding.sentences import read_front_matter

_BEGINNING = 2000  # characters


def read(
    raw: bytes, name: str, where: str, *, ending: str = "", skip: Tell, notice: Tell, **more: Any
) -> Iterator[Article]:
    """Read a text; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        ending: of its name, which may be Markdown's.
        skip: told that code in it is left out.
        notice: told what it was read as.
        more: what other readers need.

    """
    decoded = decode(raw, where)
    if decoded.guessed:
        notice(f"{where}: read as {decoded.encoding}, which was detected.")
    if articles := read_download(decoded.text, name, where, notice):
        yield from articles
        return
    if is_marked_up(decoded.text) and ending.lower() not in markdown.ENDINGS:
        notice(f"{where}: read as a piece of HTML.")
        yield article_of(name, blocks_of(decoded.text))
        return
    check_length(decoded.text, where)
    if is_subtitled(decoded.text):
        notice(f"{where}: read as subtitles.")
        yield article_of(name, spoken(decoded.text))
        return
    written = ending.lower() not in markdown.ENDINGS and foreign_kind(decoded.text)
    if written:
        raise InputError(f"{where} is {written}, which can't be read: expected an article.")
    if markdown.is_markdown(decoded.text, ending):
        notice(f"{where}: read as Markdown.")
        yield markdown.article_in(decoded.text, name, where, skip, ending=ending)
        return
    yield Article(name, decoded.text, _dated(decoded.text))


def _dated(text: str) -> dict[str, str]:
    """Give what stands before the text, and the date of a line among the first where that tells none."""
    known = read_front_matter(text)
    if "date" in known.fields:
        return known.fields
    lines = [line.strip() for line in text[known.body : known.body + _BEGINNING].splitlines() if line.strip()]
    found = first_date(lines)
    return known.fields | ({"date": found} if found else {})
