"""The article on an HTML page: its main text, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from duiding.documents.article import BETWEEN, Tell, article_of
from duiding.documents.dates import first_date
from duiding.documents.elements import lay_out
from duiding.documents.losses import losses
from duiding.documents.markup import blocks_of
from duiding.documents.newspapers import europresse, read_download, tell_download
from duiding.encoding import Decoded, decode
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article, check_length

_DECLARED = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes; HTML wants the declaration in the first 1,024
_FIELDS = ("title", "date", "author", "sitename", "url")
_MOST_ELEMENTS = 20_000  # on a page; the time of the extraction grows with their square
_MOST_ATTRIBUTES = 1000  # of an element; libxml2's time grows with their square
_OVERLOADED = re.compile(
    r"<[a-zA-Z][^\s>/]*+(?:[\s/]++[^\s\"'>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++))?+)"
    rf"{{{_MOST_ATTRIBUTES + 1}}}"
)
_PARAGRAPH = re.compile(
    r"<p(?=[\s>])[^>]*>([^<]*+)"
)  # the text at its beginning, which tells enough of how much there is
_ARCHIVED = re.compile(
    r"\d+ (?:of|van) \d+ DOCUMENT|End of Document|Length:|Lengte:|articleParagraph|Document [A-Z]{3,12}0\w{10}|Copyright.{0,80}gopress|(?:Titel|Bron|Datum): ",
    re.IGNORECASE,
)
_BLOCKS = frozenset(["head", "p", "item", "list", "cell", "row", "table", "quote", "div", "figure", "lb"])


def decode_page(raw: bytes, where: str, charset: str | None = None) -> Decoded:
    """Decode a page: UTF-8, else what it or its server declares, else what is detected.

    Args:
        raw: the page's bytes.
        where: what to call the page in an error.
        charset: the encoding that its server names, if any.

    Raises:
        InputError: the bytes are not text.

    """
    found = _DECLARED.search(raw[:_HEAD])
    return decode(raw, where, charset or (found[1].decode("ascii") if found else None))


def read(raw: bytes, name: str, where: str, *, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a page; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the page's bytes.
        name: id of the article.
        where: what to call the page in an error.
        notice: told in which encoding it was read, where that had to be detected.
        more: what other readers need.

    """
    decoded = decode_page(raw, where)
    if decoded.guessed:
        notice(f"{where}: read as {decoded.encoding}, which was detected.")
    yield from articles_on(decoded.text, name, where, notice=notice)


def articles_on(html: str, name: str, where: str, *, url: str | None = None, notice: Tell) -> Iterator[Article]:
    """Give the articles of a download from an archive of newspapers, or the one on a page.

    Args:
        html: the page.
        name: id of the article.
        where: what to call the page in an error.
        url: where it came from, if that is known.
        notice: told what it was read as.

    """
    if articles := europresse.read(html, name):
        tell_download("Europresse", articles, BETWEEN.join(blocks_of(html)), f"{where}: read as ", notice)
    elif _ARCHIVED.search(html):
        articles = read_download(BETWEEN.join(blocks_of(html)), name, where, notice)
    if articles:
        yield from articles
        return
    article = read_page(html, name, where, url)
    if lost := losses([article.text], _PARAGRAPH.findall(html)):
        notice(f"{where}: {lost}: it may hold more than one article.")
    yield article


def read_page(html: str, name: str, where: str, url: str | None = None) -> Article:
    """Take the article from a page with trafilatura (Barbaresi 2021), its title first; offsets count from the start of that text.

    Between two blocks of the page (headings, paragraphs, items, cells) stands an empty line.

    Args:
        html: the page.
        name: id of the article.
        where: what to call the page in an error.
        url: where it came from, if it was fetched.

    Raises:
        DuidingError: trafilatura is not installed.
        InputError: the page holds no article, or more than any article's page.

    """
    page = _extracted(html, where, url)
    blocks = list(_blocks(getattr(page, "body", None)))
    if not blocks:
        raise InputError("%(where)s holds no article that can be told from the rest of the page.", where=where)
    known = {field: getattr(page, field, None) for field in _FIELDS}
    known["date"] = known["date"] or first_date(blocks)
    fields = {field: str(value) for field, value in known.items() if value}
    title = fields.get("title", "")
    headed = len(title.split()) > 1 and title != fields.get("sitename")
    article = article_of(name, blocks, title=title if headed else "", fields=fields)
    check_length(article.text, where)
    return article


def _extracted(html: str, where: str, url: str | None) -> Any:
    """Let trafilatura find text and fields of a page; None where there are none."""
    try:
        from trafilatura import bare_extraction, load_html
    except ImportError as error:
        raise DuidingError("Reading HTML pages needs trafilatura: pip install 'duiding[html]'.") from error
    if _OVERLOADED.search(html):
        raise InputError(
            f"{where} has an element of more than {_MOST_ATTRIBUTES:,} attributes, which no article's page has."
        )
    tree = load_html(html)
    elements = sum(1 for _ in tree.iter()) if tree is not None else 0
    if elements > _MOST_ELEMENTS:
        raise InputError(f"{where} has {elements:,} elements, more than the {_MOST_ELEMENTS:,} of any article's page.")
    if tree is None:
        return None
    lay_out(tree)
    return bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},  # which takes any year in the text or foot for its date
    )


def _blocks(body: Any) -> Iterator[str]:
    """Give the text of each block of what trafilatura extracted."""
    from lxml import etree

    if body is None:
        return
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _joined(parts)
        part = element.text if event == "start" else element.tail
        if part:
            parts.append(part)
    yield from _joined(parts)


def _joined(parts: list[str]) -> Iterator[str]:
    text = " ".join("".join(parts).split())
    parts.clear()
    if text:
        yield text
