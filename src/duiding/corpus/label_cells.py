"""The labels that a cell means, whatever its tool or its writer put around them."""

from __future__ import annotations

import re
from collections.abc import Collection

from duiding.labels import form

_AROUND = {"[": "]", "(": ")", "{": "}", "<": ">", '"': '"', "'": "'", "“": "”", "‘": "’", "`": "`", "*": "*"}
_BETWEEN = re.compile(r"[;|,/+&\n]|\s(?:en|and)\s")
_NUMBERED = re.compile(r"\(?\d+\)?\s*[-–.:=)_]*\s*(?=\D)|\s*[-–:=(]\s*\d+\)?$")
_AT_THE_ENDS = " ;,|.:!'`\"“”‘’"
_WHOLE = re.compile(r"(\d+)[.,]0+")


def bare(label: str) -> str:
    """Take off the brackets or quotation marks that stand around a label, and the zeros behind a whole number.

    >>> bare("[other]"), bare("{'sanction'}"), bare("(pro) contra"), bare('{"name": "other"}'), bare("1.0")
    ('other', 'sanction', '(pro) contra', '{"name": "other"}', '1')
    """
    inner = label.strip()
    while len(inner) > 2 and _AROUND.get(inner[0]) == inner[-1] and not _opens_again(inner):
        inner = inner[1:-1].strip()
    return _WHOLE.sub(r"\1", inner) if _WHOLE.fullmatch(inner) else inner


def _opens_again(text: str) -> bool:
    """Tell whether what stands around a text does not belong together, as in ``(a) or (b)``, or whether the text is an object."""
    first, last, inner = text[0], text[-1], text[1:-1]
    if first == last == "*":
        return False
    return (first == "{" and ":" in inner) or first in inner or last in inner


def labels_meant(label: str, known: Collection[str]) -> list[str]:
    """Give the labels that a cell means: one, or several that are each known by themselves as well.

    Args:
        label: what stands there.
        known: the forms of all labels.

    """
    found = bare(label)
    plainer = [one for one in (found.strip(_AT_THE_ENDS), _NUMBERED.sub("", found).strip()) if one != found]
    if plain := next((one for one in plainer if form(one) in known), ""):
        return [plain]
    parts = [bare(part) for part in _BETWEEN.split(found) if part.strip()]
    if len(parts) > 1 and all(form(part) in known for part in parts):
        return parts
    return [found]
