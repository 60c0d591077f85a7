"""Noun phrases of a parsed sentence: what belongs to a head, and what stands before or behind a word."""

from __future__ import annotations

from typing import NamedTuple

from duiding.attribution.words import EMPTY, PERSONS, TIMES
from duiding.language import ParsedSentence

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_LEFT = frozenset({"DET", "ADJ", "NUM", *_NOMINAL})
_NO_PART = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "ADP"})
_WITHIN = frozenset(
    {
        "det",
        "amod",
        "flat",
        "flat:name",
        "appos",
        "nmod",
        "nmod:poss",
        "compound",
        "nummod",
        "case",
        "fixed",
    }
)
_LINKS = frozenset({"van", "uit", "in", "binnen", "bij", "der", "namens"})
_MARKS = frozenset("“”„\"'‘’«».,:;()!?–-…")


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
    if form in EMPTY or not _is_nominal(sentence, head):
        return None
    start, end = _leftmost(sentence, head), _rightmost(sentence, head)
    end = _with_complement(sentence, start, end)
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
        if sentence.forms[i] in _MARKS or (sentence.tags[i] in _NO_PART and not _is_nominal(sentence, i)):
            return None
        if _is_possessive(sentence, i) or (i == place and sentence.forms[i] in _OPENING_MARKS):
            continue
        if sentence.forms[i].lower() in PERSONS | EMPTY and sentence.tags[i] != "DET":
            return phrase_of(sentence, i)
        if _is_nominal(sentence, i):
            return phrase_of(sentence, _last_nominal(sentence, i))
    return None


def _is_possessive(sentence: ParsedSentence, i: int) -> bool:
    """Tell 'haar regering' from 'haar'."""
    following = sentence.tags[i + 1] if i + 1 < len(sentence) else ""
    return sentence.forms[i].lower() in (
        "haar",
        "zijn",
        "hun",
        "mijn",
        "onze",
        "ons",
    ) and following in ("NOUN", "ADJ")


def phrase_before(sentence: ParsedSentence, place: int, reach: int = 4) -> Phrase | None:
    """Give the noun phrase that ends before a token or, past adverbs, a little back.

    Args:
        sentence: parsed.
        place: position of the token.
        reach: tokens to look at.

    """
    for i in range(place - 1, max(-1, place - 1 - reach), -1):
        if sentence.forms[i] in _MARKS or (sentence.tags[i] in _NO_PART and not _is_nominal(sentence, i)):
            return None
        name = i == place - 1 and sentence.tags[i] == "ADJ" and sentence.forms[i][0].isupper()
        if name:
            return Phrase(i, place, i, sentence.forms[i])
        if sentence.forms[i].lower() in PERSONS | EMPTY or _is_nominal(sentence, i):
            found = phrase_of(sentence, i)
            return _past_complement(sentence, found) if found else None
    return None


def _past_complement(sentence: ParsedSentence, phrase: Phrase) -> Phrase:
    """Widen 'Damascus' to 'regime in Damascus'."""
    before = phrase.start - 1
    while before > 0 and sentence.tags[before] == "DET":
        before -= 1
    if before > 0 and sentence.forms[before].lower() in _LINKS and _is_nominal(sentence, before - 1):
        wider = phrase_of(sentence, before - 1)
        if wider and wider.end == phrase.end:
            return wider
    return phrase


def _is_nominal(sentence: ParsedSentence, i: int) -> bool:
    form = sentence.forms[i]
    if form.lower() in TIMES or form in _MARKS or not any(character.isalpha() for character in form):
        return False
    # Small parsers take foreign names for anything; a capital inside a sentence tells better.
    if sentence.tags[i] in _NOMINAL or not form[0].isupper():
        return sentence.tags[i] in _NOMINAL
    following = sentence.tags[i + 1] if i + 1 < len(sentence) else ""
    if sentence.tags[i] == "ADJ":
        return following not in ("ADJ", *_NOMINAL) or (i == 0 and following == "VERB")
    return i > 0 and sentence.tags[i] != "DET"


def _last_nominal(sentence: ParsedSentence, i: int) -> int:
    while i + 1 < len(sentence) and _is_nominal(sentence, i + 1) and _joined(sentence, i, i + 1):
        i += 1
    return i


def _joined(sentence: ParsedSentence, left: int, right: int) -> bool:
    """Tell whether two neighbours belong to one name: by the parse, or by capitals that it does not pull apart."""
    heads, relations = sentence.heads, sentence.relations
    if left and sentence.forms[left][0].isupper() and sentence.forms[right][0].islower():
        return False
    if heads[right] == left or heads[left] == right or heads[left] == heads[right] != right:
        apart = ("nsubj", "obj", "iobj", "obl", "nsubj:pass", "advcl", "parataxis")
        return relations[right] in _WITHIN or heads[left] == right or relations[right] not in apart
    return relations[right] in _WITHIN


def _leftmost(sentence: ParsedSentence, head: int) -> int:
    i = head
    while i > 0:
        before = i - 1
        if sentence.forms[before] in _MARKS or sentence.tags[before] not in _LEFT:
            break
        if sentence.forms[before].lower() in EMPTY or (
            _is_nominal(sentence, before) and not _joined(sentence, before, i)
        ):
            break
        if sentence.forms[before].lower() in TIMES:
            break
        i = before
        if sentence.tags[before] == "DET":
            break
    return i


def _rightmost(sentence: ParsedSentence, head: int) -> int:
    end = head + 1
    while end < len(sentence):
        capital_name = sentence.forms[end][0].isupper() and sentence.tags[end] in (
            "PROPN",
            "X",
            "ADJ",
            "NUM",
        )
        if not (_is_nominal(sentence, end) or capital_name) or not _joined(sentence, end - 1, end):
            break
        end += 1
    return end


def _with_complement(sentence: ParsedSentence, start: int, end: int) -> int:
    """Take in 'van de VN' and 'in Kyiv' where the parse hangs them on the phrase, and 'van' in any case."""
    if end + 1 >= len(sentence) or sentence.forms[end].lower() not in _LINKS:
        return end
    inner = end + 1
    while inner < len(sentence) - 1 and sentence.tags[inner] in ("DET", "ADJ") and inner < end + 4:
        inner += 1
    if not _is_nominal(sentence, inner):
        return end
    stop = _rightmost(sentence, inner)
    hangs = any(start <= sentence.heads[i] < end for i in range(inner, stop))
    return stop if hangs or sentence.forms[end].lower() == "van" else end


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
