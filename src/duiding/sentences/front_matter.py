"""What stands before an article's text and tells about it."""

from __future__ import annotations

import re
from typing import NamedTuple

_DATE_PREFIX = re.compile(r"\A\ufeff?\s*date[:\s]\s*(\d{4}(?:-\d{2}){0,2})\b[ \t]*\n?", re.IGNORECASE)
_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_YAML_LINE = re.compile(r"^([\w-]+)\s*:\s*(.*?)\s*$")


class Metadata(NamedTuple):
    """Fields found before the text, and the offset at which the text begins."""

    fields: dict[str, str]
    body: int


def read_front_matter(source: str) -> Metadata:
    """Find a ``date 2022-01`` prefix or a block of ``key: value`` lines between two lines of dashes.

    >>> read_front_matter("date 2022-01 De ministers spreken elkaar.")
    Metadata(fields={'date': '2022-01'}, body=13)
    """
    if found := _YAML.match(source):
        lines = (_YAML_LINE.match(line) for line in found[1].splitlines())
        fields = {line[1].lower(): line[2].strip("'\"") for line in lines if line}
        if fields:
            return Metadata(fields, found.end())
    if found := _DATE_PREFIX.match(source):
        return Metadata({"date": found[1]}, found.end())
    return Metadata({}, 0)
