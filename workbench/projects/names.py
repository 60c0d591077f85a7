"""Names that come from a browser -> names that are safe on every disk."""

from __future__ import annotations

import re
import unicodedata

from duiding.errors import InputError

_LONGEST = 60
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))


def plain(text: str, otherwise: str = "") -> str:
    """Make a file name without an ending of a text: small letters, digits and hyphens.

    Args:
        text: any text.
        otherwise: the name of a text that has no letters or digits.

    >>> plain("Oekraïne & Rusland, 2022"), plain("../../etc"), plain("…", "text")
    ('oekraine-rusland-2022', 'etc', 'text')

    """
    simple = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", simple).strip("-")[:_LONGEST].rstrip("-")
    return f"{name}-1" if name in _RESERVED else name or otherwise


def ending_of(name: str, known: tuple[str, ...]) -> str:
    """Give the ending of a file's name if it is one of ``known``; empty else.

    >>> ending_of("nieuws/Kop.HTML", (".txt", ".html")), ending_of("kop.exe", (".txt",))
    ('.html', '')
    """
    return next((ending for ending in known if name.lower().endswith(ending)), "")


def coder_name(typed: str) -> str:
    """Tidy the name of a coder.

    Raises:
        InputError: there is none, it is too long, or it is one that the workbench uses itself.

    """
    name = " ".join("".join(one for one in typed if one.isprintable()).split())
    if not name:
        raise InputError("A coder needs a name: type yours.")
    if len(name) > _LONGEST:
        raise InputError("A coder's name may have %(most)s characters.", most=_LONGEST)
    if name.casefold() == SETTLED:
        raise InputError("'%(name)s' stands for labels that were settled: take another name.", name=SETTLED)
    return name


SETTLED = "settled"  # stands as coder of a label that was settled between coders, in what a model learns from
