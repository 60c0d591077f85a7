"""Who is responsible or guilty: held to be so, bearing it, or given the blame."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.attribution.blame.clauses import any_lemma, subject_of
from duiding.attribution.phrases import Phrase, opening_phrase, phrase_before, phrase_behind
from duiding.attribution.verbs import passive_auxiliary
from duiding.attribution.words import HOLDING, RESPONSIBLE
from duiding.language import ParsedSentence


def responsible(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'wordt X verantwoordelijk geacht', 'houdt X verantwoordelijk', 'X is verantwoordelijk'."""
    lowered = [form.lower() for form in sentence.forms]
    place = next((i for i, form in enumerate(lowered) if form in RESPONSIBLE), None)
    if place is None or (lowered[place] == "schuldig" and {"aan", "voor"}.isdisjoint(lowered)):
        return
    holding, auxiliary = any_lemma(sentence, HOLDING), passive_auxiliary(sentence)
    if holding is not None and sentence.finite[holding]:
        auxiliary = None
    if holding is None and auxiliary is None:
        return
    found = (
        _held(sentence, holding, place) if auxiliary is None else _held_passively(sentence, holding, place, auxiliary)
    )
    if found:
        yield found


def _held(sentence: ParsedSentence, holding: int | None, place: int) -> Phrase | None:
    if holding is not None and holding < place and phrase_before(sentence, holding, reach=1):
        return phrase_behind(sentence, holding + 1) or phrase_before(sentence, place)
    return phrase_before(sentence, place)


def _held_passively(sentence: ParsedSentence, holding: int | None, place: int, auxiliary: int) -> Phrase | None:
    near, first = phrase_before(sentence, place), opening_phrase(sentence)
    subject = subject_of(sentence, *([] if holding is None else [holding]), place, sentence.heads[place])
    found = (near if near and near.start > auxiliary else None) or subject or first
    return first if found and _behind_by(sentence, found) else found


def _behind_by(sentence: ParsedSentence, phrase: Phrase) -> bool:
    before = phrase.start - 1
    while before > 0 and sentence.tags[before] == "DET":
        before -= 1
    return before >= 0 and sentence.forms[before].lower() == "door"


def bearing(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'Moskou draagt de verantwoordelijkheid'."""
    lowered = [form.lower() for form in sentence.forms]
    if {"verantwoordelijkheid", "schuld", "blaam"}.isdisjoint(lowered):
        return
    bearing = next(
        (i for i, form in enumerate(lowered) if form in ("draagt", "dragen", "droeg", "droegen", "treft")), None
    )
    if bearing is None:
        return
    before, behind = (phrase_before(sentence, bearing), phrase_behind(sentence, bearing + 1, reach=2))
    inverted = sentence.tags[0] in ("ADP", "ADV") or before is None
    found = behind if inverted and behind and lowered[behind.head] not in ("verantwoordelijkheid", "schuld") else before
    if found:
        yield found


def guilty(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'X is de schuldige', 'de daders zijn X'."""
    culprits = ("schuldigen", "schuldige", "daders", "dader")
    place = next((i for i, form in enumerate(sentence.forms) if form.lower() in culprits), None)
    if place is None or passive_auxiliary(sentence) is None or sentence.relations[place].lower() != "root":
        return
    found = subject_of(sentence, place)
    if found:
        yield found


def guilt(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'geeft X de schuld', 'legt de schuld bij X', 'is de schuld van X', 'krijgt de schuld'."""
    lowered = [form.lower() for form in sentence.forms]
    if "schuld" not in lowered:
        return
    place = lowered.index("schuld")
    giving = any_lemma(sentence, frozenset({"geven"}))
    laying = any_lemma(sentence, frozenset({"leggen", "liggen", "zoeken"}))
    found = None
    if laying is not None or giving is not None:
        found = _laid_at(sentence, lowered, place)
    if found is None and giving is not None:
        found = phrase_before(sentence, place) or phrase_behind(sentence, giving + 1)
    elif (
        found is None
        and lowered[place - 1 : place + 2] == ["de", "schuld", "van"]
        and passive_auxiliary(sentence) is not None
    ):
        found = phrase_behind(sentence, place + 2)
    elif found is None and any_lemma(sentence, frozenset({"krijgen", "krijgt", "kreeg"})) is not None:
        found = opening_phrase(sentence)
    if found:
        yield found


def _laid_at(sentence: ParsedSentence, lowered: list[str], place: int) -> Phrase | None:
    for i in range(place + 1, len(lowered)):
        laid = lowered[i] == "bij" or (lowered[i] == "aan" and i < place + 3)
        if laid and lowered[i - 1] not in ("niet", "noch"):
            return phrase_behind(sentence, i + 1)
    return None
