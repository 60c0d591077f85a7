"""Who says a sentence, by its own words."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.attribution.phrases import Phrase, opening_phrase, phrase_before, phrase_behind
from duiding.attribution.subjects import subject_of
from duiding.attribution.verbs import accuses, lemmas_of, looks_finite, passive_auxiliary
from duiding.attribution.words import (
    ACCUSING,
    ASCRIBING,
    BLAMING,
    CLAIMED,
    DEATHS,
    HOLDING,
    IMPERSONAL,
    JUDGEMENT,
    LETTING,
    NO_SPEAKERS,
    REPROACHING,
    RESPONSIBLE,
    SOURCES,
    SPEECH,
    SPEECH_WITH_CONTENT,
    STATEMENTS,
    WITH_PARTICLE,
)
from duiding.language import ParsedSentence
from duiding.lexicon.inflection import base_forms

IMPLIED = "implied"  # 'klinkt het': who said the last thing says this as well


def speaker_of(sentence: ParsedSentence, quoted: tuple[bool, ...]) -> Phrase | str | None:
    """Find who says a sentence outside its quotation marks.

    Returns:
        The phrase that names the speaker, ``IMPLIED`` where the sentence leaves it to the one before, or None.

    """
    for find in (_before_colon, _behind_preposition, _subject_of_speech, _in_statement, _accuser):
        for found in find(sentence, quoted):
            return found
    return None


def _before_colon(sentence: ParsedSentence, quoted: tuple[bool, ...]) -> Iterator[Phrase]:
    """'Zelenski: “Wij geven niet op.”'."""
    if ":" not in sentence.forms[1:8]:
        return
    colon = sentence.forms.index(":", 1)
    if quoted[colon] or not any(quoted[colon:]) or any(sentence.tags[i] in ("VERB", "AUX") for i in range(colon)):
        return
    found = phrase_before(sentence, colon)
    if found and not found.is_person_pronoun:
        yield found


def _behind_preposition(sentence: ParsedSentence, quoted: tuple[bool, ...]) -> Iterator[Phrase]:
    """'volgens Moskou', 'aldus het ministerie'."""
    for i, form in enumerate(sentence.forms):
        if form.lower() not in SOURCES or quoted[i]:
            continue
        found = phrase_behind(sentence, i + 1, reach=6)
        if found and not NO_SPEAKERS & base_forms(sentence.forms[found.head].lower()):
            yield found


def _subject_of_speech(sentence: ParsedSentence, quoted: tuple[bool, ...]) -> Iterator[Phrase | str]:
    """'zegt Psaki', 'liet de minister weten'."""
    lowered = [form.lower() for form in sentence.forms]
    for i in range(len(sentence)):
        if quoted[i] or sentence.tags[i] not in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
            continue
        lemmas = lemmas_of(sentence, i)
        if not (_speaks(sentence, i, lemmas, lowered) or _lets_know(lemmas, lowered)):
            continue
        if lemmas & IMPERSONAL:
            yield _place_of(sentence, i) or IMPLIED
            return
        found = subject_of(sentence, i)
        if found:
            yield found


def _speaks(sentence: ParsedSentence, i: int, lemmas: frozenset[str], lowered: list[str]) -> bool:
    if lemmas & SPEECH:
        if lemmas & {"eisen"} and not (DEATHS | CLAIMED).isdisjoint(lowered):
            return False
        return (sentence.tags[i] == "VERB" or looks_finite(sentence, i)) and not _is_participle_of_passive(sentence, i)
    if sentence.tags[i] not in ("VERB", "AUX"):
        return False
    for lemma in lemmas & set(WITH_PARTICLE):
        if set(WITH_PARTICLE[lemma]) & set(lowered[i:]):
            return True
    for lemma in lemmas & set(JUDGEMENT):
        wanted = JUDGEMENT[lemma]
        if not wanted or set(wanted) & set(lowered[i + 1 :]):
            return True
    return bool(lemmas & (SPEECH_WITH_CONTENT - set(WITH_PARTICLE))) and _has_content(sentence, i, lemmas, lowered)


def _lets_know(lemmas: frozenset[str], lowered: list[str]) -> bool:
    return "laten" in lemmas and bool(LETTING & set(lowered))


def _has_content(sentence: ParsedSentence, i: int, lemmas: frozenset[str], lowered: list[str]) -> bool:
    if lemmas & {"laten", "houden", "leggen", "zien", "weten", "maken"}:
        return False
    if i > 0 and sentence.forms[i - 1] == "," and any(mark in sentence.text[:-1] for mark in "”’\"'»“"):
        return True
    if "dat" in lowered[i + 1 :] or lemmas & IMPERSONAL or ("zich" in lowered and "af" in lowered):
        return True
    if lowered[0] in ("dat", "zo", "dit") and i == 1:
        return True
    quoted_after = any(mark in sentence.forms[i + 1 :] for mark in '“„‘"«')
    inverted = i > 0 and sentence.forms[i - 1] in (",", "”", "’", '"', "!", "?")
    return quoted_after or inverted


def _is_participle_of_passive(sentence: ParsedSentence, i: int) -> bool:
    return any(
        sentence.heads[k] == i and sentence.relations[k] == "aux:pass" for k in range(len(sentence))
    ) and not sentence.lemmas[i].startswith("aankondig")


def _place_of(sentence: ParsedSentence, verb: int) -> Phrase | None:
    """'luidt het in Washington'."""
    for i in range(verb + 1, min(len(sentence) - 1, verb + 4)):
        if sentence.forms[i].lower() in ("in", "bij", "op"):
            return phrase_behind(sentence, i + 1, reach=2)
    return None


def _in_statement(sentence: ParsedSentence, quoted: tuple[bool, ...]) -> Iterator[Phrase]:
    """'in een verklaring van Psaki', 'uit een rapport van de VN blijkt'."""
    for i in range(1, len(sentence) - 2):
        if quoted[i] or sentence.forms[i].lower() not in STATEMENTS or sentence.forms[i + 1].lower() != "van":
            continue
        if any(word.lower() in ("in", "uit", "volgens") for word in sentence.forms[max(0, i - 3) : i]):
            found = phrase_behind(sentence, i + 2, reach=4)
            if found:
                yield found


def _accuser(sentence: ParsedSentence, quoted: tuple[bool, ...]) -> Iterator[Phrase]:
    """'Kyiv houdt Rusland verantwoordelijk', 'X geeft Y de schuld', 'wordt door Iran verantwoordelijk gehouden'."""
    lowered = [form.lower() for form in sentence.forms]
    accusing = ACCUSING | REPROACHING | ASCRIBING
    if not RESPONSIBLE.isdisjoint(lowered):
        accusing |= HOLDING
    if "schuld" in lowered:
        accusing |= BLAMING
    for i in range(len(sentence)):
        if quoted[i] or not accuses(sentence, i, accusing):
            continue
        found = _who_accuses(sentence, i)
        if found:
            yield found
            return


def _who_accuses(sentence: ParsedSentence, verb: int) -> Phrase | None:
    lowered = [form.lower() for form in sentence.forms]
    before = phrase_before(sentence, verb, reach=1)
    finite = sentence.finite[verb] or (before is not None and before.end == verb)
    if passive_auxiliary(sentence) is not None and not finite:
        return phrase_behind(sentence, lowered.index("door") + 1) if "door" in lowered else None
    if not {"heeft", "hebben", "had", "hadden"}.isdisjoint(lowered[:verb]):
        return opening_phrase(sentence) or subject_of(sentence, verb)
    if before is not None and finite:
        return before
    if sentence.tags[0] in ("ADP", "ADV"):
        return subject_of(sentence, verb) or phrase_behind(sentence, verb + 1)
    return opening_phrase(sentence) or subject_of(sentence, verb)
