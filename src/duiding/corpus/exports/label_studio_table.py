"""Exports of Label Studio as JSON-MIN, CSV and TSV: a row an annotation."""

from __future__ import annotations

import json
from collections.abc import Sequence

from duiding.corpus.judgements import Judgement, judged
from duiding.corpus.layout import Layout, NotSentencesError, read_rows
from duiding.corpus.reading_options import ReadingOptions
from duiding.tabular import Row, find_column

_OF_TABLE = {"annotation_id", "lead_time", "annotator"}
_ITS_OWN = {*_OF_TABLE, "id", "created_at", "updated_at", "agreement", "history"}
_USUAL = ("label", "choice", "choices", "frame", "sentiment", "category")


def is_table(columns: Sequence[str]) -> bool:
    """Tell whether a table has the columns that Label Studio puts into JSON-MIN, CSV and TSV."""
    return _OF_TABLE.issubset(columns)


def read_table(source: str, rows: Sequence[tuple[int, Row]], options: ReadingOptions) -> list[Judgement]:
    """Read JSON-MIN, CSV or TSV: a row is an annotator's judgement; skipped tasks are not in them.

    Args:
        source: what to call the file.
        rows: each with its number.
        options: the columns that a user names.

    Raises:
        NotSentencesError: it can't be told which column holds the sentence, or the label, or labels are of regions.

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
    found = read_rows(rows, Layout([text], label, "annotator"))
    return [judged(one.row, one.text, _several(source, one), one.annotator, one.fields) for one in found]


def _several(source: str, one: Judgement) -> tuple[str, ...]:
    """Take apart several choices in one cell, which Label Studio writes as JSON."""
    if len(one.labels) != 1 or not one.labels[0].startswith("{"):
        if any(label.startswith("{") for label in one.labels):
            raise NotSentencesError(
                f"{source}, row {one.row}: found labels of regions, expected of whole sentences: export it as JSON.",
                "its labels are of regions in the text",
            )
        return one.labels
    try:
        value = json.loads(one.labels[0])
    except json.JSONDecodeError:
        return one.labels
    value = value.get("choices") if isinstance(value, dict) else value
    return tuple(str(one) for one in value) if isinstance(value, list) else one.labels
