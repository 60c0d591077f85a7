"""What a file's judgements hold that is no text, no label or no article: taken out, and told."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from duiding.corpus.judgements import SHEET, Judgement, State, numbered_anew, places
from duiding.corpus.label_cells import bare, labels_meant
from duiding.corpus.layout import ARTICLE, DATE, our_names
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.splits import SPLIT, TEST, TRAIN, spelled_split, split_column
from duiding.documents.date_column import DateColumn, read_date
from duiding.documents.markup import blocks_of, holds_markup
from duiding.errors import InputError
from duiding.labels import LabelSet, form
from duiding.tabular.cells import is_error, listed, says_nothing, visible


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
    if SPLIT not in called.values() and (column := split_column(one.fields for one in judgements)):
        called[column] = SPLIT
        tell(f"{source}: {column} is the split, as it says {TRAIN} and {TEST}.")
    tidy = [one._replace(text=_text(one.text), fields=_fields(one.fields, called)) for one in judgements]
    kept = list(_with_text(source, tidy, tell))
    named = {form(label) for label, _ in (*options.labels, *options.also)}
    labelled = list(_with_labels(source, kept, named, options.label_set, tell))
    articles = _apart(source, list(_with_articles(source, labelled, tell)), tell)
    return _split(source, _dated(source, articles, tell), tell)


def _called(source: str, judgements: Sequence[Judgement], options: ReadingOptions) -> dict[str, str]:
    """Give our names of the columns that the file calls something else."""
    return our_names(list(dict.fromkeys(name for one in judgements for name in one.fields)), source, options)


def _fields(fields: Mapping[str, str], called: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in fields.items() if name in called or name not in called.values()}
    return {called.get(name, name): _tidy(value) if name in called else value for name, value in kept.items()}


def _text(text: str) -> str:
    """Tidy a text, of which markup becomes what a reader would see, and a list of JSON its parts."""
    if text.startswith('["') and (parts := listed(text)):
        text = " ".join(parts)
    return _tidy(" ".join(blocks_of(text)) if holds_markup(text) else text)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(visible(text).split()))


def _with_text(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> Iterator[Judgement]:
    """Leave out what has no text, and tell it where there is a label, or something that is no text."""
    without: dict[str, list[Judgement]] = {}
    for one in judgements:
        if one.text and not says_nothing(one.text):
            yield one
        elif one.text or one.state is State.LABELLED:
            without.setdefault(one.text, []).append(one)
    if without:
        told = "; ".join(f"{_named(text)} in {places(found)}" for text, found in without.items())
        count = _rows([one for found in without.values() for one in found])
        tell(f"{source}: {count} without a text ({told}): passed over.")


def _named(cell: str) -> str:
    """Say what a cell holds that says nothing."""
    if not cell:
        return "nothing"
    return f"'{cell}', an error of the spreadsheet" if is_error(cell) else f"'{cell}'"


def _with_labels(
    source: str, judgements: Sequence[Judgement], mapped: set[str], label_set: LabelSet, tell: Callable[[str], None]
) -> Iterator[Judgement]:
    """Give each judgement the labels that its cells mean, and tell which are none and which were written otherwise."""
    ours = mapped | set(label_set.spellings)
    known = {form(bare(label)) for one in judgements for label in one.labels} | ours
    nothing: dict[str, list[Judgement]] = {}
    written: dict[tuple[str, str], list[Judgement]] = {}
    for one in judgements:
        kept: list[str] = []
        for label in map(_tidy, one.labels):
            meant = [label] if form(label) in ours or says_nothing(label) else labels_meant(label, known)
            if any(part.startswith("{") for part in meant):
                raise InputError(f"{source}, {one.place}: the label is an object ({label:.60}), expected a name.")
            if len(meant) == 1 and meant[0] != label:
                written.setdefault((label, meant[0]), []).append(one)
            for part in filter(None, meant):
                if form(part) in ours or not says_nothing(part):
                    kept.append(part)
                else:
                    nothing.setdefault(part, []).append(one)
        state = State.UNLABELLED if one.state is State.LABELLED and not kept else one.state
        yield one._replace(labels=tuple(dict.fromkeys(kept)), state=state)
    for (label, meant_one), found in written.items():
        tell(f"Label '{label}' in {source} ({len(found)}×, {places(found)}) is read as '{meant_one}'.")
    for label, found in nothing.items():
        tell(
            f"{_named(label)}{',' * is_error(label)} in {source} ({len(found)}×, {places(found)}) is read as no label."
        )


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
        tell(f"{source}: {_rows(nothing)} without an article ({places(nothing)}{_errors(nothing)}): an article each.")


def _errors(judgements: Sequence[Judgement]) -> str:
    """Name the errors of a spreadsheet that stand for an article."""
    found = dict.fromkeys(one.fields.get(ARTICLE, "") for one in judgements)
    return "".join(f"; {_named(cell)}" for cell in found if is_error(cell))


def _apart(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> list[Judgement]:
    """Keep articles of different sheets apart that have one number and no sentence in common: each sheet numbers anew."""
    same = numbered_anew((one.fields[ARTICLE], one.fields.get(SHEET, ""), one.text) for one in judgements)
    if same:
        found = [one for one in judgements if one.fields[ARTICLE] in same]
        tell(
            f"{source}: articles of several sheets have the same number ({', '.join(same[:5])}) and other sentences: they are kept apart, "
            f"as {found[0].fields[SHEET]}-{found[0].fields[ARTICLE]}."
        )
    return [
        one._replace(fields={**one.fields, ARTICLE: f"{one.fields[SHEET]}-{one.fields[ARTICLE]}"})
        if one.fields[ARTICLE] in same
        else one
        for one in judgements
    ]


def _dated(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> list[Judgement]:
    """Write dates in one way, and tell those that can't be read."""
    seen, found = DateColumn(), []
    for place, one in {one.place: one for one in judgements if one.fields.get(DATE)}.items():
        seen.see(one.fields[DATE], place)
    for one in judgements:
        cell = one.fields.get(DATE, "")
        written = "" if says_nothing(cell) else read_date(cell) or cell
        found.append(one._replace(fields={**one.fields, DATE: written}) if cell else one)
    for remark in seen.remarks(source):
        tell(remark)
    return found


def _split(source: str, judgements: Sequence[Judgement], tell: Callable[[str], None]) -> list[Judgement]:
    """Write the column split in one way; where it marks anything, what is not for testing is for training."""
    given = {one.fields.get(SPLIT, "") for one in judgements} - {""}
    if not given:
        return list(judgements)
    for value in sorted(given):
        if spelled_split(value) is None:
            found = [one for one in judgements if one.fields.get(SPLIT) == value]
            tell(
                f"Column split of {source} says '{value}' ({len(found)}×, {places(found)}), neither {TRAIN} nor {TEST}: read as {TRAIN}."
            )
    return [
        one._replace(fields={**one.fields, SPLIT: spelled_split(one.fields.get(SPLIT, "")) or TRAIN})
        for one in judgements
    ]


def _rows(found: Sequence[Judgement]) -> str:
    number = len({one.place for one in found})
    return f"{number} row" if number == 1 else f"{number} rows"
