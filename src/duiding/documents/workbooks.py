"""Workbooks (.xlsx, .xls, .ods): an article a row, the sheets that are not hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duiding.documents.article import Tell
from duiding.documents.records import articles_from
from duiding.errors import InputError
from duiding.prediction import Article
from duiding.tabular.own import sheets_to_read
from duiding.tabular.workbook import WORKBOOKS, read_sheets


def read(raw: bytes, name: str, where: str, *, ending: str, skip: Tell, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read a workbook; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: what the ids of its articles begin with.
        where: what to call it in an error.
        ending: of its name; that it is none of a workbook is told.
        skip: told of rows and sheets without text.
        notice: told what it was read as.
        more: what other readers need.

    """
    if ending.lower() not in WORKBOOKS:
        notice(f"{where}: read as a workbook, whatever its name ends in.")
    sheets = sheets_to_read(read_sheets(raw, where), where, notice)
    for sheet in sheets:
        if sheet.hidden:
            notice(f"{where}: sheet {sheet.name} is hidden, so it is left out.")
    shown = [sheet for sheet in sheets if not sheet.hidden]
    for sheet in shown:
        inside = f"{where}, sheet {sheet.name}" if len(shown) > 1 else where
        made = f"{name}-{sheet.name}" if len(shown) > 1 else name
        try:
            yield from articles_from(sheet.rows, made, inside, skip=skip, notice=notice)
        except InputError as error:
            if len(shown) == 1:
                raise
            skip(str(error))
