"""Errors that a spreadsheet computed are found where a cell holds one, whatever the reader makes of it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from duiding.tabular.workbook import read_sheets


def test_cells_with_an_error_keep_it_on_their_own_sheet(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "een"
    for row in (["text", "label"], ["A.", "#REF!"], ["#N/A", "x"], ["B.", "y"]):
        made.active.append(row)
    other = made.create_sheet("twee")
    for row in (["text", "label"], ["A.", "x"], ["C.", "#DIV/0!"]):
        other.append(row)
    assert made.active["B2"].data_type == "e"
    made.save(tmp_path / "a.xlsx")
    first, second = read_sheets(tmp_path / "a.xlsx", "a.xlsx")
    assert [row for _, row in first.rows] == [
        {"text": "A.", "label": "#REF!"},
        {"text": "#N/A", "label": "x"},
        {"text": "B.", "label": "y"},
    ]
    assert [row["label"] for _, row in second.rows] == ["x", "#DIV/0!"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm"])
def test_a_workbook_without_errors_is_read_as_it_is(tmp_path: Path, name: str) -> None:
    made = openpyxl.Workbook()
    for row in (["text", "label"], ["A.", "x"]):
        made.active.append(row)
    made.save(tmp_path / name)
    assert read_sheets(tmp_path / name, name)[0].rows == [(2, {"text": "A.", "label": "x"})]
