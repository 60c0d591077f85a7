"""Tables are read by their headings, and cells that say nothing are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faults.formats import docx_of
from duiding.errors import ColumnError, InputError
from duiding.tabular import open_table, read_table, recognise
from duiding.tabular.headings import heading_among


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["kop", "inleiding", "tekst", "datum", "krant"], {"title": "kop", "text": "tekst", "date": "datum"}),
        (["Titel", "Tekst", "Medium", "Rubriek"], {"publisher": "Medium", "section": "Rubriek", "lead": None}),
        (["headline", "text", "tekst", "source", "URL"], {"text": "text", "publisher": "source", "url": "URL"}),
    ],
)
def test_a_column_is_known_by_its_usual_dutch_and_english_names(
    columns: list[str], found: dict[str, str | None]
) -> None:
    assert {role: recognise(columns, role, "a.csv") for role in found} == found


def test_a_column_that_is_named_is_taken_and_two_of_one_name_are_not() -> None:
    assert recognise(["text", "Inhoud"], "text", "a.csv", "inhoud") == "Inhoud"
    with pytest.raises(ColumnError, match=r"a\.csv has 2 columns for the date: datum, Datum"):
        recognise(["datum", "Datum"], "date", "a.csv")


@pytest.mark.parametrize(
    ("raw", "called"),
    [(b"\x89PNG\r\n\x1a\n\x00", "an image"), (docx_of(["Het regent."]), "a Word document"), (b"%PDF-1.4", "PDF")],
)
def test_what_is_no_table_is_called_what_it_is(tmp_path: Path, raw: bytes, called: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=f"is {called}, and not the table"):
        read_table(path)


def test_columns_of_one_name_stay_apart_and_those_without_one_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,noot,noot,\nHet regent.,a,b,\n", encoding="utf-8")
    with open_table(path) as table:
        assert list(table.rows) == [{"text": "Het regent.", "noot": "a", "noot (2)": "b"}]


def test_a_row_of_a_codebook_is_no_heading_below_a_title() -> None:
    assert heading_among([["kolom", "uitleg"], ["text", "de zin zelf"], ["label", "het frame"]]) is None
    assert heading_among([["Export", "3-7-2014"], ["tekst", "label"]]) == 1
    assert heading_among([["Export", "3-7-2014", ""], ["tekst", "label", "wie"]]) == 1
