"""The article on an HTML page: its main text, and what the page says of it."""

from __future__ import annotations

import re

from duiding.encoding import Decoded, decode
from duiding.errors import DuidingError
from duiding.prediction import Article, check_length

_DECLARED = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes; HTML wants the declaration in the first 1,024
_LOOKS_LIKE_PAGE = re.compile(
    r"\A\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_FIELDS = ("title", "date", "author", "sitename", "url")


def looks_like_page(text: str) -> bool:
    """Tell whether a text is an HTML page.

    >>> looks_like_page("<!DOCTYPE html><p>Hallo."), looks_like_page("Hallo.")
    (True, False)
    """
    return bool(_LOOKS_LIKE_PAGE.match(text[:2000]))


def decode_page(raw: bytes, where: str, charset: str | None = None) -> Decoded:
    """Decode a page: UTF-8, else what it or its server declares, else what is detected.

    Raises:
        DuidingError: the bytes are not text.

    """
    found = _DECLARED.search(raw[:_HEAD])
    return decode(raw, where, charset or (found[1].decode("ascii") if found else None))


def read_page(html: str, name: str, where: str, url: str | None = None) -> Article:
    """Take the article from a page with trafilatura (Barbaresi 2021); offsets count from the start of its main text.

    Args:
        html: the page.
        name: id of the article.
        where: what to call the page in an error.
        url: where it came from, if it was fetched.

    Raises:
        DuidingError: trafilatura is not installed, or the page holds no article.

    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise DuidingError("Reading HTML pages needs trafilatura: pip install 'duiding[html]'.") from error
    page = bare_extraction(html, url=url, include_comments=False, include_tables=False, with_metadata=True)
    text = getattr(page, "text", None) or ""
    if not text.strip():
        raise DuidingError(f"{where} holds no article that can be told from the rest of the page.")
    check_length(text, where)
    known = {field: getattr(page, field, None) for field in _FIELDS}
    return Article(name, text, {field: str(value) for field, value in known.items() if value})
