"""Files that people open: Excel, SPSS, Stata, JSON, CSV for a Dutch Excel; each tells what made it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.corpus import read_corpus
from duiding.drift import DriftFigure, DriftReport, TellingWord
from duiding.labels import SHIPPED, LabelSet
from duiding.prediction import LabelledArticle
from duiding.translation import use
from predict.facts import Facts, Made
from predict.inputs import Reader, Source
from predict.notes import ActorRow, Notes, SentenceNotes
from predict.outputs import Content, open_targets, write_articles
from predict.outputs import sheets as excel
from predict.outputs.about import about_path
from predict.outputs.cells import LONGEST
from predict.outputs.columns import describe
from predict.outputs.kinds import Kind
from predict.outputs.statistics import variable_names
from predict.selection import Selection
from tests.conftest import Command
from tests.predict.test_outputs import article

DRIFT = DriftReport(2, 4, [DriftFigure("new_words", 0.31, 0.08, 0.2, True)], 0.1, 0.05, [TellingWord("drone", 7, 0)])
MADE = Made("duiding 9", "predict x", "2026-11-27T10:00:00+01:00", "little@1", "2026-01-01", "nl 1", 2, 4, 1)
FACTS = Facts(DRIFT, ["b.txt: empty"], made=MADE)
OWN = LabelSet.model_validate(
    {"no_frame": "other", "labels": [{"name": name, "shown": name.title()} for name in SHIPPED.names]}
)
CONTENT = Content(OWN, "little@1", facts=lambda: FACTS)
FIRST = article(
    "007", ("=1+1 zei hij.", "diplomatic", 0.6), ("Zij schieten.", "escalatory", 0.9), date="2022-01-31", words="12"
)
SECOND = article("b", ("#N/A", "other", 0.4), ("@Kop\x07 één", "sanction", 0.7), date="2022-03", words="7", code="007")
NOTES = Notes(
    [SentenceNotes({"speaker": "Rutte"})] * 2, [ActorRow("Rutte", "speaker", (1, 2, 0, 0), ("Rutte", "Mark Rutte"))]
)


def write(path: Path, *articles: LabelledArticle, content: Content = CONTENT) -> Path:
    write_articles(articles or (FIRST, SECOND), lambda one: NOTES, open_targets(path, force=False), content)
    return path


def cells(sheet: object) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]  # type: ignore[attr-defined]


def column(book: openpyxl.Workbook, sheet: str, name: str) -> list[object]:
    head, *rows = cells(book[sheet])
    return [row[head.index(name)] for row in rows]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write(tmp_path_factory.mktemp("book") / "o.xlsx"))


def test_a_workbook_has_sheets_with_frozen_headings_and_filters(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["sentences", "articles", "trends", "actors", "about this run"]
    for name in book.sheetnames[:-1]:
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref.startswith("A1:")
    assert book["sentences"].auto_filter.ref == book["sentences"].dimensions


def test_a_workbook_holds_real_numbers_days_and_truth_values(book: openpyxl.Workbook) -> None:
    assert column(book, "sentences", "p_diplomatic")[0] == 0.6
    assert column(book, "sentences", "uncertain") == [False, False, True, False]
    assert column(book, "sentences", "words") == [12, 12, 7, 7]
    assert column(book, "sentences", "date")[0] == datetime(2022, 1, 31)
    assert column(book, "articles", "date") == [datetime(2022, 1, 31), "2022-03"]
    assert column(book, "articles", "share_diplomatic") == [0.5, 0]
    shares = book["articles"]
    head = [cell.value for cell in shares[1]]
    assert shares.cell(2, head.index("share_diplomatic") + 1).number_format == "0.0%"


def test_names_of_digits_stay_text(book: openpyxl.Workbook) -> None:
    assert column(book, "sentences", "article_id")[0] == "007"
    assert column(book, "sentences", "code") == [None, None, "007", "007"]


def test_no_cell_of_a_workbook_can_run(book: openpyxl.Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not kinds & {"f", "e"}  # formulas, errors
    texts = [cell for row in book["sentences"].iter_rows() for cell in row if cell.value in ("=1+1 zei hij.", "#N/A")]
    assert len(texts) == 2
    assert all(cell.quotePrefix for cell in texts)
    assert column(book, "sentences", "text")[3] == "@Kop\ufffd één"


def test_labels_of_a_workbook_have_their_colours(book: openpyxl.Workbook) -> None:
    rules = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb
        for one in book["sentences"].conditional_formatting
        for rule in one.rules
    }
    assert set(rules) == {f'"{name}"' for name in SHIPPED.names}
    assert len(set(rules.values())) == 4


def test_trends_are_by_the_period_that_dates_tell_with_intervals(tmp_path: Path) -> None:
    said = [("Zij praten.", "diplomatic", 0.9), ("Het regent.", "other", 0.9)]
    many = [article(f"a{i}{j}", *said[: 1 + j % 2], date=f"2022-0{i}-02") for i in (1, 2, 3) for j in range(4)]
    book = openpyxl.load_workbook(write(tmp_path / "o.xlsx", *many))
    head, *rows = cells(book["trends"])
    assert head[:4] == ["week", "start", "articles", "sentences"]
    assert [row[1] for row in rows] == [datetime(2021, 12, 27), datetime(2022, 1, 31), datetime(2022, 2, 28)]
    first = dict(zip(head, rows[0], strict=True))
    assert first["low_diplomatic"] < first["share_diplomatic"] < first["high_diplomatic"]
    assert len(book["trends"]._charts) == 1


def test_actors_of_a_workbook_are_counted_by_label(book: openpyxl.Workbook) -> None:
    assert cells(book["actors"])[1] == ["Rutte", "Rutte; Mark Rutte", "speaker", 2, 4, 0, 0, 6]


def test_a_workbook_tells_what_made_it(book: openpyxl.Workbook) -> None:
    told = {row[0]: row[1] for row in cells(book["about this run"])}
    assert told["model"] == "little@1"
    assert (told["articles"], told["sentences"], told["skipped inputs"]) == (2, 4, 1)
    assert told["skipped"] == "b.txt: empty"
    assert "unlike" in str(told["drift"])
    assert str(told["shares"]).startswith("uncorrected")
    assert "drone 7" in str(told["words that tell most, in brackets how often in training"])


def test_a_workbook_without_actors_has_no_empty_sheet_of_them_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    write_articles([FIRST], lambda one: Notes(), open_targets(path, force=False), CONTENT)
    book = openpyxl.load_workbook(path)
    assert "actors" not in book.sheetnames
    assert ["actors", "none: --who tells who speaks, who is blamed and who is named"] in cells(book["about this run"])


def test_headings_of_a_workbook_fit_their_columns_and_rows_their_text(tmp_path: Path) -> None:
    long = article("a", ("Zij praten " * 20 + ".", "other", 0.9), ("Kort.", "other", 0.9))
    book = openpyxl.load_workbook(write(tmp_path / "o.xlsx", long))
    for sheet in book.worksheets[:-1]:
        for cell in sheet[1]:
            assert sheet.column_dimensions[cell.column_letter].width > len(cell.value) + 2, cell.value
    heights = book["sentences"].row_dimensions
    assert heights[2].height == 3 * 15 and heights[3].height is None
    assert book["sentences"]["A2"].alignment.vertical == "top"


def test_a_dutch_run_makes_a_dutch_workbook_whose_tables_of_sentences_stay_as_programs_know_them(
    tmp_path: Path,
) -> None:
    use("nl")
    book = openpyxl.load_workbook(write(tmp_path / "o.xlsx", content=CONTENT._replace(label_set=SHIPPED)))
    assert book.sheetnames == ["zinnen", "artikelen", "trends", "actoren", "over deze run"]
    assert [cell.value for cell in book["zinnen"][1]][:6] == ["article_id", "sentence", "start", "end", "text", "label"]
    assert "aandeel_diplomatiek" in [cell.value for cell in book["trends"][1]]
    assert cells(book["actoren"])[0][:4] == ["actor", "genoemd als", "rol", "n_diplomatiek"]
    told = {str(row[0]): str(row[1]) for row in cells(book["over deze run"])}
    assert told["percentages"].startswith("ongecorrigeerd") and "wijken af" in told["drift"]
    assert told["drift: nieuwe woorden"] == "hier 31,0%, in de training 8,0%, afwijkend"
    assert told["sanction (sanctie)"].startswith("een strafmaatregel")
    assert told["kolom p_sanction"] == "gekalibreerde kans op sanctie"


def test_spss_of_a_dutch_run_has_dutch_labels(tmp_path: Path) -> None:
    use("nl")
    _, told = pyreadstat.read_sav(write(tmp_path / "o.sav", content=CONTENT._replace(label_set=SHIPPED)))
    assert told.variable_value_labels["label"] == {1: "diplomatiek", 2: "escalerend", 3: "sanctie", 4: "overig"}
    assert told.variable_value_labels["uncertain"] == {0: "nee", 1: "ja"}
    assert told.column_names_to_labels["text"] == "de zin"
    assert told.file_label == "little@1, 2026-11-27, 2 artikelen"
    assert told.variable_display_width["text"] == len("=1+1 zei hij.")


def test_a_summary_has_no_sheet_of_sentences(tmp_path: Path) -> None:
    path = write(tmp_path / "o.xlsx", content=CONTENT._replace(summary=True))
    assert "sentences" not in openpyxl.load_workbook(path).sheetnames


def test_chosen_sentences_stand_in_a_workbook_with_their_whole_articles_and_shares_of_all(tmp_path: Path) -> None:
    dated = article("c", ("Het regent.", "other", 0.9), date="2022-02-01")
    content = CONTENT._replace(selection=Selection(frozenset({"escalatory"})))
    book = openpyxl.load_workbook(write(tmp_path / "o.xlsx", FIRST, dated, content=content))
    assert column(book, "sentences", "text") == ["Zij schieten."]
    assert column(book, "articles", "share_escalatory") == [0.5]
    assert sum(int(str(count)) for count in column(book, "trends", "sentences")) == 3


def test_more_rows_than_a_sheet_takes_go_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "ROWS", 3)
    book = openpyxl.load_workbook(write(tmp_path / "o.xlsx"))
    assert [len(cells(book[name])) for name in ("sentences", "sentences 2")] == [4, 2]


def test_a_text_longer_than_a_cell_is_cut_and_told_of(tmp_path: Path) -> None:
    long = article("a", ("x" * 40_000, "other", 0.9))
    book = openpyxl.load_workbook(write(tmp_path / "o.xlsx", long))
    assert len(str(column(book, "sentences", "text")[0])) == LONGEST
    assert any(row[0] == "cut" for row in cells(book["about this run"]))


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_spss_and_stata_get_value_labels_days_and_numbers(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"o.{ending}", FIRST, FIRST)
    read = pyreadstat.read_sav if ending == "sav" else pyreadstat.read_dta
    frame, told = read(path)
    assert list(frame["label"]) == [1, 2, 1, 2]
    assert told.variable_value_labels["label"] == {1: "Diplomatic", 2: "Escalatory", 3: "Sanction", 4: "Other"}
    assert told.variable_value_labels["uncertain"] == {0: "no", 1: "yes"}
    assert frame["date"][0] == date(2022, 1, 31)
    assert frame["words"][0] == 12
    assert frame["text"][0] == "=1+1 zei hij."
    assert frame["p_escalatory"][1] == pytest.approx(0.9)
    assert "probability of Escalatory" in told.column_names_to_labels["p_escalatory"]
    assert told.file_label == "little@1, 2026-11-27, 2 articles"


def test_spss_keeps_what_made_it_in_the_file(tmp_path: Path) -> None:
    _, told = pyreadstat.read_sav(write(tmp_path / "o.sav"))
    assert "model: little@1" in told.notes
    assert "skipped: b.txt: empty" in told.notes
    assert not about_path(tmp_path / "o.sav").exists()


def test_stata_reads_long_texts_and_empty_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "o.dta", article("a", ("é" * 3000, "other", 0.9)), SECOND)
    frame = pd.read_stata(path)
    assert len(frame["text"][0]) == 3000
    assert list(frame["code"]) == ["", "007", "007"]
    assert list(frame["label"].astype(str)) == ["Other", "Other", "Sanction"]


@given(st.lists(st.text(max_size=40), max_size=8, unique=True))
def test_names_of_variables_are_ones_that_both_programs_take(columns: list[str]) -> None:
    names = variable_names(columns)
    assert len({name.casefold() for name in names}) == len(columns)
    assert all(name.isascii() and name.isidentifier() and name[0].isalpha() and len(name) <= 32 for name in names)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["1", "", "-20"], int),
        (["1", "2.5"], float),
        (["007", "1"], str),
        (["2022-01-31", "2022-02-01"], date),
        (["2022-01-31", "2022-02"], str),
        (["2022-02-30"], str),
        (["1e5", "2"], str),
        (["", None], str),
        (["1234567890123456"], str),
    ],
)
def test_what_a_column_holds_is_told_by_all_of_its_cells(values: list[str], kind: type) -> None:
    seen = Kind()
    for value in values:
        seen.take(value)
    assert seen.type is kind


def test_json_is_one_object_with_what_made_it_and_rows(tmp_path: Path) -> None:
    told = json.loads(write(tmp_path / "o.json").read_text(encoding="utf-8"))
    assert told["about"]["model"] == "little@1"
    assert [row["text"] for row in told["sentences"]][:2] == ["=1+1 zei hij.", "Zij schieten."]
    assert told["sentences"][0]["p_diplomatic"] == 0.6


def test_parquet_keeps_what_made_it_in_its_schema(tmp_path: Path) -> None:
    schema = pyarrow.parquet.read_schema(write(tmp_path / "o.parquet"))
    assert json.loads(schema.metadata[b"duiding"])["drift"]["unlike"] is True


@pytest.mark.parametrize("ending", ["csv", "jsonl", "dta"])
def test_a_format_without_room_gets_a_file_beside_it(tmp_path: Path, ending: str) -> None:
    beside = about_path(write(tmp_path / f"o.{ending}"))
    told = json.loads(beside.read_text(encoding="utf-8"))
    assert (told["model"], told["articles"], told["skipped"]) == ("little@1", 2, ["b.txt: empty"])
    assert told["drift"]["words"] == [{"word": "drone", "here": 7, "training": 0}]
    assert told["columns"]["label"] == "the most probable label"


def test_csv_for_a_dutch_excel_has_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    raw = write(tmp_path / "o.csv", content=CONTENT._replace(dutch=True)).read_text(encoding="utf-8")
    assert raw.startswith("\ufeff")
    rows: list[Mapping[str, str]] = list(csv.DictReader(io.StringIO(raw[1:]), delimiter=";"))
    assert (rows[0]["p_diplomatic"], rows[2]["uncertain"], rows[0]["text"]) == ("0,6", "WAAR", "'=1+1 zei hij.")


def test_every_format_has_the_same_sentences(tmp_path: Path) -> None:
    texts = {
        "xlsx": column(openpyxl.load_workbook(write(tmp_path / "o.xlsx", FIRST)), "sentences", "text"),
        "sav": list(pyreadstat.read_sav(write(tmp_path / "o.sav", FIRST))[0]["text"]),
        "json": [row["text"] for row in json.loads(write(tmp_path / "o.json", FIRST).read_text())["sentences"]],
        "parquet": list(pd.read_parquet(write(tmp_path / "o.parquet", FIRST))["text"]),
    }
    assert all(found == [one.text for one in FIRST.sentences] for found in texts.values()), texts


def test_columns_of_labels_that_begin_alike_are_told_apart() -> None:
    labels = LabelSet().of(["sanctie", "sanctie-dreiging"])
    assert describe("p_sanctie-dreiging", labels) == "calibrated probability of sanctie-dreiging"
    assert describe("first_sanctie_text", labels) == "first sentence labelled sanctie, its text"
    assert describe("datum", labels) == ""


def test_csv_for_a_dutch_excel_goes_with_csv_only(command: Command) -> None:
    done = command("predict", "--csv", "nl", "--output", "o.xlsx", stdin="Het regent.")
    assert done.returncode == 2
    assert "--csv nl" in done.stderr and ".csv" in done.stderr


def test_what_is_written_can_be_learned_from_again(tmp_path: Path) -> None:
    for ending in ("xlsx", "json", "jsonl", "parquet", "csv"):
        corpus = read_corpus([write(tmp_path / f"o.{ending}", FIRST)])
        assert list(corpus["text"]) == ["=1+1 zei hij.", "Zij schieten."], ending
        assert list(corpus["label"]) == ["diplomatic", "escalatory"], ending
        assert set(corpus["article_id"]) == {"007"}, ending


@pytest.mark.parametrize("ending", ["xlsx", "csv", "jsonl", "parquet"])
def test_what_predict_wrote_is_read_again_as_the_sentences_that_it_is(tmp_path: Path, ending: str) -> None:
    first = article("a", ("Zij praten.", "diplomatic", 0.9), ("Het regent. Het waait.", "other", 0.9), title="Kop")
    path = write(tmp_path / f"o.{ending}", first, FIRST)
    said: list[str] = []
    read = list(Reader(skip=said.append, notice=said.append).read([Source("o", path)]))
    assert [(one.article_id, one.number, one.text) for one in read][:2] == [
        ("a", 1, "Zij praten."),
        ("a", 2, "Het regent. Het waait."),
    ]
    assert all(one.whole for one in read) and len(read) == 4
    assert any("sentence a row" in one or "each row is read as a sentence" in one for one in said)
    if ending == "xlsx":
        left = "labelled by duiding, so its sentences are read, and not its sheets articles, trends, actors, about this run."
        assert [one for one in said if "sheets" in one] == [f"{path}: {left}"]


def test_a_sheet_of_sentences_that_a_person_added_to_our_workbook_is_read_too(tmp_path: Path) -> None:
    path = write(tmp_path / "o.xlsx", FIRST)
    book = openpyxl.load_workbook(path)
    added = book.create_sheet("erbij")
    added.append(["text", "label"])
    added.append(["Het sneeuwt.", "other"])
    book.save(path)
    assert "Het sneeuwt." in set(read_corpus([path])["text"])
