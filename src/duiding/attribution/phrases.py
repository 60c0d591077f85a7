"""Noun phrases of a parsed sentence: what belongs to a head, and what stands before or behind a word."""

from __future__ import annotations

from typing import NamedTuple

from duiding.attribution.extent import LINKS, MARKS, is_nominal, last_nominal, leftmost, rightmost, with_complement
from duiding.attribution.words import EMPTY, PERSONS
from duiding.language import ParsedSentence

_NO_PART = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "ADP"})
_OPENING_MARKS = frozenset("“„\"'‘«")


class Phrase(NamedTuple):
    """A noun phrase: tokens ``start`` up to but not including ``end``, and what it names."""

    start: int
    end: int
    head: int
    text: str

    @property
    def is_person_pronoun(self) -> bool:
        """Whether it stands for somebody named before."""
        return self.text.lower() in PERSONS


def phrase_of(sentence: ParsedSentence, head: int) -> Phrase | None:
    """Give the noun phrase around a token, its article left out; None where the token names nobody."""
    form = sentence.forms[head].lower()
    if form in PERSONS:
        return Phrase(head, head + 1, head, sentence.forms[head])
    if form in EMPTY or not is_nominal(sentence, head):
        return None
    start, end = leftmost(sentence, head), rightmost(sentence, head)
    end = with_complement(sentence, start, end)
    while start < head and sentence.tags[start] == "DET":
        start += 1
    return Phrase(start, end, head, _written(sentence, start, end))


def _written(sentence: ParsedSentence, start: int, end: int) -> str:
    place, first = 0, 0
    for i, form in enumerate(sentence.forms[:end]):
        at = sentence.text.index(form, place)
        first = at if i == start else first
        place = at + len(form)
    return sentence.text[first:place]


def phrase_behind(sentence: ParsedSentence, place: int, reach: int = 4) -> Phrase | None:
    """Give the noun phrase that begins at a token or, past adverbs, a little on.

    Args:
        sentence: parsed.
        place: position of the token.
        reach: tokens to look at.

    """
    for i in range(place, min(len(sentence), place + reach)):
        if sentence.forms[i] in MARKS or (sentence.tags[i] in _NO_PART and not is_nominal(sentence, i)):
            return None
        if _is_possessive(sentence, i) or (i == place and sentence.forms[i] in _OPENING_MARKS):
            continue
        if sentence.forms[i].lower() in PERSONS | EMPTY and sentence.tags[i] != "DET":
            return phrase_of(sentence, i)
        if is_nominal(sentence, i):
            return phrase_of(sentence, last_nominal(sentence, i))
    return None


def _is_possessive(sentence: ParsedSentence, i: int) -> bool:
    """Tell 'haar regering' from 'haar'."""
    following = sentence.tags[i + 1] if i + 1 < len(sentence) else ""
    return sentence.forms[i].lower() in ("haar", "zijn", "hun", "mijn", "onze", "ons") and following in ("NOUN", "ADJ")


def phrase_before(sentence: ParsedSentence, place: int, reach: int = 4) -> Phrase | None:
    """Give the noun phrase that ends before a token or, past adverbs, a little back.

    Args:
        sentence: parsed.
        place: position of the token.
        reach: tokens to look at.

    """
    for i in range(place - 1, max(-1, place - 1 - reach), -1):
        if sentence.forms[i] in MARKS or (sentence.tags[i] in _NO_PART and not is_nominal(sentence, i)):
            return None
        name = i == place - 1 and sentence.tags[i] == "ADJ" and sentence.forms[i][0].isupper()
        if name:
            return Phrase(i, place, i, sentence.forms[i])
        if sentence.forms[i].lower() in PERSONS | EMPTY or is_nominal(sentence, i):
            found = phrase_of(sentence, i)
            return _past_complement(sentence, found) if found else None
    return None


def _past_complement(sentence: ParsedSentence, phrase: Phrase) -> Phrase:
    """Widen 'Damascus' to 'regime in Damascus'."""
    before = phrase.start - 1
    while before > 0 and sentence.tags[before] == "DET":
        before -= 1
    if before > 0 and sentence.forms[before].lower() in LINKS and is_nominal(sentence, before - 1):
        wider = phrase_of(sentence, before - 1)
        if wider and wider.end == phrase.end:
            return wider
    return phrase


def opening_phrase(sentence: ParsedSentence) -> Phrase | None:
    """Give the noun phrase that opens a sentence, behind a dateline ('WENEN - Iran …')."""
    return phrase_behind(sentence, behind_dateline(sentence))


def behind_dateline(sentence: ParsedSentence) -> int:
    """Tell where a sentence begins past 'WENEN - ' or 'Den Haag – '."""
    for i in range(1, min(4, len(sentence))):
        if sentence.forms[i] in ("-", "–", "—", "•"):
            return i + 1
    return 0


def with_others(sentence: ParsedSentence, phrase: Phrase) -> list[Phrase]:
    """Give a phrase and those that 'en' joins to it, as in 'Moskou en Peking' and 'bij de Serviërs en bij de VN'."""
    found = [phrase]
    place = phrase.end
    while place + 1 < len(sentence) and sentence.forms[place].lower() in ("en", ",", "noch") and len(found) < 5:
        start = place + 1 + (sentence.tags[place + 1] == "ADP")
        following = phrase_behind(sentence, start, reach=3)
        if following is None or (sentence.forms[place] == "," and sentence.tags[start] == "DET"):
            break
        found.append(following)
        place = following.end
    return found if len(found) == 1 or "en" in sentence.forms[phrase.end : found[-1].start] else found[:1]
