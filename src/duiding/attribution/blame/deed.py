"""Who is behind a deed, or claims it."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.attribution.phrases import Phrase, phrase_before, phrase_behind
from duiding.attribution.words import CLAIMED
from duiding.language import ParsedSentence


def behind_it(sentence: ParsedSentence) -> Iterator[Phrase]:
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


def claimed(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'eist de aanslag op', 'eiste IS de aanslag op'."""
    lowered = [form.lower() for form in sentence.forms]
    verb = next((i for i, form in enumerate(lowered) if form in ("eist", "eisen", "eiste", "eisten")), None)
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
