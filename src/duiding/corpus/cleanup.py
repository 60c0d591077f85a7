"""What a file's judgements hold that is no text, no label or no article: taken out, and told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from duiding.corpus.judgements import Judgement, State
from duiding.corpus.layout import ARTICLE, our_names
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.splits import SPLIT, TEST, TRAIN, spelled_split
from duiding.errors import InputError
from duiding.labels import LabelSet, form
from duiding.tabular.cells import says_nothing, visible


def clean(
    source: str, judgements: Sequence[Judgement], options: ReadingOptions, tell: Callable[[str], None]
) -> list[Judgement]:
    """Tidy the judgements of a file, and leave out those without a text.

    Args:
        source: what to call the file.
        judgements: as they were read.
        options: a label that it maps, or that its set has, is a label whatever it looks like.
        tell: told what was taken out, with the first row of each kind.

    """
    called = _called(source, judgements, options)
    tidy = [one._replace(text=_tidy(one.text), fields=_fields(one.fields, called)) for one in judgements]
    kept = list(_with_text(source, tidy, tell))
    named = {form(label) for label, _ in (*options.labels, *options.also)}
    labelled = list(_with_labels(source, kept, named, options.label_set, tell))
    return _split(source, list(_with_articles(source, labelled, tell)), tell)


def _called(source: str, judgements: Sequence[Judgement], options: ReadingOptions) -> dict[str, str]:
    """Give our names of the columns that the file calls something else."""
    return our_names(list(dict.fromkeys(name for one in judgements for name in one.fields)), source, options)


def _fields(fields: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in fields.items() if name in called or name not in called.values()}
    return {called.get(name, name): _tidy(value) if name in called else value for name, value in kept.items()}


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(visible(text).split()))


def _with_text(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> Iterator[Judgement]:
    without: list[Judgement] = []
    for one in judgements:
        if one.text and not says_nothing(one.text):
            yield one
        else:
            without.append(one)
    if labelled := [one for one in without if one.state is State.LABELLED]:
        found = f"'{labelled[0].text}'" if labelled[0].text else "empty, or an error of the spreadsheet"
        tell(f"{source}: {_rows(labelled)} with a label but no text, first {labelled[0].place} ({found}): passed over.")


def _with_labels(
    source: str, judgements: Sequence[Judgement], mapped: set[str], label_set: LabelSet, tell: Callable[[str], None]
) -> Iterator[Judgement]:
    nothing: Counter[str] = Counter()
    ours = set(label_set.spellings)
    known = {form(label) for one in judgements for label in one.labels} | ours
    for one in judgements:
        labels = tuple(dict.fromkeys(part for label in one.labels for part in _several(_tidy(label), known) if part))
        if any(label.startswith("{") for label in labels):
            raise InputError(f"{source}, {one.place}: the label is an object ({labels[0]:.60}), expected a name.")
        kept = tuple(label for label in labels if form(label) in mapped | ours or not says_nothing(label))
        nothing.update(set(labels).difference(kept))
        unlabelled = one.state is State.LABELLED and not kept
        yield one._replace(labels=kept, state=State.UNLABELLED if unlabelled else one.state)
    for label, count in nothing.items():
        tell(f"'{label}' in {source} ({count}×) is read as no label.")


def _several(label: str, known: set[str]) -> list[str]:
    """Take apart several labels in one cell, each of which is known by itself as well."""
    parts = [part.strip() for part in re.split("[;|,/+&]", label)]
    return parts if len(parts) > 1 and all(form(part) in known for part in parts) else [label]


def _with_articles(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> Iterator[Judgement]:
    nothing: list[Judgement] = []
    for one in judgements:
        given = one.fields.get(ARTICLE, "")
        if given and not says_nothing(given):
            yield one
        else:
            nothing.append(one)
            yield one._replace(fields={**one.fields, ARTICLE: ""})
    if 0 < len(nothing) < len(judgements):
        tell(f"{source}: {_rows(nothing)} without an article, first {nothing[0].place}: an article each.")


def _split(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> list[Judgement]:
    """Write the column split in one way; where it marks anything, what is not for testing is for training."""
    given = {one.fields.get(SPLIT, "") for one in judgements} - {""}
    if not given:
        return list(judgements)
    for value in sorted(given):
        if spelled_split(value) is None:
            count = sum(one.fields.get(SPLIT) == value for one in judgements)
            tell(f"Column split of {source} says '{value}' ({count}×), neither {TRAIN} nor {TEST}: read as {TRAIN}.")
    return [
        one._replace(fields={**one.fields, SPLIT: spelled_split(one.fields.get(SPLIT, "")) or TRAIN})
        for one in judgements
    ]


def _rows(found: Sequence[Judgement]) -> str:
    number = len({one.place for one in found})
    return f"{number} row" if number == 1 else f"{number} rows"
