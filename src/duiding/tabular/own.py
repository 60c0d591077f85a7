"""Tables of labelled sentences that this project wrote, when they are read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress

from duiding.errors import ColumnError
from duiding.tabular.headings import recognise
from duiding.tabular.workbook import Sheet

_COLUMNS = frozenset(["article_id", "sentence", "start", "end", "text", "label", "uncertain", "model"])


def is_own(columns: Collection[str]) -> bool:
    """Tell whether a table has the columns of our own labelled sentences, so that each row is one.

    >>> is_own(["article_id", "text", "label"])
    False
    """
    return _COLUMNS.issubset(columns)


def sheets_to_read(sheets: Sequence[Sheet], source: str, tell: Callable[[str], None]) -> list[Sheet]:
    """Leave out the sheets that our own workbook has beside its sentences; those of any other workbook all stay.

    Args:
        sheets: all that have rows.
        source: what to call the workbook.
        tell: told in one line which are left out.

    """
    if not any(is_own(sheet.rows[0][1]) for sheet in sheets):
        return list(sheets)
    kept = [sheet for sheet in sheets if sheet.hidden or _has_text(list(sheet.rows[0][1]))]
    others = [sheet.name for sheet in sheets if sheet not in kept]
    if others:
        tell(f"{source}: labelled by duiding, so its sentences are read, and not its sheets {', '.join(others)}.")
    return kept


def _has_text(columns: Sequence[str]) -> bool:
    with suppress(ColumnError):
        return recognise(columns, "text", "") is not None
    return True
