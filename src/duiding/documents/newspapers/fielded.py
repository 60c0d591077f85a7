"""Downloads from GoPress and other archives whose articles begin with fields, a line each: 'Titel: …', 'Bron: …', 'Datum: …'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duiding.documents.dates import iso_date
from duiding.documents.newspapers.parts import COPYRIGHT, joined, lines_of, make, numbered
from duiding.prediction import Article

_NAMES = {
    "title": "titel|kop|title|headline|titre",
    "lead": "ondertitel|inleiding|lead|chapeau|sous-titre",
    "publisher": "bron|krant|medium|publicatie|titel krant|source|publication|uitgave",
    "date": "datum|publicatiedatum|date|gepubliceerd",
    "section": "rubriek|katern|sectie|section",
    "author": "auteur|auteurs|journalist|author|byline",
    "url": "url|link",
    "text": "tekst|artikel|inhoud|text|texte",
    "": r"pagina|pagina's|page|pages|blz\.?|aantal woorden|woorden|words|editie|edition|regio|taal|language|langue|foto|id|artikel-?id|copyright|oplage",
}
_FIELD = re.compile(
    r"[ \t]*(?:"
    + "|".join(rf"(?P<{key or 'other'}>{names})" for key, names in _NAMES.items())
    + r")[ \t]*:[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_FEWEST = 3  # fields
_LONGEST_PREFACE = 300  # characters before the first article: more are an article that ends in such fields


def read(text: str, name: str) -> list[Article]:
    """Read a download; gives nothing for another text: an article begins with three fields or more, title and date among them.

    Args:
        text: the text of the file.
        name: id of the article, or what the ids of several begin with.

    """
    lines = lines_of(text)
    heads = [(begin, end) for begin, end in _runs(lines) if _is_head(lines[begin:end])]
    before = sum(map(len, lines[: heads[0][0]])) if heads else 0
    if not heads or before > _LONGEST_PREFACE or (before and heads[0][1] == len(lines)):
        return []
    ends = [*(begin for begin, _ in heads[1:]), len(lines)]
    return [
        _one(lines[begin:body], lines[body:end], numbered(name, len(heads), number))
        for number, ((begin, body), end) in enumerate(zip(heads, ends, strict=True), 1)
    ]


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where fields that stand below each other begin and end; one that stood there before belongs to another article."""
    begin, seen = 0, set[str]()
    for place, line in enumerate([*lines, ""]):
        role = _role(line)
        if seen and (not role or role in seen):
            yield begin, place
            seen.clear()
        if role:
            begin = begin if seen else place
            seen.add(role)


def _role(line: str) -> str:
    """Give what a line tells: a key of ``_NAMES``, another field's own name, or nothing where it is none."""
    found = _FIELD.fullmatch(line.strip())
    if found is None:
        return ""
    return found["other"].casefold() if found["other"] else _key(found)


def _key(field: re.Match[str]) -> str:
    return next(key or "other" for key in _NAMES if field[key or "other"])


def _is_head(lines: Sequence[str]) -> bool:
    fields = _fields(lines)
    return len(lines) >= _FEWEST and "title" in fields and iso_date(fields.get("date", "")) is not None


def _fields(lines: Sequence[str]) -> dict[str, str]:
    found = (_FIELD.fullmatch(line.strip()) for line in lines)
    return {_key(field): field["value"] for field in found if field and field["value"]}


def _one(head: Sequence[str], lines: Sequence[str], name: str) -> Article:
    fields = _fields(head)
    text, lead, title = (fields.pop(key, "") for key in ("text", "lead", "title"))
    fields.pop("other", None)
    body = [line for line in lines if not COPYRIGHT.match(line)]
    return make(name, title, lead, joined([text, *body] if text else body), fields)
