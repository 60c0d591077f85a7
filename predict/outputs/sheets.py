"""The sheets of a workbook: frozen headings, filters, label colours, real days and numbers, and nothing that a cell could run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import IO, Any

import pandas as pd

from duiding.labels import LabelSet
from duiding.shares import UNITS

LONGEST = 32_767  # characters that Excel takes in a cell
ROWS = 1_048_575  # rows that Excel takes in a sheet, without the heading
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RUNS = re.compile(r"[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠#]")  # the hash sign for what Excel takes for an error
_LABELLED = ("label", "dominant", "runner_up", "top")
_WIDTHS = {
    "text": 80,
    "title": 50,
    "article_id": 20,
    "actor": 30,
    "label": 14,
    "dominant": 14,
    "date": 12,
    "because": 40,
    "model": 20,
}
_NARROW, _OF_TEXT = 12, 40
_OF_LABEL = ("share_", "low_", "high_", "corrected_")
_SHARES = ("first", "second", "difference", "low", "high")  # of a comparison
_TINT = 0.35  # share of a label's colour in the ground of its cells: black text on it stays readable


class Sheets:
    """A workbook that is written row by row.

    Args:
        label_set: what is known of the model's labels.

    """

    def __init__(self, label_set: LabelSet) -> None:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._label_set = label_set
        self._cut = 0

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
        """Write a table, on as many sheets as Excel needs for its rows; gives the last of them.

        Args:
            name: of the sheet.
            columns: headings.
            rows: a cell a column: text, numbers, days, truth values, or None.

        """
        waiting: Iterator[Sequence[Any]] = iter(rows)
        number = 1
        while True:
            sheet = self._begin(name if number == 1 else f"{name} {number}", columns)
            self._end(sheet, columns, self._fill(sheet, columns, islice(waiting, ROWS)))
            more = next(waiting, None)
            if more is None:
                return sheet
            waiting, number = chain([more], waiting), number + 1

    def frame(self, name: str, frame: pd.DataFrame) -> Any:
        """Write a data frame; gives the sheet."""
        columns = list(map(str, frame.columns))
        rows = (
            [_plain(column, cell) for column, cell in zip(columns, row, strict=True)]
            for row in frame.itertuples(index=False, name=None)
        )
        return self.table(name, columns, rows)

    def trends(self, shares: pd.DataFrame) -> None:
        """Write shares by group, and draw those by period.

        Args:
            shares: a row a group; see ``predict.outputs.workbook.wide``.

        """
        sheet, columns = self.frame("trends", shares), list(map(str, shares.columns))
        if any(name in UNITS for name in columns[:1]) and "start" in columns[:2] and len(shares) > 1:
            sheet.add_chart(self._chart(sheet, columns, len(shares)), f"A{len(shares) + 4}")

    def about(self, lines: Iterable[tuple[str, Any]]) -> None:
        """Write what made the workbook, and what its labels mean."""
        sheet = self._book.create_sheet("about this run")
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
        for name, value in lines:
            told = self._text(sheet, value, wrap=True) if isinstance(value, str) else value
            sheet.append([self._bold(sheet, name), told])
        if self._cut:
            sheet.append(
                [
                    self._bold(sheet, "cut"),
                    f"{self._cut} texts, at the {LONGEST:,} characters that Excel takes in a cell",
                ]
            )
        sheet.append([])
        sheet.append([self._bold(sheet, "label"), self._bold(sheet, "meaning")])
        for one in self._label_set.labels:
            shown = one.name if one.shown == one.name else f"{one.name} ({one.shown})"
            cell = self._text(sheet, shown)
            cell.fill = _ground(one.colour)
            none = "no frame" if one.name == self._label_set.no_frame else ""
            sheet.append([cell, self._text(sheet, "; ".join(filter(None, (none, one.meaning))), wrap=True)])

    def save(self, file: IO[bytes]) -> None:
        """Write the workbook to a file."""
        self._book.save(file)

    def _begin(self, name: str, columns: Sequence[str]) -> Any:
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            wide = _OF_TEXT if column.endswith("_text") else _NARROW
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, wide)
        sheet.append([self._bold(sheet, column) for column in columns])
        return sheet

    def _fill(self, sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        shares = [column in _SHARES or column.startswith(_OF_LABEL) for column in columns]
        wrapped = [column == "text" for column in columns]
        count = 0
        for row in rows:
            count += 1
            cells = zip(row, shares, wrapped, strict=True)
            sheet.append([self._cell(sheet, cell, share=share, wrap=wrap) for cell, share, wrap in cells])
        return count

    def _end(self, sheet: Any, columns: Sequence[str], count: int) -> None:
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.utils import get_column_letter

        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
        for column in (one for one in columns if one in _LABELLED and count):
            letter = get_column_letter(list(columns).index(column) + 1)
            for label in self._label_set.labels:
                text = label.name.replace('"', '""')
                rule = CellIsRule(operator="equal", formula=[f'"{text}"'], fill=_ground(label.colour, rule=True))
                sheet.conditional_formatting.add(f"{letter}2:{letter}{count + 1}", rule)

    def _cell(self, sheet: Any, value: Any, *, share: bool, wrap: bool) -> Any:
        if isinstance(value, str):
            return self._text(sheet, value, wrap=True) if wrap or _RUNS.match(value) else self._harmless(value)
        if isinstance(value, date) or (share and isinstance(value, float)):
            cell = self._new(sheet, value)
            cell.number_format = "0.0%" if share else "yyyy-mm-dd"
            return cell
        return value

    def _text(self, sheet: Any, text: str, *, wrap: bool = False) -> Any:
        """Give a cell of text; one that looks like a formula is marked as text, so that editing it does not make it one."""
        from openpyxl.styles import Alignment

        cell = self._new(sheet, self._harmless(text))
        if text:
            cell.data_type = "s"
        cell.quotePrefix = bool(_RUNS.match(text))
        if wrap:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def _harmless(self, text: str) -> str:
        self._cut += len(text) > LONGEST
        return _NOT_IN_XML.sub("\ufffd", text[:LONGEST])

    def _bold(self, sheet: Any, text: str) -> Any:
        from openpyxl.styles import Font

        cell = self._text(sheet, text)
        cell.font = Font(bold=True)
        return cell

    @staticmethod
    def _new(sheet: Any, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        return WriteOnlyCell(sheet, value)

    def _chart(self, sheet: Any, columns: Sequence[str], rows: int) -> Any:
        from openpyxl.chart import LineChart, Reference

        chart = LineChart()
        chart.title, chart.height, chart.width = None, 9, 24
        chart.y_axis.number_format, chart.y_axis.scaling.min = "0%", 0
        chart.y_axis.delete = chart.x_axis.delete = False
        for label in self._label_set.labels:
            place = list(columns).index(f"share_{label.name}") + 1
            chart.add_data(Reference(sheet, min_col=place, min_row=1, max_row=rows + 1), titles_from_data=True)
            chart.series[-1].graphicalProperties.line.solidFill = label.colour[1:]
            chart.series[-1].smooth = False
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=rows + 1))
        return chart


def _plain(name: str, cell: Any) -> Any:
    """Give a cell of a data frame as Excel takes it."""
    if name == "start" and isinstance(cell, str):
        return date.fromisoformat(cell)
    if isinstance(cell, str) or cell is None:
        return cell
    number = cell.item() if hasattr(cell, "item") else cell
    return None if number != number else number


def _ground(colour: str, *, rule: bool = False) -> Any:
    """Give the ground of a label's cells: its colour mixed with white. A rule of formatting takes it as its background."""
    from openpyxl.styles import PatternFill

    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    mixed = "FF" + "".join(f"{round(255 - (255 - channel) * _TINT):02X}" for channel in channels)
    return PatternFill(bgColor=mixed, fill_type="solid") if rule else PatternFill("solid", fgColor=mixed)
