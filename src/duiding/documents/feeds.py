"""RSS and Atom, with feedparser: an article an item."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from typing import Any

from duiding.documents.article import Tell, article_of
from duiding.documents.markup import blocks_of
from duiding.documents.newspapers.parts import numbered
from duiding.errors import DuidingError
from duiding.prediction import Article

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def read(raw: bytes, name: str, where: str, *, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a feed; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: what the ids of its articles begin with.
        where: what to call it in an error.
        notice: told what it was read as.
        more: what other readers need.

    """
    try:
        import feedparser
    except ImportError as error:
        raise DuidingError("Reading feeds needs feedparser: pip install 'duiding[documents]'.") from error
    feed = feedparser.parse(io.BytesIO(raw))
    publisher = feed.feed.get("title", "")
    notice(f"{where}: read as a feed, {len(feed.entries)} articles.")
    for number, entry in enumerate(feed.entries, 1):
        contents = [part.get("value", "") for part in entry.get("content", [])]
        lead = entry.get("summary", "")
        body = next(filter(None, contents), "")
        fields = {
            "date": _date(entry),
            "publisher": publisher,
            "section": next((tag.get("term") or "" for tag in entry.get("tags", [])), ""),
            "url": _url(entry),
            "author": entry.get("author", ""),
        }
        blocks = _distinct(blocks_of(lead), blocks_of(body))
        title = " ".join(blocks_of(entry.get("title", "")))
        yield article_of(numbered(name, len(feed.entries), number), blocks, title=title, fields=fields)


def _distinct(lead: list[str], body: list[str]) -> list[str]:
    """Leave out a lead that the text repeats, or that is its cut-off beginning."""
    start = " ".join(lead).rstrip(" .…[]")
    return body if start and " ".join(body).startswith(start[:200]) else lead + body


def _url(entry: Any) -> str:
    """Give the address of an item's page; feedparser takes its id for that, which need not be one."""
    links = {link.get("rel", "alternate"): link.get("href", "") for link in reversed(entry.get("links", []))}
    named = links.get("alternate") or entry.get("link", "")
    return named if _ADDRESS.match(named) else next((link for link in links.values() if _ADDRESS.match(link)), "")


def _date(entry: Any) -> str:
    for key in ("published_parsed", "updated_parsed"):
        if isinstance(entry.get(key), time.struct_time):
            return time.strftime("%Y-%m-%d", entry[key])
    return str(entry.get("published", ""))
