"""Downloads from GoPress, the archive of the Belgian press: 'De Bode - 18 Jul. 2014', 'Pagina 4', title, text, copyright."""

from __future__ import annotations

import re
from itertools import pairwise

from duiding.documents.dates import iso_date
from duiding.documents.newspapers.parts import COPYRIGHT, joined, lines_of, make, numbered
from duiding.prediction import Article

_HEAD = re.compile(
    r"(?P<publisher>[A-ZÀ-Þ][^.!?]{1,60}?)\*?\s*(?:[-–|,]\s*)(?P<date>\d{1,2}[ -]\w{3,9}\.?[ -]\d{4}|\d{1,2}[-/]\d{1,2}[-/]\d{4})\s*(?P<page>.{0,30})"
)
_PAGE = re.compile(r"(?:Pagina|Page|Blz\.?|P\.)\s*\w{1,6}(?:\s*[-–]\s*\w{1,6})?", re.IGNORECASE)


def read(text: str, name: str) -> list[Article]:
    """Read a download; gives nothing for another text.

    Args:
        text: the text of the file.
        name: id of the article, or what the ids of several begin with.

    """
    lines = lines_of(text)
    heads = [
        place
        for place, (line, following) in enumerate(pairwise([*lines, ""]))
        if (found := _HEAD.fullmatch(line.strip()))
        and iso_date(found["date"])
        and _PAGE.match(found["page"].lstrip(" ,-–|") or following)
    ]
    if not heads or "copyright" not in text.casefold():
        return []
    ends = [*heads[1:], len(lines)]
    return [
        _one(lines[begin:end], numbered(name, len(heads), number))
        for number, (begin, end) in enumerate(zip(heads, ends, strict=True), 1)
    ]


def _one(lines: list[str], name: str) -> Article:
    head = _HEAD.fullmatch(lines[0].strip())
    fields = {"publisher": head["publisher"], "date": head["date"]} if head else {}
    rest = lines[2:] if len(lines) > 1 and _PAGE.fullmatch(lines[1].strip()) else lines[1:]
    end = next((place for place, line in enumerate(rest) if COPYRIGHT.match(line)), len(rest))
    kept = [line for line in rest[:end] if not re.fullmatch(r"[*\s_-]+", line)]
    return make(name, kept[0] if kept else "", "", joined(kept[1:]), fields)
