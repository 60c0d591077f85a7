"""Labelled sentences from files into one DataFrame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duiding.agreement import Agreement, measure_agreement
from duiding.corpus.annotators import Undecided, decide, torn_annotators
from duiding.corpus.collection import Notice, collect
from duiding.corpus.frame import make_frame
from duiding.corpus.judgements import Read, Sentence, State, counted, numbered_anew
from duiding.corpus.merge import Conflict, Merged, merge
from duiding.corpus.reading_options import ReadingOptions, names
from duiding.corpus.spelling import spell
from duiding.errors import DuidingError, in_one_line
from duiding.labels import LabelSet

if TYPE_CHECKING:
    import pandas as pd


_PLAIN = ReadingOptions()
_TOGETHER = -1  # the round of files whose annotators a user names


class Labelled(NamedTuple):
    """Labelled sentences and what is to be told of them.

    ``corpus`` has a row a sentence: article_id, sentence_id, text, label, source, row, weight and what else the files carried.
    ``new_labels`` are those that the first source lacks.
    """

    corpus: pd.DataFrame
    agreement: Agreement | None
    undecided: list[Undecided]
    conflicts: list[Conflict]
    new_labels: Sequence[str] = ()


def read_corpus(
    paths: Iterable[str | Path], options: ReadingOptions = _PLAIN, *, notice: Notice | None = None
) -> pd.DataFrame:
    """Read labelled sentences from files and folders; ``read_labelled`` also gives what is to be told of annotators and conflicts.

    Args:
        paths: see ``read_labelled``.
        options: how to read them.
        notice: told what was passed over or read as something else.

    """
    return read_labelled(paths, options, notice=notice).corpus


def read_labelled(
    paths: Iterable[str | Path], options: ReadingOptions = _PLAIN, *, notice: Notice | None = None
) -> Labelled:
    """Read labelled sentences, decide between annotators, and merge sources.

    Args:
        paths: CSV, TSV, JSON, JSONL, Parquet and Excel files with the columns text and label, exports of doccano, Label Studio and
            Prodigy, or folders and ZIP archives of them. article_id and sentence_id are made where they are missing: every row
            is then an article of its own. What stands later in it is newer.
        options: how to read them.
        notice: told what was passed over or read as something else.

    Raises:
        DuidingError: nothing there, a column is missing, a sentence is empty, an option names what does not occur, or labels
            differ where that is to be an error; file and row are named.

    """
    tell = (lambda text: notice(in_one_line(text))) if notice else (lambda text: None)
    reads = _read(paths, options, tell)
    _check_named("Weight", [name for name, _ in options.weights], reads)
    _tell_articles(reads, tell)
    new_labels = _tell_labels(reads, options.label_set, tell)
    decided = decide(_sentences(reads), options.adjudicator)
    merged = merge(decided.sentences, options.prefer)
    undecided = _still_undecided(decided.undecided, merged, tell)
    _tell_merged(merged, options, tell)
    if not merged.sentences:
        raise DuidingError(
            f"No sentence has a label that is decided: {len(undecided)} are undecided between their annotators."
        )
    corpus = make_frame(merged.sentences, reads, options.weights)
    agreement = measure_agreement([coding for _, coding in decided.codings])
    return Labelled(corpus, agreement, undecided, merged.conflicts, new_labels)


def read_codings(
    paths: Iterable[str | Path], options: ReadingOptions = _PLAIN, *, notice: Notice | None = None
) -> list[tuple[str, Mapping[str, str]]]:
    """Read which label each annotator gave to each sentence; the adjudicator, and those who gave two, are left out.

    Args:
        paths: see ``read_labelled``.
        options: how to read them.
        notice: told what was passed over or read as something else.

    Raises:
        DuidingError: see ``read_labelled``.

    """
    tell = notice or (lambda text: None)
    sentences = _sentences(_read(paths, options, tell))
    if torn := torn_annotators(sentences):
        first = torn[0].judgement
        tell(
            f"Given two labels by one annotator, so left out there: {counted(len(torn))}, first '{first.text}' by {first.annotator} "
            f"({torn[0].where})."
        )
    return decide(sentences, options.adjudicator).codings


def _read(paths: Iterable[str | Path], options: ReadingOptions, tell: Notice) -> list[Read]:
    called = [_called(read, options) for read in collect(map(Path, paths), options, tell)]
    reads = spell(called, options, tell)
    _check_named("Coder", [name for name, _ in options.annotators], reads)
    return reads


def _sentences(reads: Sequence[Read]) -> list[Sentence]:
    return [
        Sentence(read.source, read.round, one)
        for read in reads
        for one in read.judgements
        if one.state is State.LABELLED
    ]


def _called(read: Read, options: ReadingOptions) -> Read:
    """Give a file's judgements the annotator that a user names for it."""
    for name, annotator in options.annotators:
        if names(read.source, read.path, name):
            return read._replace(
                round=_TOGETHER, judgements=[one._replace(annotator=annotator) for one in read.judgements]
            )
    return read


def _check_named(given: str, wanted: Iterable[str], reads: Sequence[Read]) -> None:
    for name in wanted:
        if not any(names(read.source, read.path, name) for read in reads):
            raise DuidingError(
                f"{given} of {name}: no source has that name: found {', '.join(read.source for read in reads)}."
            )


def _tell_articles(reads: Sequence[Read], tell: Notice) -> None:
    """Tell which sources name no articles, and which give one number to articles that may be others."""
    without = [read.source for read in reads if not any(one.fields.get("article_id") for one in read.judgements)]
    if without:
        more = f" and {len(without) - 3} more" if len(without) > 3 else ""
        tell(f"No article_id in {', '.join(without[:3])}{more}: each row counts as an article of its own.")
    given = ((one.fields.get("article_id", ""), read.source, one.text) for read in reads for one in read.judgements)
    if same := numbered_anew(given):
        more = f" and {len(same) - 3} more" if len(same) > 3 else ""
        tell(
            f"Several sources have articles numbered {', '.join(same[:3])}{more} without a sentence in common: they count as one article "
            "each; give them ids of their own if they are others."
        )


def _tell_labels(reads: Sequence[Read], label_set: LabelSet, tell: Notice) -> list[str]:
    """Tell of labels that are numbers, and of those that the label set or the first source lacks, which are given.

    A slip, or a label in other words, would become one more label of the model.
    """
    by_source: dict[str, Counter[str]] = {}
    for read in reads:
        counts = by_source.setdefault(read.source, Counter())
        counts.update(label for one in read.judgements for label in one.labels)
    known: set[str] = set()
    new: list[str] = []
    for source, counts in by_source.items():
        expected = known or _expected(counts, label_set)
        if numbers := sorted(label for label in counts if label.isdecimal()):
            new.extend(numbers)
            tell(f"Labels of {source} are numbers ({', '.join(numbers)}), which may stand for names.")
        for label in (one for one in counts if expected and one not in expected and one not in numbers):
            new.append(label)
            tell(
                f"New label '{label}' in {source} ({counts[label]}×), not among {', '.join(label_set.in_order(expected))}, which it may be "
                "in other words."
            )
        known.update(counts)
    return list(dict.fromkeys(new))


def _expected(counts: Counter[str], label_set: LabelSet) -> set[str]:
    """Give the labels of a set where most sentences of a source have one of them and more than one occurs; else none is expected."""
    ours = set(label_set.names)
    found = ours & set(counts)
    return ours if len(found) > 1 and 2 * sum(counts[label] for label in found) > counts.total() else set()


def _still_undecided(undecided: list[Undecided], merged: Merged, tell: Notice) -> list[Undecided]:
    known = {one.judgement.text for one in merged.sentences}
    left = [one for one in undecided if one.text not in known]
    if len(left) < len(undecided):
        tell(f"Undecided between annotators, but labelled in another source: {counted(len(undecided) - len(left))}.")
    return left


def _tell_merged(merged: Merged, options: ReadingOptions, tell: Notice) -> None:
    which = "last" if options.prefer == "new" else "first"
    if merged.repeated:
        tell(f"In several sources with the same label: {counted(merged.repeated)}, counted once, as read {which}.")
    if merged.tested:
        tell(f"In the test part of another source, so kept out of training: {counted(merged.tested)}.")
