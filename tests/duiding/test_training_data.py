"""Labelled sentences as analysts have them are read as they were meant, or what is wrong with them is told by file and row."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from duiding.corpus import Labelled, ReadingOptions, check_enough, read_labelled, splits
from duiding.errors import DuidingError

TALKS, ROCKETS, FROZEN, RAIN = (
    "De ministers praten in Genève.",
    "Raketten troffen de haven.",
    "De EU bevriest tegoeden.",
    "Morgen regent het.",
)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return path


def read(*paths: Path, told: list[str] | None = None, **options: object) -> Labelled:
    return read_labelled(paths, ReadingOptions(**options), notice=told.append if told is not None else None)  # type: ignore[arg-type]  # names vary by test


def labels(found: Labelled) -> dict[str, str]:
    return dict(zip(found.corpus["text"], found.corpus["label"], strict=True))


def refusal(*paths: Path, **options: object) -> str:
    with pytest.raises(DuidingError) as caught:
        read(*paths, **options)
    return str(caught.value)


def book(path: Path, *sheets: tuple[str, str, list[list[object]]], merged: str = "") -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, state, rows in sheets:
        sheet = made.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    made.save(path)
    return path


def test_cells_that_a_row_lacks_are_empty_and_empty_ones_too_many_are_passed_over(tmp_path: Path) -> None:
    short = write(tmp_path / "a.csv", "text;label;note", f"{TALKS};diplomatic;", f"{ROCKETS};escalatory", f"{RAIN}")
    told: list[str] = []
    assert labels(read(short, told=told)) == {TALKS: "diplomatic", ROCKETS: "escalatory"}
    assert f"1 of 3 rows of {short} has no label yet (row 3): passed over." in told
    assert labels(read(write(tmp_path / "b.csv", "text,label", f"{TALKS},diplomatic,,"))) == {TALKS: "diplomatic"}
    assert "line 2: found 3 fields, expected 2" in refusal(write(tmp_path / "c.csv", "text,label", "Ja, hij,other"))


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_line_by_which_excel_is_told_the_sign_is_no_heading(tmp_path: Path, sign: str) -> None:
    path = write(tmp_path / "a.csv", f"sep={sign}", f"text{sign}label", f"{TALKS}{sign}diplomatic")
    assert labels(read(path)) == {TALKS: "diplomatic"}


@pytest.mark.parametrize("heading", ["text,label,label", "text,label,Label", "text,LABEL ,label", "text,label,label "])
def test_two_columns_of_labels_are_refused_by_name(tmp_path: Path, heading: str) -> None:
    path = write(tmp_path / "a.csv", heading, f"{TALKS},diplomatic,other", f"{ROCKETS},escalatory,")
    assert "a.csv has 2 columns for the label" in refusal(path)


def test_one_of_two_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "text,label,Label", f"{TALKS},diplomatic,other")
    assert labels(read(path, label_column="Label")) == {TALKS: "other"}


def test_a_key_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    lines = ('{"text": "A.", "label": "x"}', '{"text": "B.", "label": "x", "label": "y"}')
    assert "line 2: the key 'label' stands there twice" in refusal(write(tmp_path / "a.jsonl", *lines))
    assert "the key 'label' stands twice" in refusal(write(tmp_path / "a.json", f"[{','.join(lines)}]"))


def test_the_test_part_is_known_in_any_spelling(tmp_path: Path) -> None:
    rows = (f"{TALKS},x,TEST", f"{ROCKETS},y,Test ", f"{FROZEN},x,Train", f"{RAIN},y,dev")
    told: list[str] = []
    corpus = read(write(tmp_path / "a.csv", "text,label,Split", *rows), told=told).corpus
    assert list(splits.test_part(corpus)["text"]) == [TALKS, ROCKETS]
    assert list(splits.training_part(corpus)["text"]) == [FROZEN, RAIN]
    assert any("says 'dev' (1×, row 4), neither train nor test: read as train" in line for line in told)


@pytest.mark.parametrize(
    "nothing", ["nan", "NaN", "None", "null", "n.v.t.", "N/A", "#N/A", "#VERW!", "#DEEL/0!", "NA", "?"]
)
def test_what_stands_for_no_label_is_none_and_told(tmp_path: Path, nothing: str) -> None:
    path = write(tmp_path / "a.csv", "text,label", f"{TALKS},diplomatic", f"{RAIN},{nothing}", f"{ROCKETS},{nothing}")
    told: list[str] = []
    assert labels(read(path, told=told)) == {TALKS: "diplomatic"}
    error = ", an error of the spreadsheet," * nothing.startswith("#")
    assert f"'{nothing}'{error} in {path} (2×, rows 2, 3) is read as no label." in told


def test_a_label_that_is_mapped_is_one_whatever_it_looks_like(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "text,label", f"{TALKS},diplomatic", f"{RAIN},None")
    assert labels(read(path, labels=[("none", "none")])) == {TALKS: "diplomatic", RAIN: "none"}


@pytest.mark.parametrize("nothing", ["", "  ", "NA", "#REF!", "\u200b"])
def test_a_row_without_a_text_is_told_by_its_row(tmp_path: Path, nothing: str) -> None:
    path = write(tmp_path / "a.csv", "text,label", f"{TALKS},diplomatic", f"{nothing},other")
    told: list[str] = []
    assert labels(read(path, told=told)) == {TALKS: "diplomatic"}
    assert any(line.startswith(f"{path}: 1 row without a text (") and "in row 2)" in line for line in told)


def test_an_article_that_is_none_makes_no_article_of_many_rows(tmp_path: Path) -> None:
    rows = (f"a1,{TALKS},x", f"NA,{ROCKETS},y", f"NA,{RAIN},x")
    told: list[str] = []
    path = write(tmp_path / "a.csv", "article_id,text,label", *rows)
    corpus = read(path, told=told).corpus
    assert list(corpus["article_id"]) == ["a1", "a-2", "a-3"]
    assert f"{path}: 2 rows without an article (rows 2, 3): an article each." in told


def test_lists_in_cells_are_labels(tmp_path: Path) -> None:
    rows = (f"{TALKS},['diplomatic']", f'{ROCKETS},"[""escalatory""]"', f"{RAIN},[]", f"{FROZEN},\"['a', 'b']\"")
    found = read(write(tmp_path / "a.csv", "text,label", *rows))
    assert labels(found) == {TALKS: "diplomatic", ROCKETS: "escalatory"}
    assert [one.text for one in found.undecided] == [FROZEN]


def test_signs_that_nobody_sees_make_no_other_label_and_no_other_text(tmp_path: Path) -> None:
    rows = ("Pra\u00adten_x000D_ in Genève.,diplo\u200bmatic", f"{ROCKETS},\ufeffescalatory\u200e")
    found = read(write(tmp_path / "a.csv", "te\u200bxt,label", *rows))
    assert labels(found) == {"Praten in Genève.": "diplomatic", ROCKETS: "escalatory"}


def test_numbers_for_labels_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    read(write(tmp_path / "a.csv", "text,label", f"{TALKS},1", f"{ROCKETS},2"), told=told)
    assert any("are numbers (1, 2)" in line for line in told)


def test_hidden_sheets_are_not_read_and_all_visible_ones_are(tmp_path: Path) -> None:
    heading: list[object] = ["text", "label"]
    path = book(
        tmp_path / "a.xlsx",
        ("oud", "hidden", [heading, [TALKS, "other"]]),
        ("een", "visible", [heading, [TALKS, "diplomatic"]]),
        ("uitleg", "visible", [["wat", "hoe"], ["kies", "zo"]]),
        ("twee", "visible", [heading, [ROCKETS, "escalatory"]]),
    )
    told: list[str] = []
    corpus = read(path, told=told).corpus
    assert dict(zip(corpus["text"], corpus["label"], strict=True)) == {TALKS: "diplomatic", ROCKETS: "escalatory"}
    assert list(corpus["sheet"]) == ["een", "twee"]
    assert f"Passed over sheet oud of {path}: it is hidden." in told
    assert f"Passed over sheet uitleg of {path}: it has no column 'text'." in told


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["artikel", "zin", "frame"], ["a1", TALKS, "x"], [None, RAIN, "y"], ["a2", FROZEN, "x"]]
    path = book(tmp_path / "a.xlsx", ("blad", "visible", rows), merged="A2:A3")
    told: list[str] = []
    corpus = read(path, told=told).corpus
    assert list(corpus["article_id"]) == ["a1", "a1", "a2"]
    assert f"{path}: zin is the text, frame is the label, artikel is the article." in told
    labelled: list[list[object]] = [["text", "label"], [TALKS, "x"], [RAIN, None], [FROZEN, "y"]]
    assert list(read(book(tmp_path / "b.xlsx", ("b", "visible", labelled), merged="B2:B3")).corpus["label"]) == [
        *("x", "x", "y")
    ]


def test_a_title_above_the_heading_of_a_sheet_is_no_heading(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Ronde 3"], [], ["text", "label"], [TALKS, "x"]]
    corpus = read(book(tmp_path / "a.xlsx", ("blad", "visible", rows))).corpus
    assert (list(corpus["text"]), list(corpus["row"])) == ([TALKS], [4])


def region(number: int, text: str, begin: int, label: str) -> list[dict[str, object]]:
    span = {"start": begin, "end": begin + len(text), "text": text}
    return [
        {"id": f"r{number}", "from_name": "zin", "type": "labels", "value": {**span, "labels": ["zin"]}},
        {"id": f"r{number}", "from_name": "frame", "type": "choices", "value": {**span, "choices": [label]}},
    ]


def test_a_choice_of_a_region_is_the_label_of_that_region(tmp_path: Path) -> None:
    text = f"{TALKS} {ROCKETS}"
    result = region(0, TALKS, 0, "diplomatic") + region(1, ROCKETS, len(TALKS) + 1, "escalatory")
    tasks = [{"id": 1, "data": {"text": text}, "annotations": [{"completed_by": 1, "result": result}]}]
    corpus = read(write(tmp_path / "ls.json", json.dumps(tasks))).corpus
    assert dict(zip(corpus["text"], corpus["label"], strict=True)) == {TALKS: "diplomatic", ROCKETS: "escalatory"}
    assert set(corpus["article_id"]) == {"ls-1"}


def test_a_region_that_is_no_sentence_is_told(tmp_path: Path) -> None:
    result = region(0, "troffen", 9, "escalatory") + region(1, ROCKETS, 0, "escalatory")
    tasks = [{"id": 1, "data": {"text": ROCKETS}, "annotations": [{"result": result}]}]
    told: list[str] = []
    read(write(tmp_path / "ls.json", json.dumps(tasks)), told=told)
    assert (
        f"{tmp_path / 'ls.json'}: 1 sentence that does not begin and end where one of the text does: 'troffen' in task 1."
        in told
    )


def test_rows_without_articles_are_said_to_be_one_each(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.csv", "text,label", f"{TALKS},x", f"{RAIN},y")
    read(path, told=told)
    assert f"No article_id in {path}: each row counts as an article of its own." in told


@pytest.mark.parametrize(
    ("heading", "article"), [("artikel,tekst,frame", "a1"), ("Article_ID,Zin,Klasse", "a1"), ("id,TEXT,Label", "a-1")]
)
def test_columns_are_known_by_their_usual_names(tmp_path: Path, heading: str, article: str) -> None:
    corpus = read(write(tmp_path / "a.csv", heading, f"a1,{TALKS},x", f"a1,{RAIN},y")).corpus
    assert list(corpus["text"]) == [TALKS, RAIN]
    assert list(corpus["label"]) == ["x", "y"]
    assert corpus["article_id"].iloc[0] == article


def test_the_column_of_the_article_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "article_id,stuk,text,label", f"x1,s,{TALKS},x", f"x2,s,{RAIN},y")
    assert list(read(path, article_column="stuk").corpus["article_id"]) == ["s", "s"]
    assert "Column stukje of the article: no file has that column" in refusal(path, article_column="stukje")


def test_several_labels_in_a_cell_are_undecided_where_each_is_known(tmp_path: Path) -> None:
    rows = (f"{TALKS},x", f"{ROCKETS},y", f"{FROZEN},x; y", f'{RAIN},"c(""x"", ""y"")"', "Wit/zwart.,pro/contra")
    found = read(write(tmp_path / "a.csv", "text,label", *rows))
    assert {one.text: one.labels for one in found.undecided} == {FROZEN: "not named: x + y", RAIN: "not named: x + y"}
    assert labels(found)["Wit/zwart."] == "pro/contra"


def test_a_label_that_is_an_object_is_refused_with_its_row(tmp_path: Path) -> None:
    lines = ('{"text": "A.", "label": "x"}', '{"text": "B.", "label": {"name": "x"}}')
    assert "a.jsonl, row 2: the label is an object" in refusal(write(tmp_path / "a.jsonl", *lines))


def test_the_list_inside_an_object_is_read(tmp_path: Path) -> None:
    content = json.dumps({"version": 2, "sentences": [{"text": TALKS, "label": "x"}, {"text": RAIN, "label": "y"}]})
    assert labels(read(write(tmp_path / "a.json", content))) == {TALKS: "x", RAIN: "y"}


def test_a_tsv_with_commas_is_read_by_its_commas(tmp_path: Path) -> None:
    assert labels(read(write(tmp_path / "a.tsv", "text,label", f"{TALKS},x"))) == {TALKS: "x"}


def test_some_rows_without_an_article_among_others_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.csv", "article_id,text,label", f"a1,{TALKS},x", f",{RAIN},y")
    read(path, told=told)
    assert told == [f"{path}: 1 row without an article (row 2): an article each."]


def test_nothing_for_training_is_said_so(tmp_path: Path) -> None:
    corpus = read(write(tmp_path / "a.csv", "text,label,split", f"{TALKS},x,TEST", f"{RAIN},y,test")).corpus
    with pytest.raises(DuidingError, match="all are marked for testing"):
        check_enough(splits.training_part(corpus), 2)


def test_sentences_of_an_article_stand_together_in_order(tmp_path: Path) -> None:
    rows = (f"a,2,{ROCKETS},y", f"b,1,{FROZEN},x", f"a,10,{RAIN},x", f"a,1,{TALKS},x")
    one = write(tmp_path / "a.csv", "article_id,sentence_id,text,label", *rows)
    assert list(read(one).corpus["text"]) == [TALKS, ROCKETS, RAIN, FROZEN]
    corrected = write(tmp_path / "b.csv", "article_id,sentence_id,text,label", f"a,2,{ROCKETS},x")
    assert list(read(one, corrected).corpus["text"]) == [FROZEN, TALKS, ROCKETS, RAIN]
    batch = write(tmp_path / "c.csv", "article_id,text,label", f"a,{ROCKETS},y", f"b,{FROZEN},x", f"a,{TALKS},x")
    assert list(read(batch).corpus["text"]) == [ROCKETS, TALKS, FROZEN]


@pytest.mark.parametrize(
    ("cell", "label"),
    [
        ("('diplomatic',)", "diplomatic"),
        ("[diplomatic]", "diplomatic"),
        ('["diplomatic"]', "diplomatic"),
        ("{diplomatic}", "diplomatic"),
        ("{'diplomatic'}", "diplomatic"),
        ("array(['diplomatic'], dtype=object)", "diplomatic"),
        ("(diplomatic)", "diplomatic"),
        ("“diplomatic”", "diplomatic"),
        ("**diplomatic**", "diplomatic"),
        ("'diplomatic", "diplomatic"),
        ("diplomatic;", "diplomatic"),
        ("1 = diplomatic", "diplomatic"),
        ("diplomatic (1)", "diplomatic"),
        ("2.0", "2"),
        ("pro (contra)", "pro (contra)"),
        ("diplomatic?", "diplomatic?"),
    ],
)
def test_what_stands_around_a_label_is_taken_off_where_the_meaning_is_plain(
    tmp_path: Path, cell: str, label: str
) -> None:
    rows = [{"text": TALKS, "label": "diplomatic"}, {"text": ROCKETS, "label": cell}]
    path = tmp_path / "a.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    assert labels(read(path))[ROCKETS] == label


@pytest.mark.parametrize("cell", ["['x', 'y']", "['x' 'y']", "{'x', 'y'}", "[x, y]", "(x; y)", "x en y"])
def test_two_labels_in_a_cell_are_undecided_however_they_are_put_together(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.csv"
    pd.DataFrame({"text": [TALKS, ROCKETS, RAIN], "label": ["x", "y", cell]}).to_csv(path, index=False)
    assert [(one.text, one.labels) for one in read(path).undecided] == [(RAIN, "not named: x + y")]


def test_a_label_that_was_written_otherwise_is_told_with_its_rows(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.csv", "text,label", f"{TALKS},x", f"{ROCKETS},[x]", f"{RAIN},[x]")
    read(path, told=told)
    assert f"Label '[x]' in {path} (2×, rows 2, 3) is read as 'x'." in told


def test_one_slip_among_labels_of_the_set_is_told(tmp_path: Path) -> None:
    rows = (f"{TALKS},diplomatic", f"{ROCKETS},escalatory", f"{RAIN},other?")
    told: list[str] = []
    new = read(write(tmp_path / "a.csv", "text,label", *rows), told=told).new_labels
    assert list(new) == ["other?"]
    assert any(line.startswith("New label 'other?'") for line in told)
    assert not read(write(tmp_path / "b.csv", "text,label", f"{TALKS},vrede", f"{RAIN},other")).new_labels


def test_no_new_label_is_named_twice(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", "text,label", f"{TALKS},diplomatic", f"{ROCKETS},escalatory")
    second = write(tmp_path / "b.csv", "text,label", f"{RAIN},4", f"{FROZEN},3")
    assert list(read(first, second).new_labels) == ["3", "4"]


def test_rows_of_one_number_on_two_sheets_are_two_articles(tmp_path: Path) -> None:
    heading: list[object] = ["text", "label"]
    jan, feb = [heading, [TALKS, "x"]], [heading, [ROCKETS, "y"]]
    corpus = read(book(tmp_path / "a.xlsx", ("jan", "visible", jan), ("feb", "visible", feb))).corpus
    assert list(corpus["article_id"]) == ["a-jan-2", "a-feb-2"]


def test_articles_that_are_numbered_anew_on_a_sheet_stay_apart_and_coders_of_one_article_do_not(tmp_path: Path) -> None:
    heading: list[object] = ["article_id", "text", "label"]
    jan, feb = [heading, ["1", TALKS, "x"], ["k", FROZEN, "x"]], [heading, ["1", ROCKETS, "y"], ["k", RAIN, "y"]]
    told: list[str] = []
    path = book(tmp_path / "a.xlsx", ("jan", "visible", jan), ("feb", "visible", feb))
    assert list(read(path, told=told).corpus["article_id"]) == ["jan-1", "k", "k", "feb-1"]
    assert any("they are kept apart, as jan-1" in line for line in told)
    bas = [heading, ["1", TALKS, "x"], ["k", FROZEN, "x"]]
    same = read(book(tmp_path / "b.xlsx", ("anna", "visible", jan), ("bas", "visible", bas))).corpus
    assert set(same["article_id"]) == {"1", "k"}


def test_files_of_one_name_make_other_articles_and_files_with_the_same_numbers_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    for month, text in (("jan", TALKS), ("feb", ROCKETS)):
        (tmp_path / month).mkdir()
        write(tmp_path / month / "l.csv", "text,label", f"{text},x")
        write(tmp_path / month / "n.csv", "article_id,text,label", f"7,{text} {month},x")
    corpus = read(tmp_path, told=told).corpus
    assert corpus["article_id"].nunique() == 3
    assert any(
        line.startswith("Several sources have articles numbered 7 without a sentence in common") for line in told
    )


@pytest.mark.parametrize("error", ["#N/A", "#VERW!", "#REF!", "#DEEL/0!", "#WAARDE!", "#GETAL!", "Err:502"])
def test_errors_of_a_spreadsheet_are_named_as_such(tmp_path: Path, error: str) -> None:
    told: list[str] = []
    rows = (f"{TALKS},x,a1", f"{RAIN},{error},a1", f"{error},x,a1", f"{ROCKETS},y,{error}")
    corpus = read(write(tmp_path / "a.csv", "text,label,article_id", *rows), told=told).corpus
    assert list(corpus["article_id"]) == ["a1", "a-4"]
    assert sum(f"'{error}', an error of the spreadsheet" in line for line in told) == 3


def test_dates_are_written_in_one_way_and_those_that_are_none_are_told(tmp_path: Path) -> None:
    told: list[str] = []
    rows = (f"{TALKS},x,18-7-2014", f"{ROCKETS},y,ooit", f"{RAIN},x,41838", f"{FROZEN},y,")
    path = write(tmp_path / "a.csv", "text,label,datum", *rows)
    assert list(read(path, told=told).corpus["date"]) == ["2014-07-18", "ooit", "2014-07-18", ""]
    assert f"{path}: 1 date is not read: 'ooit' in row 2." in told


def test_a_title_above_the_heading_of_a_table_is_no_heading_whatever_it_looks_like(tmp_path: Path) -> None:
    lines = ("Codeerblad, ronde 2", "", "text;label", f"{TALKS};x", f"{RAIN};y;z")
    assert "line 5: found 3 fields, expected 2 (text, label)" in refusal(write(tmp_path / "a.csv", *lines))
    assert labels(read(write(tmp_path / "b.csv", *lines[:4]))) == {TALKS: "x"}
    rows: list[list[object]] = [["Codeerblad", "ronde 2"], ["text", "label"], [TALKS, "x"]]
    assert labels(read(book(tmp_path / "a.xlsx", ("blad", "visible", rows)))) == {TALKS: "x"}


def test_markup_in_a_text_becomes_what_a_reader_would_see(tmp_path: Path) -> None:
    rows = ("<p>De EU &amp; de VS praten.</p>,x", "Raketten&nbsp;troffen<br>de haven.,y", "Ik las <dit>.,x")
    found = read(write(tmp_path / "a.csv", "text,label", *rows))
    assert list(found.corpus["text"]) == ["De EU & de VS praten.", ROCKETS, "Ik las <dit>."]


def test_an_encoding_that_was_detected_and_a_second_column_of_texts_are_told(tmp_path: Path) -> None:
    path, told = tmp_path / "a.csv", list[str]()
    path.write_bytes(f"zin,text,label\nx,{TALKS} – 5 €,diplomatic\n".encode("cp1252"))
    assert list(read(path, told=told).corpus["text"]) == [f"{TALKS} – 5 €"]
    assert any("which was detected" in line for line in told)
    assert f"{path}: zin is not read." in told


def test_a_column_that_says_train_and_test_is_the_split_whatever_it_is_called(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.csv", "text,label,set,bron", f"{TALKS},x,Test,test", f"{RAIN},y,TRAIN,krant")
    assert list(splits.test_part(read(path, told=told).corpus)["text"]) == [TALKS]
    assert f"{path}: set is the split, as it says train and test." in told


@pytest.mark.parametrize("nothing", ["—", "…", "...", "*", "/"])
def test_punctuation_alone_is_no_label_and_no_text(tmp_path: Path, nothing: str) -> None:
    path = write(tmp_path / "a.csv", "text,label", f"{TALKS},x", f"{RAIN},{nothing}", f"{nothing},x", f"{ROCKETS},+")
    assert labels(read(path)) == {TALKS: "x", ROCKETS: "+"}


def test_a_text_that_is_a_list_in_json_is_its_parts(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": ["Raketten troffen", "de haven."], "label": "x"}')
    assert labels(read(path)) == {ROCKETS: "x"}
