"""Who is held responsible or accused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.attribution.phrases import (
    Phrase,
    opening_phrase,
    phrase_before,
    phrase_behind,
    phrase_of,
    with_others,
)
from duiding.attribution.verbs import accuses, lemmas_of, passive_auxiliary
from duiding.attribution.words import (
    ACCUSING,
    ASCRIBING,
    CLAIMED,
    HOLDING,
    REPROACHING,
    RESPONSIBLE,
)
from duiding.language import ParsedSentence


def blamed_in(sentence: ParsedSentence) -> list[Phrase]:
    """Find the phrases that name who is held responsible, accused or said to be guilty, in order, each once."""
    found: dict[tuple[int, int], Phrase] = {}
    for find in (
        _responsible,
        _bearing,
        _accused,
        _guilty,
        _guilt,
        _ascribed,
        _behind_it,
        _claimed,
    ):
        for phrase in (one for first in find(sentence) for one in with_others(sentence, first)):
            if phrase.is_person_pronoun:
                continue
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


def _responsible(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'wordt X verantwoordelijk geacht', 'houdt X verantwoordelijk', 'X is verantwoordelijk'."""
    lowered = [form.lower() for form in sentence.forms]
    place = next((i for i, form in enumerate(lowered) if form in RESPONSIBLE), None)
    if place is None or (lowered[place] == "schuldig" and {"aan", "voor"}.isdisjoint(lowered)):
        return
    holding, auxiliary = _any_lemma(sentence, HOLDING), passive_auxiliary(sentence)
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
    subject = _subject_of(sentence, *([] if holding is None else [holding]), place, sentence.heads[place])
    found = (near if near and near.start > auxiliary else None) or subject or first
    return first if found and _behind_by(sentence, found) else found


def _bearing(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'Moskou draagt de verantwoordelijkheid'."""
    lowered = [form.lower() for form in sentence.forms]
    if {"verantwoordelijkheid", "schuld", "blaam"}.isdisjoint(lowered):
        return
    bearing = next(
        (i for i, form in enumerate(lowered) if form in ("draagt", "dragen", "droeg", "droegen", "treft")),
        None,
    )
    if bearing is None:
        return
    before, behind = (
        phrase_before(sentence, bearing),
        phrase_behind(sentence, bearing + 1, reach=2),
    )
    inverted = sentence.tags[0] in ("ADP", "ADV") or before is None
    found = behind if inverted and behind and lowered[behind.head] not in ("verantwoordelijkheid", "schuld") else before
    if found:
        yield found


def _behind_by(sentence: ParsedSentence, phrase: Phrase) -> bool:
    before = phrase.start - 1
    while before > 0 and sentence.tags[before] == "DET":
        before -= 1
    return before >= 0 and sentence.forms[before].lower() == "door"


def _accused(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'beschuldigt X van', 'heeft X beschuldigd', 'X wordt beschuldigd', 'verwijt X dat'."""
    for i in range(len(sentence)):
        form = sentence.forms[i].lower()
        if not accuses(sentence, i, ACCUSING | REPROACHING):
            continue
        if i and sentence.forms[i - 1].lower() in ("van", "ervan") and not sentence.finite[i]:
            found = _before_er(sentence, i)
            if found:
                yield found
                continue
        participle = not sentence.finite[i] and form.endswith(
            ("beschuldigd", "beticht", "verdacht", "verweten", "aangeklaagd")
        )
        found = _of_participle(sentence, i) if participle else phrase_behind(sentence, i + 1) or _object_of(sentence, i)
        if found:
            yield found


def _before_er(sentence: ParsedSentence, verb: int) -> Phrase | None:
    """'heeft X ervan beschuldigd', 'bleef X er nog van beschuldigen'."""
    lowered = [form.lower() for form in sentence.forms[:verb]]
    er = max(
        (i for i, form in enumerate(lowered) if form in ("er", "ervan", "daarvan")),
        default=None,
    )
    return None if er is None else phrase_before(sentence, er)


def _of_participle(sentence: ParsedSentence, participle: int) -> Phrase | None:
    lowered = [form.lower() for form in sentence.forms]
    having = next(
        (i for i, form in enumerate(lowered) if form in ("heeft", "hebben", "had", "hadden")),
        None,
    )
    if having is None:
        if passive_auxiliary(sentence) is None:
            return None
        return _subject_of(sentence, participle, sentence.heads[participle]) or opening_phrase(sentence)
    return _object_of(sentence, participle) or phrase_behind(sentence, having + 1)


def _object_of(sentence: ParsedSentence, verb: int) -> Phrase | None:
    for k in range(len(sentence)):
        if sentence.heads[k] == verb and sentence.relations[k] in ("obj", "iobj"):
            return phrase_of(sentence, k)
    return None


def _guilty(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'X is de schuldige', 'de daders zijn X'."""
    culprits = ("schuldigen", "schuldige", "daders", "dader")
    place = next((i for i, form in enumerate(sentence.forms) if form.lower() in culprits), None)
    if place is None or passive_auxiliary(sentence) is None or sentence.relations[place].lower() != "root":
        return
    found = _subject_of(sentence, place)
    if found:
        yield found


def _guilt(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'geeft X de schuld', 'legt de schuld bij X', 'is de schuld van X', 'krijgt de schuld'."""
    lowered = [form.lower() for form in sentence.forms]
    if "schuld" not in lowered:
        return
    place = lowered.index("schuld")
    giving = _any_lemma(sentence, frozenset({"geven"}))
    laying = _any_lemma(sentence, frozenset({"leggen", "liggen", "zoeken"}))
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
    elif found is None and _any_lemma(sentence, frozenset({"krijgen", "krijgt", "kreeg"})) is not None:
        found = opening_phrase(sentence)
    if found:
        yield found


def _laid_at(sentence: ParsedSentence, lowered: list[str], place: int) -> Phrase | None:
    for i in range(place + 1, len(lowered)):
        laid = lowered[i] == "bij" or (lowered[i] == "aan" and i < place + 3)
        if laid and lowered[i - 1] not in ("niet", "noch"):
            return phrase_behind(sentence, i + 1)
    return None


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
    if pointing is not None and "aan" in lowered[pointing:] and "als" in lowered[pointing:]:
        found = phrase_behind(sentence, pointing + 1)
        if found:
            yield found
    elif pointing is not None and "naar" in lowered[pointing:]:
        found = phrase_behind(sentence, lowered.index("naar", pointing) + 1)
        if found:
            yield found


def _behind_it(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'X zit achter de aanval', 'opgeëist door X', 'het werk van X'."""
    lowered = [form.lower() for form in sentence.forms]
    sitting = next(
        (i for i, form in enumerate(lowered) if form in ("zit", "zitten", "zat", "zaten")),
        None,
    )
    if sitting is not None and "achter" in lowered[sitting:] and "?" not in lowered:
        found = phrase_behind(sentence, sitting + 1) or phrase_before(sentence, sitting)
        if found:
            yield found
    if "opgeëist" in lowered:
        by = lowered.index("door") + 1 if "door" in lowered else 0
        found = phrase_behind(sentence, by)
        if found:
            yield found


def _claimed(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'eist de aanslag op', 'eiste IS de aanslag op'."""
    lowered = [form.lower() for form in sentence.forms]
    verb = next(
        (i for i, form in enumerate(lowered) if form in ("eist", "eisen", "eiste", "eisten")),
        None,
    )
    if verb is None or "op" not in lowered[verb:]:
        return
    particle = lowered.index("op", verb)
    separate = sentence.relations[particle] == "compound:prt" or lowered[particle + 1 : particle + 2] in (
        [],
        ["."],
        [","],
    )
    if not separate and CLAIMED.isdisjoint(lowered):
        return
    found = phrase_before(sentence, verb, reach=1) or phrase_behind(sentence, verb + 1, reach=2)
    if found:
        yield found
