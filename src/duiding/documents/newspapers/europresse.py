"""Downloads from Europresse, as its pages of HTML."""

from __future__ import annotations

import re
from typing import Any

from duiding.documents.markup import blocks_of
from duiding.documents.newspapers.parts import make, numbered
from duiding.errors import DuidingError
from duiding.prediction import Article

_SIGN = re.compile(r"titreArticle|rdp__articletitle|docOcurrContainer|DocPublicationName")
_DATE = re.compile(r"\b(\d{4})(\d{2})(\d{2})\b")


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
    found = parser.document_fromstring(html).xpath("//article")
    documents = [document for document in found if _text(document, "titreArticle", "rdp__articletitle")]
    articles = [_one(document, numbered(name, len(documents), number)) for number, document in enumerate(documents, 1)]
    return [article for article in articles if article.text]


def _one(document: Any, name: str) -> Article:
    from lxml import etree

    number = _DATE.search(_text(document, "publiC-lblNodoc"))
    header = _text(document, "DocHeader")
    containers = _with_class(document, "docOcurrContainer")
    markup = "".join(etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in containers)
    fields = {
        "publisher": _text(document, "DocPublicationName").split(",")[0],
        "date": "-".join(number.groups()) if number else header,
        "section": header.split(",")[0] if "," in header and not header[:1].isdigit() else "",
    }
    return make(name, _text(document, "titreArticle", "rdp__articletitle"), "", blocks_of(markup), fields)


def _text(document: Any, *names: str) -> str:
    for name in names:
        for element in _with_class(document, name):
            if text := " ".join(element.text_content().split()):
                return str(text)
    return ""


def _with_class(document: Any, name: str) -> list[Any]:
    return list(document.xpath(".//*[contains(@class, $name)]", name=name))
