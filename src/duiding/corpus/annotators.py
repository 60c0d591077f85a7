"""Several annotators, one label: a majority, an adjudicator, or none yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from duiding.corpus.judgements import UNKNOWN, Sentence
from duiding.errors import DuidingError


class Undecided(NamedTuple):
    """A sentence to which annotators gave different labels, or one annotator several, with who gave which."""

    text: str
    given: list[Sentence]

    @property
    def labels(self) -> str:
        """Who gave which label, in one line."""
        parts = (f"{one.judgement.annotator or 'not named'}: {' + '.join(one.judgement.labels)}" for one in self.given)
        return "; ".join(dict.fromkeys(parts))


class Decided(NamedTuple):
    """Sentences with one label each, those without, and each text with the one label that each annotator gave it."""

    sentences: list[Sentence]
    undecided: list[Undecided]
    codings: list[tuple[str, Mapping[str, str]]]


def decide(sentences: Sequence[Sentence], adjudicator: str = UNKNOWN) -> Decided:
    """Give every sentence that was labelled in one round the label of the adjudicator, else of more than half its annotators.

    Sentences whose annotator is not known pass as they are, except for those with several labels.

    Args:
        sentences: what annotators said.
        adjudicator: the annotator whose label decides; it does not count for agreement.

    Raises:
        DuidingError: no annotator has the adjudicator's name; those that there are, are named.

    """
    _check_adjudicator(sentences, adjudicator)
    units: dict[tuple[int, str], list[Sentence]] = {}
    for one in sentences:
        units.setdefault((one.round, one.judgement.text), []).append(one)
    kept: set[int] = set()
    undecided: list[Undecided] = []
    codings: list[tuple[str, Mapping[str, str]]] = []
    for (_, text), unit in units.items():
        if coding := _coding(unit, adjudicator):
            codings.append((text, coding))
        if len(unit) == 1 and len(unit[0].judgement.labels) == 1:
            kept.add(id(unit[0]))
            continue
        chosen, left = _resolve(unit, adjudicator)
        kept.update(map(id, chosen))
        if left:
            undecided.append(Undecided(text, left))
    return Decided([one for one in sentences if id(one) in kept], undecided, codings)


def torn_annotators(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Give the first judgement of each annotator who gave a sentence several labels in one round."""
    given: dict[tuple[int, str, str], list[Sentence]] = {}
    for one in sentences:
        if one.judgement.annotator != UNKNOWN:
            given.setdefault((one.round, one.judgement.text, one.judgement.annotator), []).append(one)
    return [same[0] for same in given.values() if len({label for one in same for label in one.judgement.labels}) > 1]


def _coding(unit: Sequence[Sentence], adjudicator: str) -> dict[str, str]:
    """Give the label of each annotator of a unit who gave just one."""
    given = _by_annotator(unit)
    return {name: next(iter(labels)) for name, labels in given.items() if len(labels) == 1 and name != adjudicator}


def _resolve(unit: Sequence[Sentence], adjudicator: str) -> tuple[list[Sentence], list[Sentence]]:
    """Give the sentences to keep of a unit, and those that leave it undecided."""
    final = [one for one in unit if one.judgement.final]
    if final:
        return _only(final)
    named = [one for one in unit if one.judgement.annotator != UNKNOWN]
    plain = [one for one in unit if one.judgement.annotator == UNKNOWN]
    passed = [one for one in plain if len(one.judgement.labels) == 1]
    doubtful = [one for one in plain if len(one.judgement.labels) > 1]
    if not named:
        return passed, [] if passed else doubtful
    above = [one for one in named if one.judgement.annotator == adjudicator]
    kept, left = _only(above) if above else _majority(named)
    return [*kept, *passed], left


def _only(sentences: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    labels = {one.judgement.labels for one in sentences}
    if len(labels) == 1 and len(next(iter(labels))) == 1:
        return [sentences[0]], []
    return [], list(sentences)


def _majority(named: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    by_annotator = _by_annotator(named)
    votes = Counter(next(iter(labels)) for labels in by_annotator.values() if len(labels) == 1)
    label, count = votes.most_common(1)[0] if votes else ("", 0)
    if 2 * count <= len(by_annotator):
        return [], list(named)
    agreeing = [one for one in named if one.judgement.labels == (label,)]
    return (agreeing if len(by_annotator) == 1 else agreeing[:1]), []


def _by_annotator(unit: Sequence[Sentence]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in unit:
        if one.judgement.annotator != UNKNOWN:
            found.setdefault(one.judgement.annotator, set()).update(one.judgement.labels)
    return found


def _check_adjudicator(sentences: Sequence[Sentence], adjudicator: str) -> None:
    annotators = sorted({one.judgement.annotator for one in sentences if one.judgement.annotator != UNKNOWN})
    if adjudicator and adjudicator not in annotators:
        raise DuidingError(
            f"Adjudicator {adjudicator}: no annotator has that name: found {', '.join(annotators) or 'no named annotators'}."
        )
