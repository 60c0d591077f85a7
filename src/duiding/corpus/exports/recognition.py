"""Recognise what a file is by what is in it, and read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duiding.corpus.exports import doccano, label_studio, label_studio_table, prodigy
from duiding.corpus.exports.records import Record, read_records
from duiding.corpus.exports.workbook import read_workbook
from duiding.corpus.judgements import Judgement
from duiding.corpus.layout import Layout, NotSentencesError, choose_layout, read_rows
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.sources import LABELLED_ENDINGS, SourceFile
from duiding.errors import InputError
from duiding.tabular import Row, open_table
from duiding.tabular.jsonl import as_row
from duiding.tabular.workbook import WORKBOOKS

_LOOKED_AT = 50  # records
_JSON = (".json", ".jsonl", ".ndjson")


def read_judgements(
    file: SourceFile, options: ReadingOptions, seen: set[str], tell: Callable[[str], None]
) -> list[Judgement]:
    """Read a file of labelled sentences: a plain table, or an export of doccano, Label Studio or Prodigy.

    Args:
        file: the file.
        options: how to read it.
        seen: takes the names of its columns or keys.
        tell: told what was read as something else, or left out.

    Raises:
        NotSentencesError: it holds none.
        DuidingError: its ending is unknown, or it can't be read; the row is named.

    """
    suffix = file.path.suffix.lower()
    if suffix not in LABELLED_ENDINGS:
        ending = f"ends in '{suffix}'" if suffix else "has no ending"
        raise InputError(f"{file.source} {ending}: expected {', '.join(LABELLED_ENDINGS)} or .zip.")
    if suffix in _JSON:
        return _read_json(file, options, seen, tell)
    if suffix in WORKBOOKS:
        return read_workbook(file, options, seen, tell)
    with open_table(file.path) as table:
        rows = list(enumerate(table.rows, 1))
        if table.encoding and table.encoding.guessed:
            tell(f"{file.source}: read as {table.encoding.name}, which was detected.")
    if not rows:
        raise InputError("%(source)s has a heading but no rows.", source=file.source)
    columns = list(rows[0][1])
    seen.update(columns)
    if label_studio_table.is_table(columns):
        return label_studio_table.read_table(file.source, rows, options)
    layout = _layout(file.source, columns, options, tell)
    if doccano.is_table(columns):
        return doccano.read_table(file, rows, layout)
    return list(read_rows(rows, layout))


def _layout(source: str, columns: list[str], options: ReadingOptions, tell: Callable[[str], None]) -> Layout:
    layout = choose_layout(source, columns, options)
    if layout.renamed:
        tell(f"{source}: {layout.renamed}.")
    return layout


def _read_json(
    file: SourceFile, options: ReadingOptions, seen: set[str], tell: Callable[[str], None]
) -> list[Judgement]:
    records = read_records(file.path, file.source)
    if not records:
        raise InputError(f"{file.source} holds an empty list: expected labelled sentences.")
    keys = list(dict.fromkeys(str(key) for record in records for key in record))
    seen.update(keys)
    first = records[:_LOOKED_AT]
    if any(map(prodigy.is_answer, first)):
        return prodigy.read(file.source, records, options)
    if any(map(label_studio.is_task, first)):
        return label_studio.read_tasks(file.source, records, options, seen, tell)
    if label_studio_table.is_table(keys):
        return label_studio_table.read_table(file.source, _rows(records), options)
    if len(options.text_columns) < 2 and any(doccano.is_record(record, options) for record in first):
        return doccano.read(file, records, options)
    try:
        layout = _layout(file.source, keys, options, tell)
    except NotSentencesError as error:
        raise NotSentencesError(
            "%(error)s Exports are recognised too: doccano (text, label), Label Studio (data, annotations), Prodigy (text, answer).",
            error.reason,
            error.column,
            error=error,
        ) from None
    return list(read_rows(_rows(records), layout))


def _rows(records: Sequence[Record]) -> list[tuple[int, Row]]:
    return list(enumerate(map(as_row, records), 1))
