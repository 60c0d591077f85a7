"""What all feature blocks look at: a sentence with its names masked and its lexicon hits."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from duiding.language.parsed import ParsedSentence
from duiding.lexicon import Hit, Lexicon

STATE, BODY, GROUP, HOME, NAME = "‹state›", "‹body›", "‹group›", "‹home›", "‹name›"
NUMBER, YEAR = "‹number›", "‹year›"

_MASKS = {
    "actor-state": STATE,
    "actor-nationality": STATE,
    "actor-capital": STATE,
    "actor-body": BODY,
    "actor-group": GROUP,
    "actor-home": HOME,
}
_OPENING = frozenset("“„\"'‘’”«»–-•*:(…")
_QUOTES = frozenset(["“", "„", "«", "‘", "”", "»", '"', "''", "'", "’"])
_DIGITS = re.compile(r"^[\d.,:/%-]*\d[\d.,:/%-]*$")
_YEAR = re.compile(r"^(1[5-9]|20)\d\d$")


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A sentence as the feature blocks see it.

    ``tokens`` are lower-case forms, ``lemmas`` lower-case lemmas; in both, names are replaced by what they name (a state, a body,
    an armed group, an unknown name) and numbers by a sign, so that no country or leader can decide a label. ``quoted`` tells for each
    token whether it stands between quotation marks.
    """

    sentence: ParsedSentence
    hits: tuple[Hit, ...]
    tokens: tuple[str, ...]
    lemmas: tuple[str, ...]
    quoted: tuple[bool, ...]


def view(sentence: ParsedSentence, lexicon: Lexicon, *, mask_names: bool = True) -> View:
    """Mask the names and numbers in a sentence, and find its lexicon hits.

    Args:
        sentence: parsed.
        lexicon: entries to look for; those of actors are masked.
        mask_names: whether to mask names too, not numbers only.

    """
    hits = tuple(lexicon.match(sentence))
    masks = {i: _MASKS[hit.entry.event] for hit in hits if hit.entry.event in _MASKS for i in range(hit.start, hit.end)}
    tokens: list[str] = []
    lemmas: list[str] = []
    opens = True
    for i, (form, lemma, tag) in enumerate(zip(sentence.forms, sentence.lemmas, sentence.tags, strict=True)):
        token, lemma, opens = _seen_as(form, lemma, tag if mask_names else None, masks.get(i), opens)
        tokens.append(token)
        lemmas.append(lemma)
    return View(sentence, hits, tuple(tokens), tuple(lemmas), _quoted(sentence.forms))


@functools.lru_cache(maxsize=65536)
def _seen_as(form: str, lemma: str, tag: str | None, mask: str | None, opens: bool) -> tuple[str, str, bool]:
    """Give a token and its lemma as they are seen, and whether the next token still opens the sentence; no tag, no mask of names."""
    sign = _number(form) or (None if tag is None else _mask_of(form, tag, mask, opens))
    return sign or form.lower(), sign or lemma.lower(), form in _OPENING or (opens and not form[0].isalnum())


def _number(form: str) -> str | None:
    if not _DIGITS.match(form):
        return None
    return YEAR if _YEAR.match(form) else NUMBER


def _mask_of(form: str, tag: str, mask: str | None, opens: bool) -> str | None:
    """Give what stands for a name, or None for a plain word."""
    capital = form[0].isupper()
    if "-" in form and capital:
        # 'EU-sancties': the name goes, the common noun behind it stays.
        plain = [part for part in form.split("-") if part and not part[0].isupper()]
        if plain:
            return "-".join(plain).lower()
    if mask and (capital or tag == "PROPN"):
        return mask
    if tag == "PROPN" and (capital or not opens):
        return NAME
    if capital and not opens:
        return NAME
    return mask


def _quoted(forms: tuple[str, ...]) -> tuple[bool, ...]:
    if _QUOTES.isdisjoint(forms):
        return (False,) * len(forms)
    flags: list[bool] = []
    inside = False
    for form in forms:
        if form in "“„«‘" and form:
            inside = True
        elif form in ("”", "»"):
            inside = False
        elif form in ('"', "''", "'", "’", "”"):
            inside = not inside if form != "’" else False
        flags.append(inside)
    return tuple(flags)
