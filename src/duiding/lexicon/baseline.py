"""Label sentences by the lexicon alone: the baseline that every model must beat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from duiding.language.parsed import ParsedSentence
from duiding.lexicon.matching import Lexicon

# A measure beats the escalation that it answers, which beats the talks about it (rules 2 and 4 of the annotation guide).
_FIRST = ("sanction", "escalatory", "diplomatic")


def label_by_lexicon(lexicon: Lexicon, sentences: Iterable[ParsedSentence], fallback: str = "other") -> list[str]:
    """Give each sentence the label with most hits; ties go to sanction, escalatory, diplomatic.

    Args:
        lexicon: entries with their labels.
        sentences: parsed.
        fallback: label of a sentence without a hit.

    """
    return [_label(lexicon, sentence, fallback) for sentence in sentences]


def _label(lexicon: Lexicon, sentence: ParsedSentence, fallback: str) -> str:
    votes = Counter(
        hit.entry.label
        for hit in lexicon.match(sentence)
        if not hit.is_actor and hit.entry.event != "weapon" and not hit.entry.event.startswith("other")
    )
    if not votes:
        return fallback
    rank = {label: place for place, label in enumerate(_FIRST)}
    return min(votes, key=lambda label: (-votes[label], rank.get(label, len(_FIRST)), label))
