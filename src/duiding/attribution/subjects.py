"""Who does what a verb says."""

from __future__ import annotations

from duiding.attribution.phrases import Phrase, behind_dateline, opening_phrase, phrase_before, phrase_behind, phrase_of
from duiding.attribution.verbs import looks_finite
from duiding.language import ParsedSentence

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


def subject_of(sentence: ParsedSentence, verb: int) -> Phrase | None:
    """Give who does a verb: right behind it where the clause is inverted, else by the parse, else right before it."""
    if _is_inverted(sentence, verb):
        found = phrase_behind(sentence, verb + 1)
        if found:
            return found
    for holder in dict.fromkeys((verb, _raised(sentence, verb))):
        for k in range(len(sentence)):
            if sentence.heads[k] == holder and sentence.relations[k] in _SUBJECTS and k != holder:
                if sentence.forms[k].lower() == "die" and sentence.relations[holder].startswith("acl"):
                    return phrase_of(sentence, sentence.heads[holder])
                found = phrase_of(sentence, k) if k >= behind_dateline(sentence) else opening_phrase(sentence)
                if found:
                    return found
    return phrase_before(sentence, verb) if sentence.finite[verb] or looks_finite(sentence, verb) else None


def _is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    if not sentence.finite[verb] and sentence.tags[verb] != "VERB":
        return False
    before = sentence.forms[verb - 1].lower() if verb else ""
    return before in ("dat", "zo", "dit") or (before != "" and before[-1] in ",”’\"'!?»“…")


def _raised(sentence: ParsedSentence, verb: int) -> int:
    head = sentence.heads[verb]
    return head if sentence.relations[verb] in ("xcomp", "ccomp", "aux", "conj") else verb
