"""E-mails (.eml), with Python's own reader: subject, date, sender and text, attachments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from duiding.documents.article import Tell, article_of, cut_off
from duiding.documents.markup import blocks_of
from duiding.documents.newspapers import read_download
from duiding.encoding import decode
from duiding.prediction import Article

_C1 = re.compile("[\x80-\x9f]")

_WHOLE = 0.6  # of the characters of a mail's HTML, which its plain text has at least


def read(raw: bytes, name: str, where: str, *, skip: Tell, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a message; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        skip: told that its end is missing.
        notice: told what it was read as.
        more: what other readers need.

    """
    message = message_from_bytes(raw.lstrip(), policy=policy.default)
    if not isinstance(message, EmailMessage):
        return
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects):
        skip(cut_off(where))
    blocks = _blocks(message, where)
    if articles := read_download("\n\n".join(blocks), name, where, notice, called="an e-mail"):
        yield from articles
        return
    notice(f"{where}: read as an e-mail.")
    fields = {"date": _date(header(message, "Date")), "author": header(message, "From")}
    yield article_of(name, blocks, title=header(message, "Subject"), fields=fields)


def header(message: Any, name: str) -> str:
    """Give a header of a message; empty where it is absent or broken."""
    try:
        return _C1.sub(_as_windows, str(message.get(name, "")))
    except (
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
        UnicodeError,
    ):  # the standard library's parser on broken headers
        return ""


def _as_windows(sign: re.Match[str]) -> str:
    """Give what a control character that was declared Latin-1 is in Windows-1252, as which browsers read it."""
    return sign[0].encode("latin-1").decode("cp1252", "replace")


def content(part: Any, where: str) -> str:
    """Give the text of a part of a message, decoded from what its sender made of it."""
    payload = part.get_payload(decode=True) or b""
    return decode(payload, where, part.get_content_charset()).text if payload.strip() else ""


def _blocks(message: EmailMessage, where: str) -> list[str]:
    plain, marked = _part(message, "text/plain"), _part(message, "text/html")
    text = content(plain, where) if plain is not None else ""
    blocks = blocks_of(content(marked, where)) if marked is not None else []
    stub = len("".join(text.split())) < _WHOLE * len("".join("".join(blocks).split()))  # 'view this mail in a browser'
    return blocks if stub else [text]


def _part(message: EmailMessage, kind: str) -> Any:
    return next((part for part in message.walk() if part.get_content_type() == kind and not _is_attached(part)), None)


def _is_attached(part: Any) -> bool:
    return "attachment" in header(part, "Content-Disposition").casefold()


def _date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
