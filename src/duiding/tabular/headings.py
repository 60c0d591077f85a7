"""Which column of a table holds what, by the headings that Dutch and English tables usually have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from duiding.errors import ColumnError

_NAMES = {
    "text": (
        "text",
        "tekst",
        "zin",
        "sentence",
        "artikeltekst",
        "article_text",
        "body",
        "content",
        "inhoud",
        "bodytext",
        "fulltext",
        "full_text",
    ),
    "label": ("label", "labels", "frame", "klasse", "class", "categorie", "category"),
    "title": ("title", "titel", "kop", "headline", "hoofdkop"),
    "lead": ("lead", "inleiding", "intro", "chapeau", "highlight", "samenvatting"),
    "date": ("date", "datum", "publicatiedatum", "pubdate", "pub_date", "published", "publication_date", "load-date"),
    "publisher": (
        "publisher",
        "krant",
        "krantnaam",
        "medium",
        "bron",
        "source",
        "newspaper",
        "uitgever",
        "publicatie",
        "publication",
    ),
    "section": ("section", "rubriek", "sectie", "katern"),
    "url": ("url", "link", "webadres"),
    "article_id": ("article_id", "articleid", "artikel_id", "artikelid", "article", "artikel", "document_id", "doc_id"),
    "sentence_id": ("sentence_id", "sentenceid", "zin_id", "zinid", "zinnummer"),
    "author": ("author", "auteur", "byline", "journalist"),
    "split": ("split", "partition"),
    "annotator": ("coder", "annotator", "codeur", "beoordelaar"),
}
ROLES = tuple(_NAMES)
_REPEATED = re.compile(r" \(\d+\)$")


def heading_among(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the heading below the title of a table: the first row of several columns that calls one as a text is usually called.

    A row that is no wider than one above it is a heading only if all its columns have usual names, unlike a row of a codebook.
    """
    texts = set(map(_squeezed, _NAMES["text"]))
    usual = {_squeezed(name) for names in _NAMES.values() for name in names}
    widest = 1
    for place, cells in enumerate(rows):
        filled = {_squeezed(cell) for cell in cells if cell.strip()}
        if len(filled) > 1 and filled & texts and (len(filled) > widest or filled <= usual):
            return place
        widest = max(widest, len(filled))
    return None


def others_for(columns: Sequence[str], role: str, chosen: str | None) -> list[str]:
    """Give the columns that have a usual name for something too, though another was taken for it."""
    names = {
        _squeezed(name) for name in _NAMES[role] if name != "sentence"
    }  # the number of one, where there is a text beside it
    return [column for column in columns if chosen and column != chosen and _squeezed(column) in names]


def named(headings: Iterable[str]) -> list[str]:
    """Give each heading a name of its own: one that occurs again gets a number behind it.

    >>> named(["text", "label", "label"])
    ['text', 'label', 'label (2)']
    """
    counts: dict[str, int] = {}
    found = []
    for heading in headings:
        counts[heading] = counts.get(heading, 0) + 1
        found.append(f"{heading} ({counts[heading]})" if counts[heading] > 1 and heading else heading)
    return found


def find_column(columns: Sequence[str], *wanted: str) -> str | None:
    """Find the first of some names among columns, as written or else in other case; None without one."""
    for name in filter(None, wanted):
        if name in columns:
            return name
        for column in columns:
            if _form(column) == _form(name):
                return column
    return None


def recognise(columns: Sequence[str], role: str, source: str, wanted: str = "") -> str | None:
    """Find the column that holds something, by its usual names; None without one.

    Args:
        columns: the headings of a table.
        role: what is looked for, one of ``ROLES``.
        source: what to call the table.
        wanted: the column that a user names for it, if any.

    Raises:
        ColumnError: two columns have a name of equal standing, such as ``label`` and ``Label``.

    """
    if wanted:
        return find_column(columns, wanted)
    for name in dict.fromkeys(map(_squeezed, _NAMES[role])):
        found = [column for column in columns if _squeezed(_REPEATED.sub("", column)) == name]
        if len(found) > 1:
            raise ColumnError(
                f"{source} has {len(found)} columns for the {role.replace('_', ' ')}: {', '.join(found)}.",
                role if role in ("text", "label") else "",
            )
        if found:
            return found[0]
    return None


def _squeezed(heading: str) -> str:
    """Give what ``article_id``, ``Article ID`` and ``article-id`` have in common."""
    return re.sub(r"[\s_-]", "", heading).casefold()


def _form(heading: str) -> str:
    return " ".join(heading.split()).casefold()
