"""Make a sentence fit to be parsed, whatever its source did to it."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_BROKEN_WORD = re.compile(r"(?<!\w)(\w+)[-\u00ad][ \t]*(?:\r\n|[\r\n])[ \t]*(?:>[ \t]*)*(\w+)")
_MAIL_MARK = re.compile(r"(?<=[\r\n])[ \t]*(?:>[ \t]*)+")
_CLASHING = frozenset("aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu".split())  # noqa: SIM905  # vowels that would be read as one
_KEPT = frozenset("ex oud vice non niet anti pro semi quasi sociaal secretaris staakt".split())  # noqa: SIM905  # written with a hyphen
_KEPT_PAIRS = frozenset(["minister-president", "adjunct-directeur", "kandidaat-lid", "kandidaat-lidmaatschap"])
_VOWEL = re.compile("[aeiouyà-ÿ]", re.IGNORECASE)  # a syllable has one: 'btw-' and 'tv-' are no syllables
_JOINING = frozenset(["en", "of", "als", "noch", "tot"])  # 'in-\nen uitvoer': the hyphen stands for the rest of a word


def clean(text: str) -> str:
    r"""Join lines and the words that a line end broke, drop soft hyphens and other invisible signs, compose accents (NFC).

    >>> clean("de spoed\u00adzitting\n van de vredesmis-\nsie en de NAVO-\nleden")
    'de spoedzitting van de vredesmissie en de NAVO-leden'
    """
    if "\n" in text or "\r" in text:
        text = _MAIL_MARK.sub("", _BROKEN_WORD.sub(_mended, text))
    visible = _INVISIBLE.sub("", text)
    if visible.isprintable():  # as nearly all text is: a loop over its characters takes longer than all else here
        readable = visible
    else:
        readable = "".join(c if c.isprintable() or c.isspace() else " " for c in visible)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", readable).strip())


def _mended(broken: re.Match[str]) -> str:
    """Put the parts of a word together again, with the hyphen where it belongs to the word."""
    first, second = broken[1], broken[2]
    if second in _JOINING:
        return f"{first}- {second}"
    kept = (
        not (first[-1].islower() and second[0].islower())
        or first.lower() in _KEPT
        or f"{first}-{second}".lower() in _KEPT_PAIRS
        or not _VOWEL.search(first)
        or broken.string[broken.start() - 1 : broken.start()] == "-"  # 'staakt-het-\nvuren'
        or (first[-1] + second[0]).lower() in _CLASHING
    )
    return f"{first}-{second}" if kept else first + second
