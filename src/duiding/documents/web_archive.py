"""Saved web pages (.mht, .mhtml): the page in the message that they are."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

from duiding.documents.article import Tell
from duiding.documents.mail import content, header
from duiding.documents.pages import articles_on
from duiding.errors import InputError
from duiding.prediction import Article


def read(raw: bytes, name: str, where: str, *, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a saved page; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        notice: told what it was read as.
        more: what other readers need.

    """
    message = message_from_bytes(raw.lstrip(), policy=policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise InputError("%(where)s is a saved web page that holds no page.", where=where)
    url = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    notice(f"{where}: read as a saved web page.")
    yield from articles_on(
        content(page, where), name, where, url=url if url.startswith("http") else None, notice=notice
    )
