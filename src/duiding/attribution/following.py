"""Follow speakers over the borders of sentences: quotations that go on, and pronouns."""

from __future__ import annotations

from collections.abc import Sequence

from duiding.attribution.phrases import Phrase, phrase_of
from duiding.attribution.quotations import Quoted
from duiding.attribution.speakers import IMPLIED
from duiding.language import ParsedSentence

MOSTLY = 0.6  # share of a sentence's tokens between quotation marks from which it counts as a quotation
_POINTING_BACK = frozenset(["dat", "dit", "zo", "aldus"])


def follow(
    sentences: Sequence[ParsedSentence], quoted: Sequence[Quoted], own: Sequence[Phrase | str | None]
) -> list[str]:
    """Give the speaker of each sentence of one article, empty where the writer speaks.

    Args:
        sentences: in order.
        quoted: what ``quotations`` gave for them.
        own: what ``speaker_of`` gave for them.

    """
    named = _resolve(sentences, own)
    speakers = list(named)
    for i in range(len(sentences)):
        if not speakers[i] and quoted[i].share >= MOSTLY:
            speakers[i] = _of_quotation(i, sentences, quoted, named, speakers)
    return speakers


def _resolve(sentences: Sequence[ParsedSentence], own: Sequence[Phrase | str | None]) -> list[str]:
    """Put names for 'hij', 'ze' and for what is left implied."""
    names: list[str] = []
    last = ""
    for sentence, found in zip(sentences, own, strict=True):
        if found is None:
            names.append("")
            last = _topic(sentence) or last
        elif isinstance(found, Phrase) and not found.is_person_pronoun:
            names.append(found.text)
            last = found.text
        elif found == IMPLIED or isinstance(found, Phrase):
            names.append(last)
    return names


def _topic(sentence: ParsedSentence) -> str:
    """Name the person that a sentence is about: its subject, where that is a person by name or office."""
    for i, relation in enumerate(sentence.relations):
        if relation in ("nsubj", "nsubj:pass") and sentence.relations[sentence.heads[i]].lower() == "root":
            found = phrase_of(sentence, i)
            if found and not found.is_person_pronoun:
                return found.text
    return ""


def _of_quotation(
    i: int, sentences: Sequence[ParsedSentence], quoted: Sequence[Quoted], named: Sequence[str], speakers: Sequence[str]
) -> str:
    if i and quoted[i].opened and speakers[i - 1]:
        return speakers[i - 1]
    ahead = i
    while ahead + 1 < len(sentences) and quoted[ahead].goes_on:
        ahead += 1
        if named[ahead]:
            return named[ahead]
    if ahead + 1 < len(sentences) and named[ahead + 1] and sentences[ahead + 1].forms[0].lower() in _POINTING_BACK:
        return named[ahead + 1]
    if i and speakers[i - 1]:
        return speakers[i - 1]
    return _topic(sentences[i - 1]) if i else ""
