"""Choose how to write by a file's ending."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from duiding.errors import DuidingError
from duiding.files import WholeFile, check_free
from duiding.prediction import LabelledArticle
from predict.notes import NO_NOTES, Notes
from predict.outputs.tables import TABLES, TableOutput
from predict.rows import ActorRows, SentenceRows, SummaryRows

PAGE = ".html"
ENDINGS = (*TABLES, PAGE)


class Output(Protocol):
    """Something that takes labelled articles one by one."""

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one article; a report or summary takes it whole, a table of sentences also row by row."""
        ...

    def finish(self) -> None:
        """Write what can be written only when all is known."""
        ...


class What(NamedTuple):
    """What stands in the output: whose labels, and whether a row (or section) an article takes the place of one a sentence.

    ``actors`` asks for the actors of each article in its stead.
    """

    labels: Sequence[str]
    model: str
    summary: bool = False
    actors: bool = False


def open_output(path: Path, force: bool) -> WholeFile:
    """Begin an output file.

    Raises:
        DuidingError: its ending is unknown, it exists and ``force`` is not given, or what its format needs is not installed.

    """
    suffix = path.suffix.lower()
    if suffix not in ENDINGS:
        raise DuidingError(f"{path} ends in '{path.suffix}': expected {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    check_free(path, force)
    if suffix == ".parquet":
        from predict.outputs.parquet import check_installed

        check_installed()
    return WholeFile(path, binary=suffix == ".parquet")


def open_actors(path: Path, force: bool) -> WholeFile | None:
    """Begin the table of actors that goes beside a summary, ``NAME.actors.csv`` beside ``NAME.csv``; a page holds its own.

    Raises:
        DuidingError: it exists and ``force`` is not given.

    """
    if path.suffix.lower() == PAGE:
        return None
    return open_output(path.with_suffix(f".actors{path.suffix}"), force)


def takes_whole_articles(path: Path, what: What) -> bool:
    """Tell whether sentences that come one by one must be gathered by article for this output."""
    return what.summary or path.suffix.lower() == PAGE


def output_for(path: Path, file: IO[Any], what: What) -> Output:
    """Give the output that goes with a file's ending."""
    suffix = path.suffix.lower()
    if suffix == PAGE:
        from predict.report import Report

        return Report(file, path.parent, what.labels, what.model, with_text=not what.summary)
    if what.actors:
        return TableOutput(file, path.parent, ActorRows(what.labels, what.model), TABLES[suffix])
    rows = SummaryRows(what.labels, what.model) if what.summary else SentenceRows(what.labels, what.model)
    return TableOutput(file, path.parent, rows, TABLES[suffix])
