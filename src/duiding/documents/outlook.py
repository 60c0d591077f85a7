"""Outlook messages (.msg), whose properties olefile reads: subject, date, sender and text."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from duiding.documents.article import Tell, article_of
from duiding.documents.markup import blocks_of
from duiding.documents.rich_text import text_of
from duiding.encoding import decode
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article

# Properties by their numbers in MS-OXPROPS.
_SUBJECT, _BODY, _HTML, _SENDER = "0037", "1000", "1013", "0C1A"
_RTF = "__substg1.0_10090102"  # packed as MS-OXRTFCP tells
_TIMES = (0x0039, 0x0E06)  # sent, delivered
_HEADER, _ENTRY = 32, 16  # bytes before and of the entries of a message's fixed properties
_EPOCH = datetime(1601, 1, 1)  # Windows counts from here, in UTC


def read(raw: bytes, name: str, where: str, *, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a message; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        notice: told what it was read as.
        more: what other readers need.

    """
    try:
        import olefile
    except ImportError as error:
        raise DuidingError("Reading Outlook messages needs olefile: pip install 'duiding[documents]'.") from error
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as file:
            blocks = _blocks(file, where)
            title, sender, date = _text(file, _SUBJECT, where), _text(file, _SENDER, where), _date(file)
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise InputError("%(where)s is an Outlook message that can't be read: it is damaged.", where=where) from error
    notice(f"{where}: read as an Outlook message.")
    yield article_of(name, blocks, title=title, fields={"date": date, "author": sender})


def _blocks(file: Any, where: str) -> list[str]:
    """Give the body of a message: its text, else its HTML, else its RTF, whichever Outlook kept."""
    if (body := _text(file, _BODY, where)).strip():
        return [body]
    if blocks := blocks_of(_text(file, _HTML, where)):
        return blocks
    if not file.exists(_RTF):
        return []
    try:
        from compressed_rtf import decompress
    except ImportError as error:
        raise DuidingError(
            "Reading Outlook messages of RTF needs compressed-rtf: pip install 'duiding[documents]'."
        ) from error
    return text_of(decompress(file.openstream(_RTF).read())).split("\n")


def _text(file: Any, number: str, where: str) -> str:
    """Give a property as text: UTF-16, the sender's code page, or bytes of HTML."""
    stream = f"__substg1.0_{number}"
    for kind in ("001F", "001E", "0102"):
        if file.exists(stream + kind):
            raw = file.openstream(stream + kind).read()
            return (
                raw.decode("utf-16-le", "replace") if kind == "001F" else decode(raw, where).text if raw.strip() else ""
            )
    return ""


def _date(file: Any) -> str:
    if not file.exists("__properties_version1.0"):
        return ""
    raw = file.openstream("__properties_version1.0").read()
    found: dict[int, int] = {}
    for place in range(_HEADER, len(raw) - _ENTRY + 1, _ENTRY):
        tag, _, value = struct.unpack_from("<IIQ", raw, place)
        found[tag >> 16] = value
    ticks = next((found[number] for number in _TIMES if found.get(number)), 0)
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else ""
    except OverflowError:
        return ""
