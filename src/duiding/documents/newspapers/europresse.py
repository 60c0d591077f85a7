"""Downloads from Europresse, as its pages of HTML: those of now, with an element an article, and the older ones of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from duiding.documents.dates import iso_date
from duiding.documents.markup import blocks_of
from duiding.documents.newspapers.parts import COPYRIGHT, make, numbered
from duiding.errors import DuidingError
from duiding.prediction import Article

_SIGN = re.compile(r"itreArticle|rdp__articletitle|docOcurrContainer|DocPublicationName")
_NUMBER = re.compile(r"\w*·(\d{4})(\d{2})(\d{2})·")  # of a document: news·20140703·BO·12
_PUBLISHER, _HEADER, _NUMBERED = "DocPublicationName", "DocHeader", "publiC-lblNodoc"
_TITLES = ("rdp__articletitle", "itreArticleVisu", "titreArticle")
_AUTHORS = ("docAuthors", "rdp__byline", "sm-margin-bottomNews")
_LEAD, _TEXTS = "rdp__subtitle", ("DocText", "docOcurrContainer")
_BESIDE = "descendant::aside|descendant::footer|descendant::script|descendant::style|descendant::*[contains(@class, 'apd-wrapper')]"
_SUBSECTION = "DocTitreSousSection"
_KNOWN = (_PUBLISHER, _HEADER, _NUMBERED, _LEAD, _SUBSECTION, *_TITLES, *_AUTHORS)
_A_SENTENCE = 8  # words of a piece of a header that is more than a name
_DAY = re.compile(r"[a-z]+(?:dag|day|di|che)", re.IGNORECASE)


def read(html: str, name: str) -> list[Article]:
    """Read a download; gives nothing for another page.

    Args:
        html: the page.
        name: id of the article, or what the ids of several begin with.

    Raises:
        DuidingError: lxml is not installed.

    """
    if not _SIGN.search(html):
        return []
    try:
        from lxml import html as parser
    except ImportError as error:
        raise DuidingError("Reading HTML pages needs lxml: pip install 'duiding[html]'.") from error
    documents = _documents(parser.document_fromstring(html))
    articles = [_one(document, numbered(name, len(documents), number)) for number, document in enumerate(documents, 1)]
    return [article for article in articles if article.text]


def _documents(page: Any) -> list[Any]:
    """Find the element of each document: an article, or the largest that holds one publication's name."""
    articles = [one for one in page.xpath("//article") if _text(one, _PUBLISHER, *_TITLES)]
    if articles:
        return articles
    found = []
    for place in _with_class(page, _PUBLISHER):
        while (parent := place.getparent()) is not None and len(_with_class(parent, _PUBLISHER)) == 1:
            place = parent
        found.append(place)
    return found


def _one(document: Any, name: str) -> Article:
    number = _NUMBER.search(document.text_content())
    author = _text(document, *_AUTHORS)
    header = ", ".join(_texts(document, _HEADER)) or _below_subsection(document)
    fields = {
        "publisher": _text(document, _PUBLISHER).split(",")[0],
        "date": "-".join(number.groups()) if number else iso_date(header) or "",
        "section": _section(header),
        "author": author if len(author.split()) < _A_SENTENCE else "",
    }
    return make(name, _text(document, *_TITLES), _text(document, _LEAD), _paragraphs(document), fields)


def _section(header: str) -> str:
    """Give the first part of a header, where that is neither a date nor a number of words or a page."""
    first = header.split(",")[0].strip()
    return first if "," in header and not any(map(str.isdigit, first)) and not _DAY.fullmatch(first) else ""


def _below_subsection(document: Any) -> str:
    below = (above.getnext() for above in _with_class(document, _SUBSECTION))
    return next((" ".join(one.text_content().split()) for one in below if one is not None), "")


def _paragraphs(document: Any) -> list[str]:
    """Give the text: what stands where texts do, or else all that is no part of a header or foot; nothing long is left out."""
    for names in _TEXTS:
        texts = [part for part in _with_class(document, names) if part.text_content().strip()]
        outer = [part for part in texts if not any(other in texts for other in part.iterancestors())]
        if outer:
            heads = [block for head in document.xpath(".//header") for block in _rest(head, *_KNOWN)]
            kept = (block for block in heads if len(block.split()) >= _A_SENTENCE)
            return [*kept, *(block for part in outer for block in _rest(part, _NUMBERED))]
    rest = (block for block in _rest(document, *_KNOWN) if any(map(str.isalpha, block)))
    return [block for block in rest if not COPYRIGHT.match(block) and not _NUMBER.match(block)]


def _rest(part: Any, *names: str) -> Iterator[str]:
    """Give the blocks of an element without what is never text, and without elements of some classes."""
    from lxml import etree

    left = deepcopy(part)
    for one in (*left.xpath(_BESIDE), *(one for name in names for one in _with_class(left, name))):
        if not (_is_long(one) and any(name in one.get("class", "") for name in _AUTHORS)):
            one.clear(keep_tail=True)
    yield from blocks_of(etree.tostring(left, encoding="unicode", method="html", with_tail=False))


def _is_long(element: Any) -> bool:
    return len(element.text_content().split()) >= _A_SENTENCE


def _texts(document: Any, *names: str) -> list[str]:
    """Give the text of each element that has one of some classes, the first class before the others."""
    found = (" ".join(element.text_content().split()) for name in names for element in _with_class(document, name))
    return [text for text in found if text]


def _text(document: Any, *names: str) -> str:
    return next(iter(_texts(document, *names)), "")


def _with_class(document: Any, name: str) -> list[Any]:
    return list(document.xpath("descendant-or-self::*[contains(@class, $name)]", name=name))
