"""Excel workbooks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import pandas as pd

from duiding.corpus.columns import Columns, NotSentencesError, choose_columns, read_rows
from duiding.corpus.judgements import Judgement
from duiding.corpus.reading_options import ReadingOptions
from duiding.corpus.sources import Found
from duiding.errors import DuidingError

_HEADING = 1


def read_excel(found: Found, options: ReadingOptions, seen: set[str]) -> list[Judgement]:
    """Read the first sheet that has the columns of sentence and label; rows are called as Excel numbers them.

    Args:
        found: the workbook.
        options: how to read it.
        seen: takes the names of its columns.

    Raises:
        NotSentencesError: no sheet has them.
        DuidingError: the file can't be read, or openpyxl is not installed.

    """
    refusal: NotSentencesError | None = None
    for name, sheet in _sheets(found).items():
        columns = [str(column).strip() for column in sheet.columns]
        seen.update(columns)
        try:
            chosen = choose_columns(f"{found.source}, sheet {name}", columns, options)
        except NotSentencesError as error:
            refusal = refusal or error
            continue
        return list(_judgements(sheet, columns, chosen))
    raise refusal or DuidingError(f"{found.source} has no sheets.")


def _sheets(found: Found) -> dict[str, pd.DataFrame]:
    try:
        import openpyxl  # noqa: F401  # pandas asks for it with an error of its own
    except ImportError as error:
        raise DuidingError("Reading Excel needs openpyxl: pip install 'duiding[excel]'.") from error
    try:
        return pd.read_excel(found.path, sheet_name=None, dtype=str, keep_default_na=False, na_filter=False)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        reason = (str(error).splitlines() or ["damaged"])[0].rstrip(".")
        raise DuidingError(f"{found.source} is not an Excel workbook that can be read: {reason}.") from error


def _judgements(sheet: pd.DataFrame, columns: list[str], chosen: Columns) -> Iterator[Judgement]:
    rows = (dict(zip(columns, map(str, row), strict=True)) for row in sheet.itertuples(index=False, name=None))
    filled = (
        (number, row) for number, row in enumerate(rows, _HEADING + 1) if any(cell.strip() for cell in row.values())
    )
    yield from read_rows(filled, chosen)
