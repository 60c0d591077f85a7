"""Choose the columns of a plain table, and read its rows as judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from duiding.corpus.judgements import Judgement, State, judged
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.rows import Row
from duiding.errors import ColumnError

ANNOTATORS = ("coder", "annotator")
_ANNOTATOR_EACH = re.compile(r"(coder|annotator)[ _-]?(\d+|[a-z])", re.IGNORECASE)
Numbered = Iterable[tuple[int, Row]]


class NotSentencesError(ColumnError):
    """A file holds no labelled sentences; ``reason`` tells why, for a file that was not named itself."""

    def __init__(self, message: str, reason: str, column: str = "") -> None:
        super().__init__(message, column)
        self.reason = reason


class Columns(NamedTuple):
    """Where things stand: ``label`` may be missing where annotators have a column each, ``annotator`` may be."""

    text: str
    label: str | None
    annotator: str | None
    each: Sequence[str] = ()

    @property
    def taken(self) -> set[str | None]:
        """Columns that are no fields of the sentence."""
        return {self.text, self.label, self.annotator, *self.each}


def find_column(columns: Sequence[str], *wanted: str) -> str | None:
    """Find the first of some names among columns, as written or else in other case; None without one."""
    for name in filter(None, wanted):
        if name in columns:
            return name
        for column in columns:
            if column.casefold().strip() == name.casefold():
                return column
    return None


def choose_columns(source: str, columns: Sequence[str], options: ReadingOptions) -> Columns:
    """Choose the columns of sentence, label and annotator.

    Raises:
        NotSentencesError: there is none for the sentence, or for the label.

    """
    text = find_column(columns, options.text_column, "text")
    label = find_column(columns, options.label_column, "label")
    annotator, each = _annotator_columns(columns, options)
    missing = None if text else options.text_column or "text"
    if text and label is None and not each:
        missing = options.label_column or "label"
    if text is None or missing:
        expected = f"{options.text_column or 'text'} and {options.label_column or 'label'}"
        raise NotSentencesError(
            f"{source} has no column '{missing}': found {', '.join(columns)}; expected {expected}.",
            f"it has no column '{missing}'",
            "text" if text is None else "label",
        )
    return Columns(text, label, annotator, each)


def _annotator_columns(columns: Sequence[str], options: ReadingOptions) -> tuple[str | None, Sequence[str]]:
    if len(options.annotator_columns) > 1:
        return None, [name for name in options.annotator_columns if name in columns]
    annotator = find_column(columns, *options.annotator_columns, *ANNOTATORS)
    each = [column for column in columns if _ANNOTATOR_EACH.fullmatch(column.strip())]
    return (None, each) if len(each) > 1 and annotator is None else (annotator, ())


def read_rows(rows: Numbered, columns: Columns, *, joined: str = "") -> Iterator[Judgement]:
    """Read rows as judgements.

    Args:
        rows: each with the number by which a person would call it.
        columns: where things stand in them.
        joined: the sign that joins two labels in one cell, if any.

    """
    taken = columns.taken
    for number, row in rows:
        text = row.get(columns.text, "")
        fields = {name: value for name, value in row.items() if name not in taken}
        label = row.get(columns.label, "") if columns.label else ""
        if not columns.each:
            annotator = row.get(columns.annotator, "") if columns.annotator else ""
            yield judged(number, text, _labels(label, joined), annotator, fields)
            continue
        for column in columns.each:
            yield judged(number, text, _labels(row.get(column, ""), joined), column, fields)
        above = judged(number, text, _labels(label, joined), "", fields)
        if above.state is State.LABELLED:
            yield above._replace(final=True)


def _labels(cell: str, joined: str) -> tuple[str, ...]:
    parts = cell.split(joined) if joined else [cell]
    return tuple(parts) if all(part.strip() for part in parts) else (cell,)
