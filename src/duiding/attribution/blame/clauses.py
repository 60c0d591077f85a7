"""The verb, subject and object of a clause, for the rules of this room."""

from __future__ import annotations

from duiding.attribution.phrases import Phrase, phrase_of
from duiding.attribution.verbs import lemmas_of
from duiding.language import ParsedSentence


def any_lemma(sentence: ParsedSentence, words: frozenset[str]) -> int | None:
    """Give the place of the first token that may be a form of one of these words."""
    return next((i for i in range(len(sentence)) if words & lemmas_of(sentence, i)), None)


def subject_of(sentence: ParsedSentence, *holders: int) -> Phrase | None:
    """Give the subject of the first of these tokens that has one, by the parse."""
    for holder in holders:
        for k in range(len(sentence)):
            if sentence.heads[k] == holder and sentence.relations[k] in ("nsubj", "nsubj:pass") and k != holder:
                return phrase_of(sentence, k)
    return None


def object_of(sentence: ParsedSentence, verb: int) -> Phrase | None:
    """Give the object of a verb, by the parse."""
    for k in range(len(sentence)):
        if sentence.heads[k] == verb and sentence.relations[k] in ("obj", "iobj"):
            return phrase_of(sentence, k)
    return None
