"""Records with named fields, such as rows of a table or objects of JSON -> articles; fields are found by their usual names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from duiding.documents.article import article_of
from duiding.documents.markup import blocks_of, holds_markup
from duiding.prediction import Article

_NAMES = {
    "text": (
        "text tekst content inhoud body bodytext artikel artikeltekst article articletext articlebody fulltext volledigetekst "
        "hoofdtekst bericht maintext plaintext"
    ),
    "title": "title titel kop headline krantenkop koptekst heading articletitle",
    "lead": "lead inleiding intro chapeau ondertitel subtitle subkop highlight standfirst abstract",
    "date": "date datum published publishedat pubdate publicationdate publicatiedatum datepublished publishdate",
    "publisher": "publisher krant medium bron source uitgever newspaper outlet publicatie publication publicationname",
    "section": "section rubriek sectie katern category categorie",
    "url": "url link webadres permalink",
    "article_id": "article_id articleid artikelid artikelnummer id",
    "author": "author auteur byline journalist",
}
_MISSING = frozenset(["", "na", "n/a", "nan", "none", "null", "#n/a", "n.v.t."])


class Roles(NamedTuple):
    """Which column holds what; those that were not found are absent."""

    columns: Mapping[str, str]

    def get(self, row: Mapping[str, str], role: str) -> str:
        """Give what a row holds in some role; empty where it holds nothing, or R's NA."""
        value = row.get(self.columns.get(role, ""), "")
        return "" if is_missing(value) else value


def is_missing(value: str) -> bool:
    """Tell whether a cell stands for nothing.

    >>> is_missing("NA"), is_missing(" "), is_missing("Nee")
    (True, True, False)
    """
    return value.strip().casefold() in _MISSING


def find_roles(names: Iterable[str], text: str | None = None) -> Roles:
    """Find out which of some columns hold text, title, date and the like, by their Dutch or English names.

    Args:
        names: the columns.
        text: the one that holds the text, if that is known.

    >>> dict(find_roles(["id", "Kop", "tekst", "krant"]).columns)
    {'text': 'tekst', 'title': 'Kop', 'publisher': 'krant', 'article_id': 'id'}

    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault("".join(c for c in name.casefold() if c.isalnum()), name)
    found = {"text": text} if text else {}
    for role, usual in _NAMES.items():
        for name in usual.replace("_", "").split():
            if role not in found and name in by_name and by_name[name] not in found.values():
                found[role] = by_name[name]
    return Roles(found)


def article_from(row: Mapping[str, str], roles: Roles, name: str) -> Article:
    """Make an article of a record: title, lead and text are its blocks, all else is known about it.

    Args:
        row: the record.
        roles: which column holds what.
        name: id of the article.

    """
    blocks = [block for role in ("lead", "text") for block in as_blocks(roles.get(row, role))]
    title = " ".join(as_blocks(roles.get(row, "title")))
    known = {role: roles.get(row, role) for role in ("date", "publisher", "section", "url", "author")}
    used = set(roles.columns.values())
    others = {key: value for key, value in row.items() if key not in used}
    return article_of(name, blocks, title=title, fields={key: value for key, value in known.items() if value} | others)


def as_blocks(text: str) -> list[str]:
    """Give the blocks of a field's text: those of its markup, if it holds any."""
    if not holds_markup(text):
        return [text] if text.strip() else []
    return [block for part in text.replace("\r\n", "\n").split("\n\n") for block in blocks_of(part)]
