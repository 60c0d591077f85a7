"""Recognise what a file is by what is in it, and read it."""

from __future__ import annotations

from collections.abc import Sequence

from duiding.corpus.columns import NotSentencesError, choose_columns, read_rows
from duiding.corpus.exports import doccano, label_studio, prodigy
from duiding.corpus.exports.excel import read_excel
from duiding.corpus.exports.records import Record, read_records
from duiding.corpus.judgements import Judgement
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.rows import as_row, open_table
from duiding.corpus.sources import LABELLED_ENDINGS, Found
from duiding.errors import DuidingError

_LOOKED_AT = 50  # records
JSON = (".json", ".jsonl", ".ndjson")


def read_judgements(found: Found, options: ReadingOptions, seen: set[str]) -> list[Judgement]:
    """Read a file of labelled sentences: a plain table, or an export of doccano, Label Studio or Prodigy.

    Args:
        found: the file.
        options: how to read it.
        seen: takes the names of its columns or keys.

    Raises:
        NotSentencesError: it holds none.
        DuidingError: its ending is unknown, or it can't be read; the row is named.

    """
    suffix = found.path.suffix.lower()
    if suffix not in LABELLED_ENDINGS:
        raise DuidingError(f"{found.source} ends in '{suffix}': expected {', '.join(LABELLED_ENDINGS)} or .zip.")
    if suffix in JSON:
        return _read_json(found, options, seen)
    if suffix == ".xlsx":
        return read_excel(found, options, seen)
    with open_table(found.path) as table:
        rows = list(enumerate(table.rows, 1))
    if not rows:
        raise DuidingError(f"{found.source} has a heading but no rows.")
    columns = list(rows[0][1])
    seen.update(columns)
    if label_studio.is_table(columns):
        return label_studio.read_table(found.source, rows, options)
    chosen = choose_columns(found.source, columns, options)
    if doccano.is_table(columns):
        return doccano.read_table(found, rows, chosen)
    return list(read_rows(rows, chosen))


def _read_json(found: Found, options: ReadingOptions, seen: set[str]) -> list[Judgement]:
    records = read_records(found.path, found.source)
    if not records:
        raise DuidingError(f"{found.source} holds an empty list: expected labelled sentences.")
    keys = list(dict.fromkeys(str(key) for record in records for key in record))
    seen.update(keys)
    first = records[:_LOOKED_AT]
    if any(map(prodigy.is_answer, first)):
        return prodigy.read(found.source, records, options)
    if any(map(label_studio.is_task, first)):
        return label_studio.read_tasks(found.source, records, options, seen)
    if label_studio.is_table(keys):
        return label_studio.read_table(found.source, _rows(records), options)
    if any(doccano.is_record(record, options) for record in first):
        return doccano.read(found, records, options)
    try:
        columns = choose_columns(found.source, keys, options)
    except NotSentencesError as error:
        raise NotSentencesError(
            f"{error} Exports are recognised too: doccano (text, label), Label Studio (data, annotations), Prodigy (text, answer).",
            error.reason,
        ) from None
    return list(read_rows(_rows(records), columns))


def _rows(records: Sequence[Record]) -> list[tuple[int, dict[str, str]]]:
    return list(enumerate(map(as_row, records), 1))
