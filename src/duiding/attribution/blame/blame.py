"""Who is held responsible or accused in a sentence."""

from __future__ import annotations

from duiding.attribution.blame.accusation import accused, ascribed
from duiding.attribution.blame.deed import behind_it, claimed
from duiding.attribution.blame.responsibility import bearing, guilt, guilty, responsible
from duiding.attribution.phrases import Phrase, with_others
from duiding.language import ParsedSentence


def blamed_in(sentence: ParsedSentence) -> list[Phrase]:
    """Find the phrases that name who is held responsible, accused or said to be guilty, in order, each once."""
    found: dict[tuple[int, int], Phrase] = {}
    for find in (responsible, bearing, accused, guilty, guilt, ascribed, behind_it, claimed):
        for phrase in (one for first in find(sentence) for one in with_others(sentence, first)):
            if phrase.is_person_pronoun:
                continue
            if not any(start < phrase.end and phrase.start < end for start, end in found):
                found[phrase.start, phrase.end] = phrase
    return [found[place] for place in sorted(found)]
