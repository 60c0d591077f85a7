"""Who is accused, or has something ascribed to them."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.attribution.blame.clauses import any_lemma, object_of, subject_of
from duiding.attribution.phrases import Phrase, opening_phrase, phrase_before, phrase_behind
from duiding.attribution.verbs import accuses, passive_auxiliary
from duiding.attribution.words import ACCUSING, ASCRIBING, REPROACHING
from duiding.language import ParsedSentence


def accused(sentence: ParsedSentence) -> Iterator[Phrase]:
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
        found = _of_participle(sentence, i) if participle else phrase_behind(sentence, i + 1) or object_of(sentence, i)
        if found:
            yield found


def _before_er(sentence: ParsedSentence, verb: int) -> Phrase | None:
    """'heeft X ervan beschuldigd', 'bleef X er nog van beschuldigen'."""
    lowered = [form.lower() for form in sentence.forms[:verb]]
    er = max((i for i, form in enumerate(lowered) if form in ("er", "ervan", "daarvan")), default=None)
    return None if er is None else phrase_before(sentence, er)


def _of_participle(sentence: ParsedSentence, participle: int) -> Phrase | None:
    lowered = [form.lower() for form in sentence.forms]
    having = next((i for i, form in enumerate(lowered) if form in ("heeft", "hebben", "had", "hadden")), None)
    if having is None:
        if passive_auxiliary(sentence) is None:
            return None
        return subject_of(sentence, participle, sentence.heads[participle]) or opening_phrase(sentence)
    return object_of(sentence, participle) or phrase_behind(sentence, having + 1)


def ascribed(sentence: ParsedSentence) -> Iterator[Phrase]:
    """'wijt de ramp aan X', 'wordt toegeschreven aan X', 'wijst met de beschuldigende vinger naar X'."""
    verb = any_lemma(sentence, ASCRIBING | {"toegeschreven", "geweten"})
    lowered = [form.lower() for form in sentence.forms]
    if verb is not None:
        for i, form in enumerate(lowered):
            if form == "aan":
                found = phrase_behind(sentence, i + 1)
                if found:
                    yield found
                return
    pointing = any_lemma(sentence, frozenset({"wijzen"}))
    if pointing is not None and "aan" in lowered[pointing:] and "als" in lowered[pointing:]:
        found = phrase_behind(sentence, pointing + 1)
        if found:
            yield found
    elif pointing is not None and "naar" in lowered[pointing:]:
        found = phrase_behind(sentence, lowered.index("naar", pointing) + 1)
        if found:
            yield found
