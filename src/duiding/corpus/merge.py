"""The same sentence from several sources: one label, and a word about those that differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiding.corpus.judgements import Sentence
from duiding.corpus.reading_options import Preference
from duiding.corpus.splits import SPLIT, TEST, is_test
from duiding.errors import ConflictError


class Conflict(NamedTuple):
    """A sentence that was labelled twice, differently: what is kept, and what is not."""

    text: str
    kept: Sentence
    others: list[Sentence]

    def __str__(self) -> str:
        told = [f"{one.judgement.labels[0]} ({one.where})" for one in (self.kept, *self.others)]
        return f"'{self.text}': {told[0]}, not {', '.join(told[1:])}"


class Merged(NamedTuple):
    """Sentences, conflicts, and how many stand in two sources with one label (counted once) or in a test part as well."""

    sentences: list[Sentence]
    conflicts: list[Conflict]
    repeated: int
    tested: int


def merge(sentences: Sequence[Sentence], prefer: Preference) -> Merged:
    """Keep one label a sentence, and a sentence of one source only.

    A sentence that one source has for testing is for testing whichever label it gets, so that nothing learns from it. A source's
    own repetitions with the same label stay.

    Args:
        sentences: in the order of reading, a label each.
        prefer: keep what was read last, or first, or refuse.

    Raises:
        ConflictError: labels differ and neither is preferred; the first such sentence is named with both places.

    """
    by_text: dict[str, list[Sentence]] = {}
    for one in sentences:
        by_text.setdefault(one.judgement.text, []).append(one)
    kept: dict[int, Sentence] = {}
    conflicts, repeated, tested = [], 0, 0
    for text, group in by_text.items():
        if len(group) == 1:
            kept[id(group[0])] = group[0]
            continue
        winner = group[-1] if prefer == "new" else group[0]
        same = [one for one in group if one.judgement.labels == winner.judgement.labels]
        others = [one for one in group if one.judgement.labels != winner.judgement.labels]
        if others:
            conflicts.append(Conflict(text, winner, others))
        staying = [one for one in same if one.source == winner.source]
        repeated += len(staying) < len(same)
        for_test = any(_is_test(one) for one in group)
        tested += for_test and not all(_is_test(one) for one in group)
        kept.update({id(one): _for_test(one) if for_test else one for one in staying})
    if conflicts and prefer == "error":
        raise _refusal(conflicts)
    return Merged([kept[id(one)] for one in sentences if id(one) in kept], conflicts, repeated, tested)


def _is_test(sentence: Sentence) -> bool:
    return is_test(sentence.judgement.fields.get(SPLIT))


def _for_test(sentence: Sentence) -> Sentence:
    if _is_test(sentence):
        return sentence
    return sentence._replace(judgement=sentence.judgement._replace(fields={**sentence.judgement.fields, SPLIT: TEST}))


def _refusal(conflicts: Sequence[Conflict]) -> ConflictError:
    one = conflicts[0]
    told = " and ".join(f"{given.judgement.labels[0]} ({given.where})" for given in (one.kept, one.others[0]))
    more = f", and {len(conflicts) - 1} more sentences are labelled twice" if len(conflicts) > 1 else ""
    return ConflictError(f"'{one.text}' is labelled {told}{more}: correct one.")
