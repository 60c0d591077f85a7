"""Make a sentence fit to be parsed, whatever its source did to it."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    r"""Drop soft hyphens and other invisible signs, join lines, and compose accents (NFC).

    >>> clean("de spoed\u00adzitting\n van  vandaag")
    'de spoedzitting van vandaag'
    """
    visible = _INVISIBLE.sub("", text)
    if visible.isprintable():  # as nearly all text is: a loop over its characters takes longer than all else here
        readable = visible
    else:
        readable = "".join(c if c.isprintable() or c.isspace() else " " for c in visible)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", readable).strip())
