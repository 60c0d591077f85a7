"""Choose the columns of a plain table of labelled sentences, and read its rows as judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from duiding.corpus.judgements import Judgement, State, judged
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.splits import SPLIT
from duiding.errors import ColumnError
from duiding.tabular import Row, find_column, recognise
from duiding.tabular.cells import listed, says_nothing
from duiding.tabular.headings import others_for

ARTICLE = "article_id"
KEYS = (ARTICLE, "sentence_id", SPLIT)
DATE = "date"
_CARRIED = ("title", DATE)
_ANNOTATOR_EACH = re.compile(r"(coder|annotator|codeur)[ _-]?(\d+|[a-z])", re.IGNORECASE)
Numbered = Iterable[tuple[int, Row]]


class NotSentencesError(ColumnError):
    """A file holds no labelled sentences; ``reason`` tells why, for a file that was not named itself."""

    def __init__(self, message: str, reason: str, column: str = "", **values: object) -> None:
        super().__init__(message, column, **values)
        self.reason = reason


class Layout(NamedTuple):
    """Which columns hold what: ``label`` may be missing where annotators have a column each, ``annotator`` may be.

    ``texts`` has more than one where a sentence is put together of several columns, ``fields`` gives our names of those that the file
    calls something else, ``unread`` those that might have been the text or the label.
    """

    texts: Sequence[str]
    label: str | None
    annotator: str | None
    each: Sequence[str] = ()
    fields: Mapping[str, str] = MappingProxyType({})
    unread: Sequence[str] = ()

    @property
    def taken(self) -> set[str | None]:
        """Columns that are no fields of the sentence."""
        return {*self.texts, self.label, self.annotator, *self.each}

    @property
    def renamed(self) -> str:
        """Tell which columns were taken for what though they are called something else; empty if none was."""
        told = [f"{' and '.join(self.texts)} are the text"] if len(self.texts) > 1 else []
        taken = [(name, "text") for name in self.texts if not told]
        taken += [
            (self.label or "label", "label"),
            *((name, role.removesuffix("_id")) for name, role in self.fields.items()),
        ]
        ours = {"label", "text", *self.fields.values()}
        return ", ".join(
            [
                *told,
                *(f"{column} is the {role}" for column, role in taken if column.casefold() not in ours),
                *(f"{column} is not read" for column in self.unread),
            ]
        )


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
    named = [found for name in options.text_columns if (found := find_column(columns, name))]
    text = next(iter(named), None) or recognise(columns, "text", source)
    label = _column(columns, "label", source, options.label_column)
    annotator, each = _annotator_columns(columns, source, options)
    missing = None if text else options.text_column or "text"
    if text and label is None and not each:
        missing = options.label_column or "label"
    if text is None or missing:
        expected = f"{options.text_column or 'text'} and {options.label_column or 'label'}"
        raise NotSentencesError(
            "%(source)s has no column '%(missing)s': found %(found)s; expected %(expected)s.",
            f"it has no column '{missing}'",
            "text" if text is None else "label",
            source=source,
            missing=missing,
            found=", ".join(columns),
            expected=expected,
        )
    layout = Layout(list(dict.fromkeys(named)) or [text], label, annotator, each)
    others = [column for column in columns if column not in layout.taken]
    unread = [] if named else others_for(others, "text", text)
    unread += [] if options.label_column else others_for(others, "label", label)
    return layout._replace(fields=our_names(others, source, options), unread=unread)


def our_names(columns: Sequence[str], source: str, options: ReadingOptions) -> dict[str, str]:
    """Give our names of the columns that hold article, title, date and the like, by their own.

    Args:
        columns: those that hold neither text nor label.
        source: what to call the table.
        options: the columns that a user names.

    Raises:
        ColumnError: there are two for the article, the number of the sentence or the split.

    """
    wanted = {ARTICLE: options.article_column, "title": options.title_column, DATE: options.date_column}
    found: dict[str, str] = {}
    for role in (*KEYS, *_CARRIED):
        column = find_column(columns, wanted.get(role, ""))
        try:
            column = column or recognise(columns, role, source)
        except ColumnError:
            if role in KEYS:
                raise
        if column:
            found[column] = role
    return found


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
        text = _text_of(row, layout.texts)
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


def _text_of(row: Row, columns: Sequence[str]) -> str:
    """Give the text of a row: of several columns the cells that say something, with a blank between them."""
    if len(columns) == 1:
        return row.get(columns[0], "")
    return " ".join(cell for name in columns if (cell := row.get(name, "").strip()) and not says_nothing(cell))


def labels_in(cell: str, joined: str = "") -> tuple[str, ...]:
    """Give the labels in a cell, which may hold a list or, where ``joined`` is given, several with that sign between them."""
    if (several := listed(cell.strip())) is not None:
        return tuple(several)
    parts = cell.split(joined) if joined else [cell]
    return tuple(parts) if all(part.strip() for part in parts) else (cell,)
