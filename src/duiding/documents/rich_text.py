"""RTF, with striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiding.documents.article import Tell, cut_off
from duiding.documents.paragraphs import articles_of
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_LARGEST = 20_000_000  # bytes: pictures in RTF are hexadecimal text
_ESCAPED = re.compile(rb"\\[\\{}]")
_PICTURE = re.compile(rb"(?<=[\s}])[0-9a-fA-F\s]{1000,}+")


def read(raw: bytes, name: str, where: str, *, skip: Tell, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a document; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        skip: told that its end is missing.
        notice: told what it was read as.
        more: what other readers need.

    """
    slim = _PICTURE.sub(b" ", raw)
    if len(slim) > _LARGEST:
        raise InputError(f"{where} is RTF of more than {_LARGEST:,} bytes: cut it into smaller files.")
    yield from articles_of(text_of(slim).split("\n"), name, where, notice, called="RTF")
    bare = _ESCAPED.sub(b"", slim)
    if bare.count(b"{") > bare.count(b"}"):
        skip(cut_off(where))


def text_of(raw: bytes) -> str:
    """Give the text of RTF, a paragraph a line.

    Raises:
        DuidingError: striprtf is not installed.

    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise DuidingError("Reading RTF needs striprtf: pip install 'duiding[documents]'.") from error
    found = _CODE_PAGE.search(raw[:2000])
    encoding = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        return str(rtf_to_text(raw.decode("latin-1"), encoding=encoding, errors="replace"))
    except LookupError:
        return str(rtf_to_text(raw.decode("latin-1"), encoding="cp1252", errors="replace"))
