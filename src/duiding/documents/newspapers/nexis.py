"""Downloads from Nexis and LexisNexis, Nexis Uni and Lexis+, with English or Dutch field names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duiding.documents.dates import iso_date
from duiding.documents.newspapers.parts import COPYRIGHT, joined, lines_of, make, numbered, paragraphs_of
from duiding.prediction import Article

# The older layout: '1 of 200 DOCUMENTS' or 'Document 1 van 200', publication, date, title, fields, text, fields.
_NUMBER = re.compile(
    r"^[ \t\ufeff]*(?:\d+ (?:of|van|de|von) \d+ DO[CK]UMENT(?:S|EN|E)?|(?P<before>DO[CK]UMENT \d+ (?:of|van|de|von) \d+))[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_FIELDS = {
    "author": "BYLINE|AUTEUR|DOOR",
    "section": "SECTION|SECTIE|RUBRIEK|RUBRIK|KATERN",
    "lead": "HIGHLIGHT|HOOGTEPUNT|SAMENVATTING|INLEIDING|ABSTRACT",
    "": (
        "LENGTH|LENGTE|LOAD-DATE|LAAD-?DATUM|LANGUAGE|TAAL|PUBLICATION-TYPE|PUBLICATIE-?TYPE|JOURNAL-CODE|DATELINE|DATUMREGEL|PLAATS|"
        "GRAPHIC|GRAFIEK|ILLUSTRATIE|AFBEELDING|FOTO|NAAM|NAME|SUBJECT|ONDERWERP|ORGANIZATION|ORGANISATIE|GEOGRAPHIC|GEOGRAFISCH|COUNTRY|LAND|PERSON|PERSOON|"
        "COMPANY|BEDRIJF|TICKER|INDUSTRY|BEDRIJFSTAK|CITY|STATE|SERIES|SERIE|TYPE|DISTRIBUTION|CORRECTION(?:-DATE)?|NOTES?|UPDATE|ISSN|"
        "DOCUMENT-TYPE|DOCUMENTTYPE|ACC-NO|EDITION|EDITIE"
    ),
}
_FIELD = re.compile(
    "|".join(rf"(?P<{key or 'other'}>{names})" for key, names in _FIELDS.items()).join(
        (r"[ \t]*(?:", r")[ \t]*:[ \t]*(?P<value>.*)")
    ),
    re.DOTALL | re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"[ \t]*[A-ZÀ-Þ][A-ZÀ-Þ-]+(?: [A-ZÀ-Þ-]+){0,2}[ \t]*:[ \t]*.*", re.DOTALL
)  # a field that we don't know
_EDITION = re.compile(r"\s*(?:.{0,40}\b(?:edition|editie|ed\.)|correction appended)\s*", re.IGNORECASE)

# The newer layout: title, publication, date, copyright, fields, 'Body', text, 'End of Document'.
_LENGTH = re.compile(r"(?:Length|Lengte):\s*[\d.,]+ (?:words?|woorden)\s*", re.IGNORECASE)
_BODY = re.compile(r"(?:Body|Tekst|Hoofdtekst)\s*", re.IGNORECASE)
_END = re.compile(r"(?:End of Document|Einde van (?:het )?document)\s*", re.IGNORECASE)
_AFTER_BODY = re.compile(
    r"(?:Graphic|Grafiek|Afbeelding|Illustratie|Classification|Classificatie|Notes|Load-Date:.*|Laad-?datum:.*)\s*",
    re.IGNORECASE,
)
_LONGEST_HEADER = 12  # paragraphs between title and text
_LONGEST_NAME = 60  # characters of a publication, an edition or a date


def read(text: str, name: str) -> list[Article]:
    """Read a download; gives nothing for another text.

    Args:
        text: the text of the file.
        name: id of the article, or what the ids of several begin with.

    """
    numbers = list(_NUMBER.finditer(text))
    if numbers and not (numbers[0]["before"] and not any(map(_FIELD.fullmatch, paragraphs_of(text)))):
        ends = [found.start() for found in numbers[1:]] + [len(text)]
        parts = [paragraphs_of(text[found.end() : end]) for found, end in zip(numbers, ends, strict=True)]
        kept = [part for part in parts if part]
        return [_older(part, numbered(name, len(kept), number)) for number, part in enumerate(kept, 1)]
    return _newer(text, name)


def _older(blocks: Sequence[str], name: str) -> Article:
    """Read one document of the older layout."""
    paragraphs = [part for block in blocks for part in _apart(block)]
    first = next((place for place, part in enumerate(paragraphs) if _FIELD.fullmatch(part)), len(paragraphs))
    dated = next((place for place, part in enumerate(paragraphs[:first]) if iso_date(part)), -1)
    while 0 <= dated < first - 2 and _CAPITALS.fullmatch(paragraphs[first - 1]):
        first -= 1
    publisher = paragraphs[dated - 1] if dated > 0 else ""
    title = " ".join(part for part in paragraphs[dated + 1 : first] if not _EDITION.fullmatch(part))
    if first == len(paragraphs):  # no fields: the title is the first paragraph
        title, first = (paragraphs[dated + 1] if dated + 1 < first else ""), dated + 2
    fields = {"publisher": publisher, "date": paragraphs[dated] if dated >= 0 else ""}
    body = _without_fields(paragraphs[first:], fields)
    return make(name, title, fields.pop("lead", ""), body, fields)


def _apart(paragraph: str) -> Iterator[str]:
    """Take fields that stand on lines below each other apart, and the text below the one that tells its length."""
    begin, lines = 0, paragraph.split("\n")
    if _FIELD.fullmatch(paragraph):
        for place in range(1, len(lines)):
            if _is_field(lines[place]) or _LENGTH.fullmatch(lines[place - 1].strip()):
                yield "\n".join(lines[begin:place])
                begin = place
    yield "\n".join(lines[begin:])


def _is_field(text: str) -> bool:
    """Tell whether a text is a field whose name stands in capitals, as in the older layout."""
    return _FIELD.fullmatch(text) is not None and text.partition(":")[0].isupper()


def _without_fields(paragraphs: Sequence[str], fields: dict[str, str]) -> list[str]:
    """Give the paragraphs that are text, and put into ``fields`` what the others say."""
    body: list[str] = []
    for part in paragraphs[_fields_at_edge(paragraphs) : len(paragraphs) - _fields_at_edge(paragraphs[::-1])]:
        if not _is_field(part) and not COPYRIGHT.match(part):
            body.append(part)
    for field in filter(None, (_FIELD.fullmatch(part) for part in paragraphs if part not in body)):
        fields |= {key: field["value"] for key in ("author", "section", "lead") if field[key]}
    return body


def _fields_at_edge(paragraphs: Sequence[str]) -> int:
    """Count the paragraphs up to the last known field before the text begins: there, any name in capitals is that of a field."""
    last = 0
    for number, part in enumerate(paragraphs, 1):
        if not (_FIELD.fullmatch(part) or _CAPITALS.fullmatch(part) or COPYRIGHT.match(part)):
            break
        last = number if not _CAPITALS.fullmatch(part) or _FIELD.fullmatch(part) else last
    return last


def _newer(text: str, name: str) -> list[Article]:
    lines = lines_of(text)
    lengths = [place for place, line in enumerate(lines) if _LENGTH.fullmatch(line)]
    titles = [title for place in lengths if (title := _title_above(lines, place)) is not None]
    if not titles or len(titles) < len(lengths):
        return []
    ends = [*titles[1:], len(lines)]
    count = len(titles)
    return [
        _newer_one(lines[title:end], length - title, numbered(name, count, number))
        for number, (title, length, end) in enumerate(zip(titles, lengths, ends, strict=True), 1)
    ]


def _title_above(lines: Sequence[str], length: int) -> int | None:
    """Find the title above the line that tells the length: above publication, date, edition, copyright and fields."""
    named: int | None = None
    for place in range(length - 1, max(-1, length - 1 - _LONGEST_HEADER), -1):
        line = lines[place].strip()
        if _FIELD.fullmatch(line) or COPYRIGHT.match(line):
            continue
        if _is_date(line):
            return place - 2 if place > 1 else None
        if len(line) > _LONGEST_NAME or line.endswith(".") or _END.fullmatch(line):
            break  # the text of the document before
        named = place if named is None else named
    return named - 1 if named else None


def _is_date(line: str) -> bool:
    return len(line) < _LONGEST_NAME and iso_date(line) is not None


def _newer_one(lines: Sequence[str], length: int, name: str) -> Article:
    """Read one document of the newer layout; ``length`` is the place of the line that tells its length."""
    fields = {"publisher": lines[1] if length > 1 else "", "date": next(filter(_is_date, lines[1:length]), "")}
    begin = length + 1
    marked = next(
        (at for at, line in enumerate(lines[begin : begin + _LONGEST_HEADER], begin) if _BODY.fullmatch(line)), None
    )
    while marked is None and begin < len(lines) and (_FIELD.fullmatch(lines[begin]) or COPYRIGHT.match(lines[begin])):
        begin += 1
    begin = begin if marked is None else marked
    _without_fields(lines[1:begin], fields)
    after = lines[begin if marked is None else begin + 1 :]
    end = next((at for at, line in enumerate(after) if _END.fullmatch(line) or _AFTER_BODY.fullmatch(line)), len(after))
    body = joined(line for line in after[:end] if not COPYRIGHT.match(line))
    return make(name, lines[0], fields.pop("lead", ""), body, fields)
