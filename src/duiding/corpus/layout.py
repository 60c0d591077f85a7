"""Choose the columns of a plain table of labelled sentences, and read its rows as judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from duiding.corpus.judgements import Judgement, State, judged
from duiding.corpus.reading_options import ReadingOptions
from duiding.errors import ColumnError
from duiding.tabular import Row, find_column, recognise
from duiding.tabular.cells import listed

_ANNOTATOR_EACH = re.compile(r"(coder|annotator|codeur)[ _-]?(\d+|[a-z])", re.IGNORECASE)
Numbered = Iterable[tuple[int, Row]]


class NotSentencesError(ColumnError):
    """A file holds no labelled sentences; ``reason`` tells why, for a file that was not named itself."""

    def __init__(self, message: str, reason: str, column: str = "") -> None:
        super().__init__(message, column)
        self.reason = reason


class Layout(NamedTuple):
    """Which columns hold what: ``label`` may be missing where annotators have a column each, ``annotator`` may be."""

    text: str
    label: str | None
    annotator: str | None
    each: Sequence[str] = ()

    @property
    def taken(self) -> set[str | None]:
        """Columns that are no fields of the sentence."""
        return {self.text, self.label, self.annotator, *self.each}

    @property
    def renamed(self) -> str:
        """Tell which columns were taken for the text and the label though they are called something else; empty if none was."""
        taken = ((self.text, "text"), (self.label or "label", "label"))
        return ", ".join(f"{column} is the {role}" for column, role in taken if column.casefold() != role)


def choose_layout(source: str, columns: Sequence[str], options: ReadingOptions) -> Layout:
    """Choose the columns of sentence, label and annotator.

    Args:
        source: what to call the table.
        columns: its headings.
        options: the columns that a user names.

    Raises:
        NotSentencesError: there is none for the sentence, or for the label.
        ColumnError: there are two for one of them.

    """
    text = _column(columns, "text", source, options.text_column)
    label = _column(columns, "label", source, options.label_column)
    annotator, each = _annotator_columns(columns, source, options)
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
    return Layout(text, label, annotator, each)


def _column(columns: Sequence[str], role: str, source: str, wanted: str) -> str | None:
    return find_column(columns, wanted) or recognise(columns, role, source)


def _annotator_columns(
    columns: Sequence[str], source: str, options: ReadingOptions
) -> tuple[str | None, Sequence[str]]:
    if len(options.annotator_columns) > 1:
        return None, [name for name in options.annotator_columns if name in columns]
    annotator = _column(columns, "annotator", source, next(iter(options.annotator_columns), ""))
    each = [column for column in columns if _ANNOTATOR_EACH.fullmatch(column.strip())]
    return (None, each) if len(each) > 1 and annotator is None else (annotator, ())


def read_rows(rows: Numbered, layout: Layout, *, joined: str = "") -> Iterator[Judgement]:
    """Read rows as judgements.

    Args:
        rows: each with the number by which a person would call it.
        layout: which columns hold what.
        joined: the sign that joins two labels in one cell, if any.

    """
    taken = layout.taken
    for number, row in rows:
        text = row.get(layout.text, "")
        fields = {name: value for name, value in row.items() if name not in taken}
        label = row.get(layout.label, "") if layout.label else ""
        if not layout.each:
            annotator = row.get(layout.annotator, "") if layout.annotator else ""
            yield judged(number, text, labels_in(label, joined), annotator, fields)
            continue
        for column in layout.each:
            yield judged(number, text, labels_in(row.get(column, ""), joined), column, fields)
        above = judged(number, text, labels_in(label, joined), "", fields)
        if above.state is State.LABELLED:
            yield above._replace(final=True)


def labels_in(cell: str, joined: str = "") -> tuple[str, ...]:
    """Give the labels in a cell, which may hold a list or, where ``joined`` is given, several with that sign between them."""
    if (several := listed(cell.strip())) is not None:
        return tuple(several)
    parts = cell.split(joined) if joined else [cell]
    return tuple(parts) if all(part.strip() for part in parts) else (cell,)
