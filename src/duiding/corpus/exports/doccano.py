"""Exports of doccano: JSONL or JSON with a list of labels, CSV with labels joined by '#', a file a user (doccano 1.x)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duiding.corpus.exports.records import Record, fields_of
from duiding.corpus.judgements import UNKNOWN, Judgement, judged
from duiding.corpus.layout import Layout, NotSentencesError, Numbered, read_rows
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.sources import SourceFile
from duiding.tabular import find_column

_JOINED = "#"
ALL = "all"  # the file in which doccano puts the labels of everyone together
_LISTS = ("label", "labels", "cats", "annotations")


def is_table(columns: Sequence[str]) -> bool:
    """Tell whether a table has the heading of doccano's CSV."""
    return {"id", "label"}.issubset(columns) and bool({"text", "data"}.intersection(columns))


def is_record(record: Record, options: ReadingOptions) -> bool:
    """Tell whether an object is an example of doccano's: a text with a list of labels."""
    labels = find_column(list(record), options.label_column, *_LISTS)
    return _text_key(record, options) is not None and labels is not None and isinstance(record[labels], list)


def read_table(file: SourceFile, rows: Numbered, layout: Layout) -> list[Judgement]:
    """Read doccano's CSV, in which several labels of a text are joined.

    Args:
        file: the file.
        rows: each with its number.
        layout: which columns hold what.

    """
    judgements = read_rows(rows, layout, joined=_JOINED)
    if layout.annotator or layout.each:
        return list(judgements)
    return [one._replace(annotator=_annotator(file)) for one in judgements]


def read(file: SourceFile, records: Sequence[Record], options: ReadingOptions) -> list[Judgement]:
    """Read doccano's examples; where doccano wrote a file a user, the file is called after the annotator.

    Args:
        file: the file.
        records: the examples.
        options: the keys of text and labels.

    Raises:
        NotSentencesError: labels are of spans in the text, not of the whole.

    """
    name = _annotator(file)
    judgements = []
    for number, record in enumerate(records, 1):
        key = _text_key(record, options)
        text = str(record[key]) if key else ""
        fields = fields_of(record, {key or "", *_LISTS, options.label_column})
        judgements += _of_example(file.source, number, text, record, options, name, fields)
    return judgements


def _of_example(
    source: str, number: int, text: str, record: Record, options: ReadingOptions, name: str, fields: dict[str, str]
) -> list[Judgement]:
    key = find_column(list(record), options.label_column, *_LISTS)
    given = record.get(key) or [] if key else []
    given = given if isinstance(given, list) else [given]
    if key == "annotations":
        by_user: dict[str, list[str]] = {}
        for one in given:
            one = one if isinstance(one, dict) else {}
            by_user.setdefault(str(one.get("user", name)), []).append(_label(source, number, one.get("label")))
        return [judged(number, text, tuple(labels), user, fields) for user, labels in by_user.items()] or [
            judged(number, text, (), name, fields)
        ]
    return [judged(number, text, tuple(_label(source, number, one) for one in given), name, fields)]


def _label(source: str, number: int, value: Any) -> str:
    if isinstance(value, str | int):
        return str(value)
    raise NotSentencesError(
        f"{source}, row {number}: found labels of spans, expected of whole sentences: export a project for text classification.",
        "its labels are of spans in the text",
    )


def _annotator(file: SourceFile) -> str:
    return UNKNOWN if file.alone or file.path.stem == ALL else file.path.stem


def _text_key(record: Record, options: ReadingOptions) -> str | None:
    key = find_column(list(record), options.text_column, "text", "data")
    return key if key is not None and isinstance(record[key], str) else None
