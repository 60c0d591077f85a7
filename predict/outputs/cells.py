"""The cells of a workbook: real days and numbers, and nothing that a cell could run."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

LONGEST = 32_767  # characters that Excel takes in a cell
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RUNS = re.compile(r"[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠#]")  # the hash sign for what Excel takes for an error
_TINT = 0.35  # share of a label's colour in the ground of its cells: black text on it stays readable


class Cells:
    """Makes cells; ``cut`` counts the texts that were longer than Excel takes."""

    def __init__(self) -> None:
        self.cut = 0

    def cell(self, sheet: Any, value: Any, shape: str, *, wrap: bool, tall: bool) -> Any:
        """Give what stands in a cell: the value itself where nothing need be said of it.

        Args:
            sheet: where it stands.
            value: text, a number, a day, a truth value, or None.
            shape: how numbers are written, as Excel says it; empty where as they are.
            wrap: whether text goes on in another line.
            tall: whether its row has several lines, so that it stands at the top.

        """
        from openpyxl.styles import Alignment

        cell = value
        if isinstance(value, str):
            cell = self.text(sheet, value, wrap=True) if wrap or _RUNS.match(value) else self._harmless(value)
        elif isinstance(value, date) or (shape and isinstance(value, float)):
            cell = new(sheet, value)
            cell.number_format = shape or "yyyy-mm-dd"
        if tall and not wrap and value is not None:
            cell = cell if hasattr(cell, "alignment") else new(sheet, cell)
            cell.alignment = Alignment(vertical="top")
        return cell

    def text(self, sheet: Any, text: str, *, wrap: bool = False) -> Any:
        """Give a cell of text; one that looks like a formula is marked as text, so that editing it does not make it one."""
        from openpyxl.styles import Alignment

        cell = new(sheet, self._harmless(text))
        if text:
            cell.data_type = "s"
        cell.quotePrefix = bool(_RUNS.match(text))
        if wrap:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def _harmless(self, text: str) -> str:
        self.cut += len(text) > LONGEST
        return _NOT_IN_XML.sub("\ufffd", text[:LONGEST])

    def bold(self, sheet: Any, text: str) -> Any:
        """Give a cell of bold text."""
        from openpyxl.styles import Font

        cell = self.text(sheet, text)
        cell.font = Font(name="Calibri", size=11, bold=True)
        return cell


def new(sheet: Any, value: Any) -> Any:
    """Give a cell that can be given a look."""
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(sheet, value)


def plain(name: str, cell: Any) -> Any:
    """Give a cell of a data frame as Excel takes it."""
    if name == "start" and isinstance(cell, str):
        return date.fromisoformat(cell)
    if isinstance(cell, str) or cell is None:
        return cell
    number = cell.item() if hasattr(cell, "item") else cell
    return None if number != number else number


def ground(colour: str, *, rule: bool = False) -> Any:
    """Give the ground of a label's cells: its colour mixed with white. A rule of formatting takes it as its background."""
    from openpyxl.styles import PatternFill

    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    mixed = "FF" + "".join(f"{round(255 - (255 - channel) * _TINT):02X}" for channel in channels)
    return PatternFill(bgColor=mixed, fill_type="solid") if rule else PatternFill("solid", fgColor=mixed)
