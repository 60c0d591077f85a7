"""Downloads from archives of newspapers -> one article each; no line of their headers is left in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiding.documents.article import Tell
from duiding.documents.losses import losses
from duiding.documents.newspapers import factiva, fielded, gopress, nexis
from duiding.documents.newspapers.parts import COPYRIGHT
from duiding.prediction import Article

_FIELD = re.compile(r"\s*[A-Za-zÀ-ÿ][\w -]{1,30}: ")  # heads tell much in fields, which are no text

_TEXTS = (
    ("Nexis", nexis.read),
    ("Factiva", factiva.read),
    ("GoPress", gopress.read),
    ("GoPress or another archive that names its fields", fielded.read),
)


def read_download(text: str, name: str, where: str, notice: Tell, *, called: str = "") -> list[Article]:
    """Give the articles of a download from an archive, and tell that it is one; none for another text.

    Args:
        text: the text of a file, its paragraphs apart by an empty line or a line each.
        name: id of the article, or what the ids of several begin with.
        where: what to call the file.
        notice: told what it was read as, and what was not taken.
        called: what kind of document the file is, if that is worth telling.

    """
    archive, articles = split_download(text, name)
    if articles:
        tell_download(archive, articles, text, f"{where}: read as {called and called + ', '}", notice)
    return articles


def tell_download(archive: str, articles: Sequence[Article], text: str, before: str, notice: Tell) -> None:
    """Tell what was read as a download, how many of its articles have no text, and whether much of it was not taken.

    Args:
        archive: where it was downloaded from.
        articles: the articles in it.
        text: all of its text.
        before: how the remark begins.
        notice: told.

    """
    where = before.partition(": read as ")[0]
    notice(f"{before}a download from {archive}, {len(articles)} articles.")
    if bare := sum(article.text == article.fields.get("title") for article in articles):
        notice(f"{where}: {bare} of {len(articles)} articles hold a title and no text.")
    lines = (line for line in text.splitlines() if not (COPYRIGHT.match(line) or _FIELD.match(line)))
    if lost := losses((article.text for article in articles), lines):
        notice(f"{where}: {lost}.")


def split_download(text: str, name: str) -> tuple[str, list[Article]]:
    """Tell which archive a text was downloaded from, and give its articles; an empty name and none for another text.

    Args:
        text: the text of a file, its paragraphs apart by an empty line or a line each.
        name: id of the article, or what the ids of several begin with.

    """
    for archive, read in _TEXTS:
        if articles := read(text, name):
            return archive, articles
    return "", []
