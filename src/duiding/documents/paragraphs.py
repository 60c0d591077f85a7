"""Paragraphs of a document -> one article, or those of a download from an archive of newspapers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from duiding.documents.article import BETWEEN, Tell, article_of
from duiding.documents.newspapers import read_download
from duiding.prediction import Article


def articles_of(
    paragraphs: Sequence[str],
    name: str,
    where: str,
    notice: Tell,
    *,
    called: str,
    title: str = "",
    fields: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Article]:
    """Give the articles that a document's paragraphs make.

    Args:
        paragraphs: its paragraphs, in order.
        name: id of the article.
        where: what to call the document.
        notice: told what it was read as.
        called: what kind of document it is.
        title: its title, if the document tells one.
        fields: what else it tells.

    """
    if articles := read_download(BETWEEN.join(paragraphs), name, where, notice, called=called):
        yield from articles
        return
    notice(f"{where}: read as {called}.")
    yield article_of(name, paragraphs, title=title, fields=fields)
