"""A batch as an Excel workbook in which the label is chosen from a list."""

from __future__ import annotations

from typing import IO, Any

from duiding.translation import _, speak
from predict.labelling.items import LabellingBatch
from predict.outputs.cells import LONGEST

SHEET, LABELS = "sentences", "labels"
_WIDTHS = {"article_id": 16, "sentence": 9, "sentence_id": 14, "before": 50, "text": 60, "after": 50, "label": 14}
_NARROW = 11
_WRAPPED = ("before", "text", "after")


def write_excel(batch: LabellingBatch, file: IO[bytes]) -> None:
    """Write a sheet of sentences whose column label has a drop-down, and a sheet that tells what the labels mean.

    Text that looks like a formula is stored as text and marked so, and comes back as it was.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    rows = [batch.row(item) for item in batch.items]
    columns = list(rows[0])
    for place, row in enumerate([dict(zip(columns, columns, strict=True)), *rows], 1):
        for number, (name, value) in enumerate(row.items(), 1):
            _fill(sheet.cell(place, number), value, wrap=name in _WRAPPED, bold=place == 1)
    _lay_out(sheet, columns)
    _list_labels(book.create_sheet(LABELS), batch)
    sheet.add_data_validation(_drop_down(len(batch.label_set.labels), columns, len(rows)))
    book.save(file)


def _fill(cell: Any, value: Any, *, wrap: bool, bold: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell.value = value[:LONGEST] if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"  # openpyxl takes a leading '=' for a formula
        cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    if bold:
        cell.font = Font(bold=True)


def _lay_out(sheet: Any, columns: list[str]) -> None:
    from openpyxl.utils import get_column_letter

    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _NARROW)
    sheet.freeze_panes = "A2"


def _drop_down(labels: int, columns: list[str], rows: int) -> Any:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    # A range, since a list within the rule may hold no comma and no more than 255 characters.
    rule = DataValidation(type="list", formula1=f"={LABELS}!$A$2:$A${labels + 1}", allow_blank=True)
    rule.errorTitle, rule.error, rule.showErrorMessage = "label", _("Choose a label from the list."), True
    letter = get_column_letter(columns.index("label") + 1)
    rule.add(f"{letter}2:{letter}{rows + 1}")
    return rule


def _list_labels(sheet: Any, batch: LabellingBatch) -> None:
    for place, (label, meaning) in enumerate(
        [("label", "meaning"), *((one.name, speak().term(one.meaning)) for one in batch.label_set.labels)], 1
    ):
        _fill(sheet.cell(place, 1), label, wrap=False, bold=place == 1)
        _fill(sheet.cell(place, 2), meaning, wrap=False, bold=place == 1)
    sheet.column_dimensions["B"].width = 90
