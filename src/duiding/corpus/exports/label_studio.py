"""Exports of Label Studio: JSON, JSON-MIN, CSV and TSV."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from duiding.corpus.columns import Columns, NotSentencesError, find_column, read_rows
from duiding.corpus.exports.records import Record, fields_of
from duiding.corpus.judgements import UNKNOWN, Judgement, State, judged
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.rows import Row

_OF_TABLE = {"annotation_id", "lead_time", "annotator"}
_ITS_OWN = {*_OF_TABLE, "id", "created_at", "updated_at", "agreement", "history"}
_USUAL = ("label", "choice", "choices", "frame", "sentiment", "category")


def is_task(record: Record) -> bool:
    """Tell whether an object is a task, with annotations ('completions' before version 1.0) or as it was before labelling."""
    return isinstance(record.get("data"), dict) and _annotations(record) is not None


def is_table(columns: Sequence[str]) -> bool:
    """Tell whether a table has the columns that Label Studio puts into JSON-MIN, CSV and TSV."""
    return _OF_TABLE.issubset(columns)


def read_tasks(source: str, records: Sequence[Record], options: ReadingOptions, seen: set[str]) -> list[Judgement]:
    """Read tasks: an annotation is an annotator's judgement, a cancelled one was skipped; predictions are no judgements.

    Args:
        source: what to call the file.
        records: the tasks.
        options: the text's key among the data, and the name of the choices where there are several.
        seen: takes the names of data and choices.

    Raises:
        NotSentencesError: a task has no text, or its annotations no choices.

    """
    judgements = []
    for number, task in enumerate(records, 1):
        data = task.get("data")
        data = data if isinstance(data, dict) else {}
        seen.update(map(str, data))
        text = _text_of(source, number, data, options)
        fields = fields_of(data, {text})
        annotations = _annotations(task) or []
        for one in annotations:
            seen.update(str(part.get("from_name")) for part in _parts(one))
            judgements.append(_of_annotation(source, number, str(data[text]), one, options, fields))
        if not annotations:
            judgements.append(judged(number, str(data[text]), (), UNKNOWN, fields))
    return judgements


def _annotations(task: Record) -> list[Any] | None:
    given = task.get("annotations", task.get("completions", []))
    return given if isinstance(given, list) and all(isinstance(one, dict) for one in given) else None


def _text_of(source: str, number: int, data: Mapping[str, Any], options: ReadingOptions) -> str:
    keys = [str(key) for key, value in data.items() if isinstance(value, str)]
    text = find_column(keys, options.text_column, "text") or (keys[0] if len(keys) == 1 else None)
    if text is None:
        raise NotSentencesError(
            f"{source}, task {number} has no text: found {', '.join(map(str, data)) or 'no data'}; expected text.",
            "its tasks have no text",
            "text",
        )
    return text


def _of_annotation(
    source: str, number: int, text: str, annotation: Record, options: ReadingOptions, fields: Mapping[str, str]
) -> Judgement:
    annotator = _annotator(annotation.get("completed_by"))
    if annotation.get("was_cancelled") or annotation.get("skipped"):
        return Judgement(number, text, (), annotator, State.SKIPPED, fields=fields)
    parts = _parts(annotation)
    chosen = [part for part in parts if _choices(part) is not None]
    if parts and not chosen:
        kinds = ", ".join(sorted({str(part.get("type")) for part in parts}))
        raise NotSentencesError(
            f"{source}, task {number}: found annotations of type {kinds}, expected choices: label whole sentences.",
            f"its annotations are {kinds}",
        )
    names = {str(part.get("from_name")) for part in chosen}
    if len(names) > 1:
        wanted = find_column(sorted(names), options.label_column, "label")
        if wanted is None:
            raise NotSentencesError(
                f"{source}, task {number} has choices called {', '.join(sorted(names))}: one of them must be named.",
                "it has several choices a sentence",
                "label",
            )
        chosen = [part for part in chosen if part.get("from_name") == wanted]
    labels = [str(label) for part in chosen for label in _choices(part) or []]
    return judged(number, text, tuple(labels), annotator, fields)


def _parts(annotation: Record) -> list[Record]:
    given = annotation.get("result")
    return [part for part in given if isinstance(part, dict)] if isinstance(given, list) else []


def _choices(part: Record) -> list[Any] | None:
    value = part.get("value")
    chosen = value.get("choices") if isinstance(value, dict) else None
    return chosen if isinstance(chosen, list) else None


def _annotator(completed_by: Any) -> str:
    if isinstance(completed_by, dict):
        return str(completed_by.get("email") or completed_by.get("id") or UNKNOWN)
    return UNKNOWN if completed_by is None else str(completed_by)


def read_table(source: str, rows: Sequence[tuple[int, Row]], options: ReadingOptions) -> list[Judgement]:
    """Read JSON-MIN, CSV or TSV: a row is an annotator's judgement; skipped tasks are not in them.

    Raises:
        NotSentencesError: it can't be told which column holds the sentence, or the label.

    """
    columns = list(dict.fromkeys(column for _, row in rows for column in row))
    text = find_column(columns, options.text_column, "text")
    others = [column for column in columns if column not in _ITS_OWN and column != text]
    label = find_column(others, options.label_column, *_USUAL) or (others[0] if len(others) == 1 else None)
    if text is None or label is None:
        missing = "text" if text is None else "label"
        raise NotSentencesError(
            f"{source}, an export of Label Studio: it can't be told which column holds the "
            f"{missing} (found {', '.join(columns)}).",
            "it can't be told which column holds the label",
            missing,
        )
    found = read_rows(rows, Columns(text, label, "annotator"))
    return [judged(one.row, one.text, _several(one.labels), one.annotator, one.fields) for one in found]


def _several(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Take apart several choices in one cell, which Label Studio writes as JSON."""
    if len(labels) != 1 or not labels[0].startswith(("{", "[")):
        return labels
    try:
        value = json.loads(labels[0])
    except json.JSONDecodeError:
        return labels
    value = value.get("choices") if isinstance(value, dict) else value
    return tuple(str(one) for one in value) if isinstance(value, list) else labels
