"""Workbooks: every visible sheet that has the columns of sentence and label."""

from __future__ import annotations

from collections.abc import Callable

from duiding.corpus.judgements import SHEET, Judgement
from duiding.corpus.layout import NotSentencesError, choose_layout, read_rows
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.sources import SourceFile
from duiding.errors import InputError
from duiding.tabular.own import sheets_to_read
from duiding.tabular.workbook import Sheet, read_sheets

_EXPLANATION = ["label", "meaning"]  # the columns of the sheet that our own batches have beside their sentences


def read_workbook(
    file: SourceFile, options: ReadingOptions, seen: set[str], tell: Callable[[str], None]
) -> list[Judgement]:
    """Read the visible sheets that have the columns of sentence and label; rows are called as the spreadsheet numbers them.

    Args:
        file: the workbook.
        options: how to read it.
        seen: takes the names of its columns.
        tell: told which sheets were left out.

    Raises:
        NotSentencesError: no visible sheet has them.
        DuidingError: the file can't be read.

    """
    sheets = sheets_to_read(read_sheets(file.path, file.source), file.source, tell)
    if not sheets:
        raise InputError(f"{file.source} has no sheet with a heading and rows.")
    read, refusals = {}, []
    said: set[str] = set()

    def once(text: str) -> None:
        if text not in said:
            tell(text)
        said.add(text)

    for sheet in sheets:
        if sheet.hidden:
            tell(f"Passed over sheet {sheet.name} of {file.source}: it is hidden.")
            continue
        try:
            read[sheet.name] = _judgements(file, sheet, options, seen, once)
        except NotSentencesError as error:
            refusals.append(error)
            if list(sheet.rows[0][1]) != _EXPLANATION:
                tell(f"Passed over sheet {sheet.name} of {file.source}: {error.reason}.")
    if not read:
        raise refusals[0] if refusals else InputError(f"{file.source} has hidden sheets only: show the one to read.")
    if len(read) == 1:
        return next(iter(read.values()))
    return [one._replace(fields={**one.fields, SHEET: name}) for name, found in read.items() for one in found]


def _judgements(
    file: SourceFile, sheet: Sheet, options: ReadingOptions, seen: set[str], tell: Callable[[str], None]
) -> list[Judgement]:
    columns = list(sheet.rows[0][1])
    seen.update(columns)
    layout = choose_layout(f"{file.source}, sheet {sheet.name}", columns, options)
    if layout.renamed:
        tell(f"{file.source}: {layout.renamed}.")
    return list(read_rows(sheet.rows, layout))
