"""Cells that a spreadsheet would run as a formula: made harmless in every CSV that we write, and undone where we read one."""

from __future__ import annotations

import re

# Signs that begin a formula, also full-width ones; programs pass over white space and invisible marks before them.
_FORMULA = re.compile("'*(?:[\t\r\n]|[\\s\u200b\u2060\ufeff]*[=+\\-@＝＋－＠])")


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula (OWASP, CSV injection).

    Text that already looks like that gets one more, so that ``as_written`` gives back every text.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("'s Avonds")
    ("'=1+1", "''=1+1", "'s Avonds")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Take the apostrophe away again that ``harmless`` put there.

    >>> as_written("'=1+1"), as_written("'s Avonds")
    ('=1+1', "'s Avonds")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
