"""Rows of tables and sheets become articles or sentences, and what is amiss with them is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from duiding.documents.date_column import read_date
from duiding.prediction import Article
from predict.inputs import Reader, find_inputs

TALKS, ROCKETS, RAIN = "De ministers praten in Genève.", "Raketten troffen de haven.", "Morgen regent het."


def read(*names: object, **how: Any) -> tuple[list[Article], list[str], list[str]]:
    """Read inputs: the articles, what was skipped, and what was noticed."""
    skipped: list[str] = []
    noticed: list[str] = []
    reader = Reader(skip=skipped.append, notice=noticed.append, **how)
    return list(reader.read(find_inputs(map(str, names)))), skipped, noticed


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("18-07-2014", "2014-07-18"),
        ("3/7/14", "2014-07-03"),
        ("vrijdag 18 juli 2014 13:00", "2014-07-18"),
        ("18 juli '14", "2014-07-18"),
        ("18-jul-14", "2014-07-18"),
        ("41838", "2014-07-18"),
        ("41838,5", "2014-07-18"),
        ("1405670400000", "2014-07-18"),
        ("1612101600", "2021-01-31"),
        ("2014/7/8 10:00", "2014-07-08"),
        ("juli 2014", "2014-07"),
        ("07-2014", "2014-07"),
        ("2014", "2014"),
        ("12-31-2014", None),
        ("31-02-2014", None),
        ("99999", None),
        ("1" * 5000, None),
        ("18 juli", None),
    ],
)
def test_a_cell_is_read_as_a_date_of_some_precision_or_as_none(cell: str, date: str | None) -> None:
    assert read_date(cell) == date


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.json"])
def test_a_date_that_can_not_be_read_is_told_with_its_row(tmp_path: Path, name: str) -> None:
    dates = ["12-31-2014", "41838", "ooit", "5-6-2014", "NA", ""]
    if name == "t.xlsx":
        book(tmp_path / name, {"b": [("tekst", "datum"), *((RAIN, date) for date in dates)]})
    elif name == "t.csv":
        (tmp_path / name).write_text("\n".join(["tekst;datum", *(f"{RAIN};{date}" for date in dates)]))
    else:
        objects = (f'{{"tekst": "{RAIN}", "datum": "{date}"}}' for date in dates)
        (tmp_path / name).write_text(f"[{', '.join(objects)}]")
    articles, _, noticed = read(tmp_path / name)
    assert [article.fields.get("date", "") for article in articles] == [
        *("12-31-2014", "2014-07-18", "ooit", "2014-06-05", "", "")
    ]
    place, first = ("object", 1) if name == "t.json" else ("row", 2 if name == "t.xlsx" else 1)
    told = f"2 dates are not read: '12-31-2014' in {place} {first}, 'ooit' in {place} {first + 2}."
    assert any(told in line and "if the month comes first here" in line for line in noticed)
    assert any(f"41838 in {place} {first + 1} is 2014-07-18" in line for line in noticed)


@pytest.mark.parametrize(
    ("name", "date", "told"),
    [
        ("nieuws_18_07_2014.txt", "2014-07-18", False),
        ("2014_07_18_3.txt", "2014-07-18", False),
        ("2014-13-45.txt", None, True),
        ("1-2.txt", None, False),
    ],
)
def test_a_date_in_the_name_of_a_file_is_read_or_told(tmp_path: Path, name: str, date: str | None, told: bool) -> None:
    (tmp_path / name).write_text(RAIN)
    (article,), _, noticed = read(tmp_path / name)
    assert article.fields.get("date") == date
    assert any("its name holds no date" in line for line in noticed) is told


@pytest.mark.parametrize("split", [True, False])
def test_a_row_of_signs_that_nobody_sees_holds_no_text_though_it_has_a_title(tmp_path: Path, split: bool) -> None:
    (tmp_path / "t.csv").write_text(f"text,title\n\u200b\u2060,Kop\n\u3164,\n{RAIN},Kop\n")
    articles, skipped, _ = read(tmp_path / "t.csv", split=split)
    assert [article.article_id for article in articles] == ["t-3"]
    assert [line.rpartition(", ")[2][:5] for line in skipped] == ["row 1", "row 2"]


def test_rows_of_a_workbook_that_share_an_id_may_be_sentences(tmp_path: Path) -> None:
    path = book(tmp_path / "t.xlsx", {"b": [("article_id", "text"), ("a", TALKS), ("a", ROCKETS), ("a", RAIN)]})
    articles, _, noticed = read(path)
    assert [article.article_id for article in articles] == ["a", "a-2", "a-3"]
    assert sum("give --split none" in line for line in noticed) == 1


def test_each_sheet_has_its_own_columns_and_ids(tmp_path: Path) -> None:
    sheets = {
        "jan": [("text", "label"), (TALKS, "x")],
        "feb": [("klasse", "zin"), ("x", ROCKETS)],
        "uitleg": [("wat", "hoe"), ("kies", "zo")],
    }
    for split in (True, False):
        articles, skipped, _ = read(book(tmp_path / "t.xlsx", sheets), split=split)
        assert [(article.article_id, article.text) for article in articles] == [
            ("t-jan-2", TALKS),
            ("t-feb-2", ROCKETS),
        ]
        assert [line.partition(" has ")[0] for line in skipped] == [f"{tmp_path / 't.xlsx'}, sheet uitleg"]


def test_articles_that_are_numbered_anew_on_each_sheet_stay_apart(tmp_path: Path) -> None:
    heading = ("article_id", "text")
    sheets = {"jan": [heading, ("1", TALKS), ("1", ROCKETS), ("x", RAIN)], "feb": [heading, ("1", RAIN), ("x", RAIN)]}
    articles, _, noticed = read(book(tmp_path / "t.xlsx", sheets), split=False)
    assert [(article.article_id, article.number) for article in articles] == [
        *(("1", 1), ("1", 2), ("x", 1), ("t-feb-1", 1), ("x", 2))
    ]
    assert sum("it is called t-feb-1" in line for line in noticed) == 1


def test_a_subject_that_is_declared_latin_1_is_read_as_windows_1252(tmp_path: Path) -> None:
    head = "From: a@b.nl\nSubject: =?iso-8859-1?Q?=93Kop=94_=96_5_=80?=\n"
    (tmp_path / "m.eml").write_text(f"{head}Content-Type: text/plain; charset=utf-8\n\n{RAIN}\n")
    (article,), _, _ = read(tmp_path / "m.eml")
    assert article.fields["title"] == "“Kop” – 5 €"


def test_headings_are_known_however_their_words_are_joined_and_what_says_nothing_is_no_id(tmp_path: Path) -> None:
    heading = "Artikel tekst;Publicatie datum;Krantnaam;Article-ID"
    (tmp_path / "t.csv").write_text(f"{heading}\n{TALKS};1-2-2014;Trouw;#REF!\n{RAIN};NaT;nan;x9\n")
    first, second = read(tmp_path / "t.csv")[0]
    assert (first.article_id, dict(first.fields)) == ("t-1", {"date": "2014-02-01", "publisher": "Trouw"})
    assert (second.article_id, dict(second.fields)) == ("x9", {})
