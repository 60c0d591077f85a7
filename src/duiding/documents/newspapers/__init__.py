"""Downloads from archives of newspapers -> one article each; no line of their headers is left in a text."""

from __future__ import annotations

from duiding.documents.newspapers import factiva, fielded, gopress, nexis
from duiding.prediction import Article

_TEXTS = (
    ("Nexis", nexis.read),
    ("Factiva", factiva.read),
    ("GoPress", gopress.read),
    ("GoPress or another archive that names its fields", fielded.read),
)


def split_download(text: str, name: str) -> tuple[str, list[Article]]:
    """Tell which archive a text was downloaded from, and give its articles; an empty name and none for another text.

    Args:
        text: the text of a file, its paragraphs apart by an empty line or a line each.
        name: id of the article, or what the ids of several begin with.

    """
    for archive, read in _TEXTS:
        if articles := read(text, name):
            return archive, articles
    return "", []
