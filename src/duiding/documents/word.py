"""Word documents (.docx), with python-docx: paragraphs and cells of tables, headers and footers left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from duiding.compressed import DAMAGED, check_archive
from duiding.documents.article import Tell
from duiding.documents.paragraphs import articles_of
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article


def read(raw: bytes, name: str, where: str, *, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a document; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: id of its article.
        where: what to call it in an error.
        notice: told what it was read as.
        more: what other readers need.

    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise DuidingError("Reading Word documents needs python-docx: pip install 'duiding[documents]'.") from error
    check_archive(raw, where)
    try:
        document = docx.Document(io.BytesIO(raw))
        paragraphs = list(_paragraphs(document.element.body))
    except (*DAMAGED, OpcError, SyntaxError) as error:
        raise InputError("%(where)s is a Word document that can't be read: it is damaged.", where=where) from error
    yield from articles_of(paragraphs, name, where, notice, called="a Word document")


def _paragraphs(body: Any) -> Iterator[str]:
    """Give the text of each paragraph, those in cells and text boxes too; a line break ends one."""
    from docx.oxml.ns import qn

    repeated = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    for paragraph in body.iter(qn("w:p")):
        if next(paragraph.iterancestors(repeated), None) is not None:
            continue  # a text box for old versions of Word, whose text stands there once more
        parts: list[str] = []
        for run in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:cr"), qn("w:tab"), qn("w:noBreakHyphen")):
            if next(run.iterancestors(qn("w:p"))) is paragraph:  # and not one within it, as that of a text box
                parts.append(_sign(run.tag.rpartition("}")[2], run.text))
        yield from "".join(parts).split("\n")


def _sign(tag: str, text: str | None) -> str:
    return {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}.get(tag, text or "")
