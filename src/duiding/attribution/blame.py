"""Who is held responsible or accused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.attribution.phrases import Phrase, phrase_before, phrase_behind, phrase_of
from duiding.attribution.verbs import lemmas_of
from duiding.attribution.words import (
    ACCUSING,
    ASCRIBING,
    HOLDING,
    PASSIVE_FORMS,
    REPROACHING,
    RESPONSIBLE,
)
from duiding.language import ParsedSentence


def blamed_in(sentence: ParsedSentence) -> list[Phrase]:
    """Find the phrases that name who is held responsible, accused or said to be guilty, in order, each once."""
    found: dict[tuple[int, int], Phrase] = {}
    for find in (_responsible, _accused, _guilt, _ascribed, _behind_it):
        for phrase in find(sentence):
            if not any(start < phrase.end and phrase.start < end for start, end in found):
                found[phrase.start, phrase.end] = phrase
    return [found[place] for place in sorted(found)]


def _any_lemma(sentence: ParsedSentence, words: frozenset[str]) -> int | None:
    return next((i for i in range(len(sentence)) if words & lemmas_of(sentence, i)), None)


def _subject_of(sentence: ParsedSentence, *holders: int) -> Phrase | None:
    for holder in holders:
        for k in range(len(sentence)):
            if sentence.heads[k] == holder and sentence.relations[k] in ("nsubj", "nsubj:pass") and k != holder:
                return phrase_of(sentence, k)
    return None


def _first_phrase(sentence: ParsedSentence) -> Phrase | None:
    return phrase_behind(sentence, 0)


def _responsible(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'wordt X verantwoordelijk geacht', 'houdt X verantwoordelijk', 'X is verantwoordelijk'."""
    place = next((i for i, form in enumerate(sentence.forms) if form.lower() in RESPONSIBLE), None)
    if place is None:
        return
    near = phrase_before(sentence, place)
    holding = _any_lemma(sentence, HOLDING)
    auxiliary = _auxiliary(sentence)
    if holding is not None and auxiliary is None:
        found = near
    else:
        subject = _subject_of(sentence, *([] if holding is None else [holding]), place, sentence.heads[place])
        first = _first_phrase(sentence) if auxiliary else None
        found = (near if auxiliary is not None and near and near.start > auxiliary else None) or subject or first
        if found and _behind_by(sentence, found):
            found = first
    if found and (holding is not None or auxiliary is not None):
        yield found


def _behind_by(sentence: ParsedSentence, phrase: Phrase) -> bool:
    before = phrase.start - 1
    while before > 0 and sentence.tags[before] == "DET":
        before -= 1
    return before >= 0 and sentence.forms[before].lower() == "door"


def _auxiliary(sentence: ParsedSentence) -> int | None:
    return next((i for i, form in enumerate(sentence.forms) if form.lower() in PASSIVE_FORMS), None)


def _accused(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'beschuldigt X van', 'X wordt beschuldigd', 'verwijt X dat'."""
    for i in range(len(sentence)):
        if sentence.forms[i].lower().endswith(("ende", "end")):
            continue
        if not (ACCUSING | REPROACHING) & lemmas_of(sentence, i) or sentence.tags[i] not in ("VERB", "ADJ", "AUX"):
            continue
        passive = any(
            sentence.forms[k].lower() in ("wordt", "werd", "worden", "werden", "is", "zijn")
            for k in range(len(sentence))
        ) and sentence.forms[i].lower().endswith(("d", "acht"))
        if passive and sentence.forms[i].lower().startswith(("be", "ver", "aange")) and not sentence.finite[i]:
            found = _subject_of(sentence, i, sentence.heads[i]) or _first_phrase(sentence)
        else:
            found = phrase_behind(sentence, i + 1) or _object_of(sentence, i)
        if found and not (found.is_person_pronoun and found.text.lower() in ("hij", "zij", "ze")):
            yield found


def _object_of(sentence: ParsedSentence, verb: int) -> Phrase | None:
    for k in range(len(sentence)):
        if sentence.heads[k] == verb and sentence.relations[k] in ("obj", "iobj"):
            return phrase_of(sentence, k)
    return None


def _guilt(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'geeft X de schuld', 'legt de schuld bij X', 'is de schuld van X'."""
    lowered = [form.lower() for form in sentence.forms]
    if "schuldigen" in lowered or "schuldige" in lowered or "daders" in lowered:
        place = next(i for i, form in enumerate(lowered) if form in ("schuldigen", "schuldige", "daders"))
        if _auxiliary(sentence) is not None and sentence.relations[place].lower() == "root":
            found = _subject_of(sentence, place)
            if found:
                yield found
    if "schuld" not in lowered:
        return
    place = lowered.index("schuld")
    verbs = {lemma for i in range(len(sentence)) for lemma in lemmas_of(sentence, i)}
    found = None
    for preposition in ("bij", "aan"):
        if preposition in lowered[place:] and verbs & {"leggen", "liggen", "geven", "zoeken"}:
            found = found or phrase_behind(sentence, lowered.index(preposition, place) + 1)
    if found is None and lowered[place + 1 : place + 2] == ["van"] and verbs & {"zijn", "is"}:
        found = phrase_behind(sentence, place + 2)
    if found is None and "geven" in verbs:
        found = phrase_before(sentence, place)
    if found is None and "krijgen" in verbs:
        found = _first_phrase(sentence)
    if found:
        yield found


def _ascribed(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'wijt de ramp aan X', 'wordt toegeschreven aan X', 'wijst met de beschuldigende vinger naar X'."""
    verb = _any_lemma(sentence, ASCRIBING | {"toegeschreven", "geweten"})
    lowered = [form.lower() for form in sentence.forms]
    if verb is not None:
        for i, form in enumerate(lowered):
            if form == "aan":
                found = phrase_behind(sentence, i + 1)
                if found:
                    yield found
                return
    pointing = _any_lemma(sentence, frozenset({"wijzen"}))
    if pointing is not None and "naar" in lowered[pointing:]:
        found = phrase_behind(sentence, lowered.index("naar", pointing) + 1)
        if found:
            yield found


def _behind_it(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'X zit achter de aanval', 'opgeëist door X', 'het werk van X'."""
    lowered = [form.lower() for form in sentence.forms]
    sitting = next((i for i, form in enumerate(lowered) if form in ("zit", "zitten", "zat", "zaten")), None)
    if sitting is not None and "achter" in lowered[sitting:] and "?" not in lowered:
        found = phrase_behind(sentence, sitting + 1) or phrase_before(sentence, sitting)
        if found:
            yield found
    if "opgeëist" in lowered:
        by = lowered.index("door") + 1 if "door" in lowered else 0
        found = phrase_behind(sentence, by)
        if found:
            yield found
    elif "op" in lowered and _any_lemma(sentence, frozenset({"eisen", "eiste", "eisten", "eist"})) is not None:
        claims = ("aanslag", "aanval", "verantwoordelijkheid", "moord", "bomaanslag", "actie")
        found = _first_phrase(sentence) if any(word in lowered for word in claims) else None
        if found and lowered[-2:-1] == ["op"]:
            yield found
