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
_LONGEST_HEADER = 12  # lines between the number of words and the text


def read(text: str, name: str) -> list[Article]:
    """Read a download; gives nothing for another text.

    Args:
        text: the text of the file.
        name: id of the article, or what the ids of several begin with.

    """
    lines = lines_of(text)
    ends = [place for place, line in enumerate(lines) if _END.fullmatch(line)]
    coded = any(line.strip() == "HD" or line.startswith(("HD ", "HD\t")) for line in lines)
    if coded and not ends:
        ends = [place for place, line in enumerate(lines) if line.startswith("AN")]
    parts = [lines[begin:end] for begin, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    read_one = _coded if coded else _plain
    documents = [part for part in parts if any(_WORDS.fullmatch(line) or line[:2] == "HD" for line in part)]
    articles = [read_one(part, numbered(name, len(documents), number)) for number, part in enumerate(documents, 1)]
    return [article for article in articles if article.text]


def _plain(lines: Sequence[str], name: str) -> Article:
    """Read one document without codes: title, author, words, date, publication, …, copyright, text."""
    words = next(place for place, line in enumerate(lines) if _WORDS.fullmatch(line))
    heading = list(lines[:words])
    fields: dict[str, str] = {}
    if len(heading) > 1 and (author := _AUTHOR.fullmatch(heading[-1])):
        fields["author"] = author[1]
        heading.pop()
    header = lines[words + 1 : words + 1 + _LONGEST_HEADER]
    dated = next((place for place, line in enumerate(header) if iso_date(line)), -1)
    fields["date"] = header[dated] if dated >= 0 else ""
    named = [line for line in header[dated + 1 :] if not re.fullmatch(r"\d{1,2}[:.]\d{2}(?: GMT)?\s*", line)]
    fields["publisher"] = named[0] if named else ""
    last = [place for place, line in enumerate(header) if COPYRIGHT.match(line) or _LANGUAGE.fullmatch(line)]
    title = heading[-1] if heading else ""
    if len(heading) > 1 and len(heading[-2]) < 40:
        fields["section"] = heading[-2]
    return make(name, title, "", joined(lines[words + 2 + (last[-1] if last else dated + 1) :]), fields)


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
