"""What is read from a file -> an article: its title and blocks, and what is known about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from duiding.documents.date_column import read_date
from duiding.encoding import without_surrogates
from duiding.prediction import Article

Tell = Callable[[str], None]  # what a reader calls to tell a person something
BETWEEN = "\n\n"  # between two blocks: no sentence crosses an empty line
_LETTERS = re.compile(r"\w+")
_TITLE_AMONG = 3  # blocks at the beginning among which a page or document may have its title already


def article_of(
    name: str, blocks: Iterable[str], *, title: str = "", fields: Mapping[str, str] = MappingProxyType({})
) -> Article:
    """Make an article of blocks of text; its title is the first, unless it stands among the first already.

    Args:
        name: id of the article.
        blocks: paragraphs, headings and other blocks, in order.
        title: its title, if known.
        fields: what else is known; dates become those of ISO 8601 where they can be read, empty ones are left out.

    """
    kept = [without_surrogates(block.strip("\r\n")) for block in blocks if block.strip()]
    heading = without_surrogates(" ".join(title.split()))
    if heading and not any(_same(heading, block) for block in kept[:_TITLE_AMONG]):
        kept.insert(0, heading)
    known = {
        key: without_surrogates(" ".join(value.split())) for key, value in fields.items() if value and value.strip()
    }
    if "date" in known:
        known["date"] = read_date(known["date"]) or known["date"]
    return Article(without_surrogates(name), BETWEEN.join(kept), ({"title": heading} if heading else {}) | known)


def cut_off(where: str) -> str:
    """Say that a file lacks its end."""
    return f"{where} is cut off: its end is missing, and what comes before that was read."


def _same(title: str, block: str) -> bool:
    """Tell whether a block is the title, be it with the name of the site behind it on one of the two sides."""
    one, other = _LETTERS.findall(title.casefold()), _LETTERS.findall(block.casefold())
    shorter = min(len(one), len(other))
    return shorter > 0 and one[:shorter] == other[:shorter] and len(other) <= len(one)
