"""The sheets of a workbook: frozen headings, filters, label colours, real days and numbers, and nothing that a cell could run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, Any

import pandas as pd

from duiding.labels import LabelSet
from duiding.shares import UNITS
from duiding.translation import _, speak
from predict.outputs.cells import LONGEST, Cells, ground, new, plain
from predict.outputs.columns import heading

ROWS = 1_048_575  # rows that Excel takes in a sheet, without the heading
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
    "written as": 40,
    "actors": 30,
    "actors_canonical": 30,
    "group_1": 24,
    "group_2": 24,
}
_NAME_WIDTH, _VALUE_WIDTH = 32, 100  # of what made the workbook
_ARROW = 4  # characters of a heading's width that its filter takes
_LINE, _TALLEST = 15, 405  # points: the height of a line, and about the tallest row that Excel takes
_NARROW, _OF_TEXT = 12, 40
_OF_LABEL = ("share_", "low_", "high_", "corrected_")
_SHARES = ("first", "second", "difference", "low", "high")  # of a comparison


class Sheets:
    """A workbook that is written row by row.

    Args:
        label_set: what is known of the model's labels.

    """

    def __init__(self, label_set: LabelSet) -> None:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._label_set = label_set
        self._cells = Cells()

    def table(
        self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], headings: Sequence[str] = ()
    ) -> Any:
        """Write a table, on as many sheets as Excel needs for its rows; gives the last of them.

        Args:
            name: of the sheet.
            columns: what each holds.
            rows: a cell a column: text, numbers, days, truth values, or None.
            headings: what to call the columns, where that is something else.

        """
        waiting: Iterator[Sequence[Any]] = iter(rows)
        number = 1
        while True:
            sheet = self._begin(name if number == 1 else f"{name} {number}", columns, headings or columns)
            self._end(sheet, columns, self._fill(sheet, columns, islice(waiting, ROWS)))
            more = next(waiting, None)
            if more is None:
                return sheet
            waiting, number = chain([more], waiting), number + 1

    def frame(self, name: str, frame: pd.DataFrame) -> Any:
        """Write a data frame, its headings in the language of this process; gives the sheet."""
        columns = list(map(str, frame.columns))
        rows = (
            [plain(column, cell) for column, cell in zip(columns, row, strict=True)]
            for row in frame.itertuples(index=False, name=None)
        )
        return self.table(name, columns, rows, [heading(column, self._label_set) for column in columns])

    def trends(self, shares: pd.DataFrame) -> None:
        """Write shares by group, and draw those by period.

        Args:
            shares: a row a group; see ``predict.outputs.workbook.wide``.

        """
        sheet, columns = self.frame(_("trends"), shares), list(map(str, shares.columns))
        if any(name in UNITS for name in columns[:1]) and "start" in columns[:2] and len(shares) > 1:
            sheet.add_chart(self._chart(sheet, columns, len(shares)), f"A{len(shares) + 4}")

    def about(self, lines: Iterable[tuple[str, Any]], columns: Iterable[tuple[str, str]]) -> None:
        """Write what made the workbook, and what its labels and columns mean.

        Args:
            lines: names and values.
            columns: those of the other sheets, with what they hold.

        """
        sheet = self._book.create_sheet(_("about this run"))
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _NAME_WIDTH, _VALUE_WIDTH
        cut = _(
            "%(number)s texts, at the %(most)s characters that Excel takes in a cell",
            number=speak().number(self._cells.cut),
            most=speak().number(LONGEST),
        )
        for number, (name, value) in enumerate((*lines, *([(_("cut"), cut)] if self._cells.cut else [])), 1):
            self._line(sheet, number, name, value)
        sheet.append([])
        sheet.append([self._cells.bold(sheet, _("label")), self._cells.bold(sheet, _("meaning"))])
        for one in self._label_set.labels:
            name, shown = one.name, speak().term(one.shown)
            cell = self._cells.text(sheet, name if shown == name else f"{name} ({shown})")
            cell.fill = ground(one.colour)
            none = _("no frame") if name == self._label_set.no_frame else ""
            meaning = "; ".join(filter(None, (none, speak().term(one.meaning))))
            sheet.append([cell, self._cells.text(sheet, meaning, wrap=True)])
        sheet.append([])
        for name, meaning in columns:
            sheet.append(
                [self._cells.text(sheet, _("column %(name)s", name=name)), self._cells.text(sheet, meaning, wrap=True)]
            )

    def save(self, file: IO[bytes]) -> None:
        """Write the workbook to a file."""
        self._book.save(file)

    def _line(self, sheet: Any, number: int, name: str, value: Any) -> None:
        """Write a name and a value on the sheet that tells what made the workbook."""
        from openpyxl.styles import Alignment

        shape = Alignment(horizontal="left", vertical="top", wrap_text=True)
        head, told = (
            self._cells.bold(sheet, name),
            self._cells.text(sheet, value) if isinstance(value, str) else new(sheet, value),
        )
        head.alignment = told.alignment = shape
        lines = max(_lines(name, _NAME_WIDTH), _lines(value, _VALUE_WIDTH))
        self._append(sheet, [head, told], number, lines)

    @staticmethod
    def _append(sheet: Any, row: Sequence[Any], number: int, lines: int) -> None:
        """Write the row of a number, as high as its text needs: LibreOffice does not fit it by itself."""
        if lines > 1:
            sheet.row_dimensions[number].height = min(_LINE * lines, _TALLEST)
        sheet.append(row)
        sheet.row_dimensions.clear()  # written: memory does not grow with the rows

    def _begin(self, name: str, columns: Sequence[str], headings: Sequence[str]) -> Any:
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(name)
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for number, (column, shown) in enumerate(zip(columns, headings, strict=True), 1):
            wide = _WIDTHS.get(column, _OF_TEXT if column.endswith("_text") else _NARROW)
            sheet.column_dimensions[get_column_letter(number)].width = max(wide, len(shown) + _ARROW)
        sheet.append([self._cells.bold(sheet, shown) for shown in headings])
        return sheet

    def _fill(self, sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        shapes = [_shape(column) for column in columns]
        wrapped = [column == "text" for column in columns]
        count = 0
        for count, row in enumerate(rows, 1):
            lines = max(
                (_lines(cell, _WIDTHS["text"]) for cell, wrap in zip(row, wrapped, strict=True) if wrap), default=1
            )
            cells = zip(row, shapes, wrapped, strict=True)
            made = [self._cells.cell(sheet, cell, shape, wrap=wrap, tall=lines > 1) for cell, shape, wrap in cells]
            self._append(sheet, made, count + 1, lines)
        return count

    def _end(self, sheet: Any, columns: Sequence[str], count: int) -> None:
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.utils import get_column_letter

        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
        for column in (one for one in columns if one in _LABELLED and count):
            letter = get_column_letter(list(columns).index(column) + 1)
            for label in self._label_set.labels:
                text = label.name.replace('"', '""')
                rule = CellIsRule(operator="equal", formula=[f'"{text}"'], fill=ground(label.colour, rule=True))
                sheet.conditional_formatting.add(f"{letter}2:{letter}{count + 1}", rule)

    def _chart(self, sheet: Any, columns: Sequence[str], rows: int) -> Any:
        from openpyxl.chart import LineChart, Reference
        from openpyxl.chart.series import SeriesLabel

        chart = LineChart()
        chart.title, chart.height, chart.width = None, 9, 24
        chart.y_axis.number_format, chart.y_axis.scaling.min = "0%", 0
        chart.y_axis.delete = chart.x_axis.delete = False
        for label in self._label_set.labels:
            place = list(columns).index(f"share_{label.name}") + 1
            chart.add_data(Reference(sheet, min_col=place, min_row=1, max_row=rows + 1), titles_from_data=True)
            chart.series[-1].tx = SeriesLabel(v=speak().term(label.shown))
            chart.series[-1].graphicalProperties.line.solidFill = label.colour[1:]
            chart.series[-1].smooth = False
        chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=rows + 1))
        return chart


def _shape(column: str) -> str:
    """Tell how the numbers of a column are written; empty where as they are."""
    if column.endswith("p_value"):
        return "0.000"
    return "0.0%" if column in _SHARES or column.startswith(_OF_LABEL) else ""


def _lines(text: Any, width: int) -> int:
    """Tell how many lines a text takes in a column."""
    return sum(1 + len(line) // width for line in text.split("\n")) if isinstance(text, str) else 1
