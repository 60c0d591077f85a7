"""What a cell says can be told of any cell."""

from __future__ import annotations

import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.corpus.label_cells import bare, labels_meant
from duiding.documents.date_column import DateColumn, read_date
from duiding.tabular.cells import listed, visible

SIGNS = "[](){}<>'\",;|/=.-_*: \\\n#?!“”012ab\u200bé"


@given(st.text(SIGNS) | st.text())
def test_any_cell_is_a_list_or_none_and_means_some_labels(cell: str) -> None:
    with warnings.catch_warnings(action="error"):
        assert all(isinstance(one, str) for one in listed(cell) or [])
        for known in (set[str](), {"a", "b"}):
            assert labels_meant(cell, known)
    assert bare(bare(cell)) == bare(cell)


@given(st.lists(st.text(SIGNS, min_size=1)))
def test_a_list_of_texts_comes_back_as_it_was_written(texts: list[str]) -> None:
    assert listed("['a' 'b' ' ']") == ["a", "b", " "]
    assert listed(repr(texts)) == texts or any("'" in text or '"' in text for text in texts)


@given(st.text("0123456789-/. :,'janurimtTZ+") | st.text())
def test_any_cell_is_a_date_or_none_and_is_told(cell: str) -> None:
    found = read_date(cell)
    assert found is None or read_date(found) == found
    column = DateColumn()
    column.see(cell, "row 1")
    assert all("row 1" in remark for remark in column.remarks("t.csv"))


@given(st.dates())
def test_a_date_is_read_as_dutch_people_write_it(day: date) -> None:
    if 1600 <= day.year < 2200:
        for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d"):
            assert read_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize("cell", ["{[1]}", "{{}}", "[1](2)", "(" * 5000 + ")" * 5000])
def test_what_is_no_list_is_none(cell: str) -> None:
    assert listed(cell) is None


def test_control_characters_and_signs_that_nobody_sees_are_taken_out() -> None:
    assert visible("a\x00b\u200bc\x1bd\u3164e") == "abcde"
