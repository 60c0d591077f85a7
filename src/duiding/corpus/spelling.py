"""One spelling a label: what a user maps, what differs in case only, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from duiding.corpus.judgements import Judgement, Read, State
from duiding.corpus.reading_options import ReadingOptions
from duiding.errors import DuidingError
from duiding.labels import form


def spell(reads: Sequence[Read], options: ReadingOptions, notice: Callable[[str], None]) -> list[Read]:
    """Give every label one spelling, and leave out judgements whose labels are mapped to nothing.

    Labels that differ in case only from one of the set, or from another name that it has, become that one, others the commonest spelling.

    Args:
        reads: what was read.
        options: labels as they are to be spelled, and what to read others as.
        notice: told what was read as something else.

    Raises:
        DuidingError: a label that is mapped does not occur; those that do are named.

    """
    counts = Counter(label for read in reads for one in read.judgements for label in one.labels)
    spelling = _spellings(counts, options)
    for label, n in counts.items():
        if spelling[label] != label:
            told = f"read as '{spelling[label]}'" if spelling[label] else "left out"
            notice(f"Label '{label}' ({n}×) is {told}.")
    if all(label == spelled for label, spelled in spelling.items()):
        return list(reads)
    return [read._replace(judgements=_respelled(read.judgements, spelling)) for read in reads]


def _spellings(counts: Counter[str], options: ReadingOptions) -> dict[str, str]:
    forms = {form(label) for label in counts}
    wanted = {form(label): target for label, target in (*options.also, *options.labels)}
    for label, _ in options.labels:
        if form(label) not in forms:
            raise DuidingError(
                f"Label {label} can't be read as another: no sentence has that label: found "
                f"{', '.join(options.label_set.in_order(counts)) or 'none'}."
            )
    targets = {form(target): target for target in wanted.values() if target}
    common = {form(label): label for label, _ in reversed(counts.most_common())}
    chosen = {**common, **options.label_set.spellings, **targets, **wanted}
    return {label: chosen[form(label)] for label in counts}


def _respelled(judgements: Sequence[Judgement], spelling: dict[str, str]) -> list[Judgement]:
    found = []
    for one in judgements:
        labels = tuple(dict.fromkeys(spelling[label] for label in one.labels if spelling[label]))
        if labels or one.state is not State.LABELLED:
            found.append(one._replace(labels=labels))
    return found
