"""OpenDocument texts (.odt): paragraphs and headings, headers and footers and notes left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from duiding.compressed import DAMAGED, check_archive
from duiding.documents.article import Tell
from duiding.documents.paragraphs import articles_of
from duiding.errors import InputError
from duiding.prediction import Article

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = frozenset([f"{_TEXT}p", f"{_TEXT}h"])
_UNSEEN = frozenset([f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls"])
_SIGNS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t", f"{_TEXT}s": " "}


def read(raw: bytes, name: str, where: str, *, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a document; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        notice: told what it was read as.
        more: what other readers need.

    """
    check_archive(raw, where)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314  # expat bounds entities since 2.4
    except (*DAMAGED, ElementTree.ParseError, KeyError) as error:
        raise InputError("%(where)s is an OpenDocument text that can't be read: it is damaged.", where=where) from error
    yield from articles_of(list(_paragraphs(root)), name, where, notice, called="an OpenDocument text")


def _paragraphs(root: ElementTree.Element) -> Iterator[str]:
    """Give the text of each paragraph in the order of the document."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _UNSEEN:
            continue
        if element.tag in _PARAGRAPHS:
            yield from _text(element).split("\n")
        else:
            waiting.extend(reversed(element))


def _text(paragraph: ElementTree.Element) -> str:
    parts: list[str] = []
    waiting: list[ElementTree.Element | str] = [paragraph]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            parts.append(part)
            continue
        for child in reversed(part):
            waiting.append(child.tail or "")
            if child.tag not in _UNSEEN:
                waiting.append(child)
        parts.append(_SIGNS.get(part.tag, "") + (part.text or ""))
    return "".join(parts)
