"""Downloads from Factiva, as lines with or without its two-letter codes, in English or Dutch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiding.documents.dates import iso_date
from duiding.documents.newspapers.parts import COPYRIGHT, joined, lines_of, make, numbered
from duiding.prediction import Article

_END = re.compile(r"Document [A-Za-z0-9]{5,12}0\w{10,30}\s*")
_WORDS = re.compile(r"[\d.,]+ (?:words|woorden)\s*", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:By|Door)\s+(.{2,120})\s*", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:Dutch|English|French|German|Nederlands|Engels|Frans|Duits)\s*")
_CODES = "HD|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|BY|SE|CLM|ART"  # Factiva's own
_CODE = re.compile(rf"(?P<code>{_CODES})(?:\s+(?P<value>.*\s*))?")
_FIELDS = {"BY": "author", "PD": "date", "SN": "publisher", "SE": "section"}
_SMALL = "van|de|der|den|ten|ter|te|het|in|'t|von|du|el|al|bin|en|and|et"
_NAME = rf"(?:[A-ZÀ-Þ][\w.'’-]*|{_SMALL})"
_NAMES = re.compile(rf"[A-ZÀ-Þ][\w.'’-]*(?:[ ,;/]+{_NAME})+\s*")  # who wrote it, where no word says so
_FOOT = re.compile(
    r".*(?:©|\(c\)) \d{4} Factiva\b.*|Search Summary\s*|(?:Page|Pagina) \d+ (?:of|van) \d+\s*", re.IGNORECASE
)
_LONGEST_HEADER = 12  # lines between the number of words and the text
_LONGEST_SECTION = 40  # characters
_LONGEST_AUTHOR = 80


def read(text: str, name: str) -> list[Article]:
    """Read a download; gives nothing for another text.

    Args:
        text: the text of the file.
        name: id of the article, or what the ids of several begin with.

    """
    lines = [line for line in lines_of(text) if not _FOOT.fullmatch(line)]
    ends = [place for place, line in enumerate(lines) if _END.fullmatch(line)]
    coded = any(line.strip() == "HD" or line.startswith(("HD ", "HD\t")) for line in lines)
    if coded and not ends:
        ends = [place for place, line in enumerate(lines) if line.startswith("AN")]
    if ends and any(_WORDS.fullmatch(line) for line in lines[ends[-1] + 1 :]):
        ends.append(len(lines))  # a document whose end is cut off
    parts = [lines[begin:end] for begin, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    read_one = _coded if coded else _plain
    documents = [part for part in parts if any(_WORDS.fullmatch(line) or line[:2] == "HD" for line in part)]
    articles = [read_one(part, numbered(name, len(documents), number)) for number, part in enumerate(documents, 1)]
    return [article for article in articles if article.text]


def _plain(lines: Sequence[str], name: str) -> Article:
    """Read one document without codes: section, title, author, words, date, publication, …, copyright, text."""
    words = next(place for place, line in enumerate(lines) if _WORDS.fullmatch(line))
    fields: dict[str, str] = {}
    title = _title(list(lines[:words]), fields)
    header = lines[words + 1 : words + 1 + _LONGEST_HEADER]
    dated = next((place for place, line in enumerate(header) if iso_date(line)), -1)
    fields["date"] = header[dated] if dated >= 0 else ""
    named = [line for line in header[dated + 1 :] if not re.fullmatch(r"\d{1,2}[:.]\d{2}(?: GMT)?\s*", line)]
    fields["publisher"] = named[0] if named else ""
    last = [place for place, line in enumerate(header) if COPYRIGHT.match(line) or _LANGUAGE.fullmatch(line)]
    return make(name, title, "", joined(lines[words + 2 + (last[-1] if last else dated + 1) :]), fields)


def _title(heading: list[str], fields: dict[str, str]) -> str:
    """Find the title among the lines above the number of words, and put into ``fields`` what the others say: section and author."""
    if len(heading) > 1:
        said = _AUTHOR.fullmatch(heading[-1])
        sectioned = len(heading) > 2 and len(heading[0]) < _LONGEST_SECTION
        named = _NAMES.fullmatch(heading[-1]) and len(heading[-1].split()) > 1 and len(heading[0].split()) > 2
        if said or ((sectioned or named) and len(heading[-1]) < _LONGEST_AUTHOR):
            fields["author"] = said[1] if said else heading[-1]
            heading.pop()
    if len(heading) > 1 and len(heading[-2]) < _LONGEST_SECTION:
        fields["section"] = heading[-2]
    return heading[-1] if heading else ""


def _coded(lines: Sequence[str], name: str) -> Article:
    """Read one document with codes: HD is the title, LP and TD are the text."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if found := _CODE.fullmatch(line):
            code = found["code"]
            line = found["value"] or ""
        if code and line:
            values.setdefault(code, []).append(line)
    fields = {key: " ".join(values.get(code, [])) for code, key in _FIELDS.items()}
    body = joined([*values.get("LP", []), *values.get("TD", [])])
    return make(name, " ".join(values.get("HD", [])), "", body, fields)
