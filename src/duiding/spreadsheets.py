"""Text in CSV that a spreadsheet may open: made harmless when written, and read back as it was."""

from __future__ import annotations

from collections.abc import Mapping

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula (OWASP, CSV injection).

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"{_MARK}{text}" if text.startswith(_FORMULA) else text


def original(text: str) -> str:
    """Take off the apostrophe that ``harmless`` put there; one that opens a quotation stays.

    >>> original("'-17 graden"), original("'@politie is er,' riep hij")
    ('-17 graden', "'@politie is er,' riep hij")
    """
    return text[1:] if _marked(text) and text.count(_MARK) == 1 else text


def original_sentence(row: Mapping[str, str], column: str) -> str:
    """Take off that apostrophe from the sentence of a row; its offsets tell for certain, where the row has them."""
    text = row.get(column, "")
    if not _marked(text):
        return text
    start, end = row.get("start", ""), row.get("end", "")
    if not (start.isdecimal() and end.isdecimal()):
        return original(text)
    length = int(end) - int(start)
    if len(text) == length:
        return text
    return text[1:] if len(text) == length + 1 else original(text)


def _marked(text: str) -> bool:
    return text.startswith(_MARK) and text[1:].startswith(_FORMULA)
