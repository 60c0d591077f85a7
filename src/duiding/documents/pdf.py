"""PDF with a text layer, with pypdf: columns in order, running heads and page numbers left out."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from duiding.documents.article import Tell, article_of
from duiding.documents.layout import Fragment, lines_of
from duiding.documents.newspapers import read_download
from duiding.documents.wrapping import paragraphs_of
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article

_MOST_PAGES = 500
_LARGEST_PAGE = 20_000_000  # bytes of drawing instructions
_AVERAGE = 480.0  # thousandths of its height: what a character takes in print
_SCAN = 20  # letters a page: a scan has none, or those of a stamp


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
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise DuidingError("Reading PDF needs pypdf: pip install 'duiding[documents]'.") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of each fault that it mends
    try:
        document = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            raise InputError("%(where)s is a PDF that asks for a password: save it without one.", where=where)
        count = len(document.pages)
        if count > _MOST_PAGES:
            raise InputError(
                f"{where} is a PDF of {count:,} pages, more than {_MOST_PAGES}: cut it into smaller files."
            )
        pages = [_fragments(page) for page in document.pages]
    except (PyPdfError, NotImplementedError, RuntimeError, ZeroDivisionError) as error:
        raise InputError("%(where)s is a PDF that can't be read: it is damaged or locked.", where=where) from error
    letters = sum(character.isalpha() for page in pages for fragment in page for character in fragment.text)
    if letters < _SCAN * max(count, 1):
        raise InputError(
            "%(where)s is a scan: a PDF of pictures without text. Recognise its text first (OCR).", where=where
        )
    lines = lines_of(pages)
    text = "\n".join(line.text if line else "" for line in lines)
    if articles := read_download(text, name, where, notice, called="PDF"):
        yield from articles
        return
    notice(f"{where}: read as PDF, {count} {'page' if count == 1 else 'pages'}.")
    yield article_of(name, paragraphs_of(lines))


def _fragments(page: Any) -> list[Fragment]:
    """List the pieces of text on a page, each with its place."""
    found: list[Fragment] = []
    fonts: dict[int, tuple[int, list[float], float]] = {}

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        stripped = text.strip("\n")
        if not stripped.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        height = size * scale
        if (told := fonts.get(id(font))) is None:
            told = fonts[id(font)] = _widths(font)
        found.extend(
            Fragment(x, y - row * height * 1.2, height, _width(part, told) * height, part)
            for row, part in enumerate(stripped.split("\n"))
            if part.strip()
        )

    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) <= _LARGEST_PAGE:
        page.extract_text(visitor_text=visit)
    return found


def _widths(font: Any) -> tuple[int, list[float], float]:
    """Give the code of a font's first character, the widths that it tells in thousandths of its height, and a usual one."""
    try:
        first = int(font["/FirstChar"])
        widths = [float(width) for width in font["/Widths"]]
    except (KeyError, TypeError, ValueError):
        return 0, [], _AVERAGE
    told = [width for width in widths if width > 0]
    return first, widths, sum(told) / len(told) if told else _AVERAGE


def _width(text: str, font: tuple[int, list[float], float]) -> float:
    """Give how wide a text is, in heights of its letters."""
    first, widths, usual = font
    places = (ord(character) - first for character in text)
    return sum(widths[place] if 0 <= place < len(widths) and widths[place] > 0 else usual for place in places) / 1000
