"""What the readers of archives share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from duiding.documents.article import article_of
from duiding.prediction import Article

COPYRIGHT = re.compile(
    r"\s*(?:(?:©\s|(?:copyright|\(c\))\s+(?-i:[^a-zà-ÿ]|by\b|van\b)).{0,160}|(?:all rights reserved|alle rechten voorbehouden|tous droits réservés)\b.{0,80})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def paragraphs_of(text: str) -> list[str]:
    """List the paragraphs of a text: what stands between empty lines, the ends of its lines kept."""
    return [part.strip("\n") for part in _BETWEEN.split(text.replace("\r\n", "\n")) if part.strip()]


def lines_of(text: str) -> list[str]:
    r"""List the lines of a text that hold something; one that an empty line follows ends in a line feed, so that paragraphs last.

    >>> lines_of(" a\nb\n\nc")
    ['a', 'b\n', 'c']
    """
    lines: list[str] = []
    for line in text.replace("\xa0", " ").splitlines():
        if stripped := line.strip():
            lines.append(stripped)
        elif lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
    return lines


def joined(lines: Iterable[str]) -> list[str]:
    """Give the paragraphs that lines of ``lines_of`` make."""
    return paragraphs_of("\n".join(lines))


def numbered(name: str, count: int, number: int) -> str:
    """Give the id of one of several articles of a file."""
    return f"{name}-{number}" if count > 1 else name


def make(name: str, title: str, lead: str, body: Iterable[str], fields: Mapping[str, str]) -> Article:
    """Make an article of an archive's parts; a lead that the text repeats stands once.

    Args:
        name: id of the article.
        title: its title.
        lead: its highlight or lead, if any.
        body: its paragraphs.
        fields: date, publisher, section and the like.

    """
    paragraphs = list(body)
    repeated = any(" ".join(part.split()).startswith(" ".join(lead.split())) for part in paragraphs[:2])
    return article_of(name, [*([lead] if lead and not repeated else []), *paragraphs], title=title, fields=fields)
