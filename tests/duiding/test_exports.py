"""What labelling tools, spreadsheets and annotators give back is read as what they said."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duiding.cli.hints import told
from duiding.corpus import Labelled, ReadingOptions, read_labelled
from duiding.errors import DuidingError

EXPORTS = Path(__file__).parent / "exports"
LEGER, MINISTERS, BRUSSEL, BLOEMBOLLEN, PREMIER, GRADEN = "Het l", "De mi", "Bruss", "De bl", "De pr", "-17 g"


class Reading:
    """Reads files and keeps what was told."""

    def __init__(self, *paths: Path | str, **options: object) -> None:
        self.told: list[str] = []
        self.labelled: Labelled = read_labelled(paths, ReadingOptions(**options), notice=self.told.append)  # type: ignore[arg-type]  # names vary by test

    @property
    def labels(self) -> dict[str, str]:
        corpus = self.labelled.corpus
        return dict(zip(corpus["text"].str[:5], corpus["label"], strict=True))

    @property
    def undecided(self) -> dict[str, str]:
        return {one.text[:5]: one.labels for one in self.labelled.undecided}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(*paths: Path | str, **options: object) -> str:
    with pytest.raises(DuidingError) as caught:
        Reading(*paths, **options)
    assert "\n" not in str(caught.value)
    return told(caught.value)


def zipped(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return target


@pytest.mark.parametrize("packed", [False, True])
def test_doccano_writes_a_file_a_coder(tmp_path: Path, packed: bool) -> None:
    data = zipped(EXPORTS / "doccano", tmp_path / "export.zip") if packed else EXPORTS / "doccano"
    found = Reading(data)
    assert found.labels == {
        LEGER: "escalatory",
        MINISTERS: "diplomatic",
        BRUSSEL: "sanction",
        BLOEMBOLLEN: "other",
        GRADEN: "other",
    }
    assert found.undecided == {PREMIER: "anna: diplomatic + escalatory; bert: escalatory; carla: diplomatic"}
    assert list(found.labelled.corpus["article_id"]) == ["art1", "art1", "art2", "art2", "art3"]
    assert found.labelled.agreement
    assert found.labelled.agreement.annotators == ["anna", "bert", "carla"]
    assert f"1 of 6 rows of {data}/anna.jsonl has no label yet (row 6): passed over." in found.told
    assert f"Passed over {data}/approver.jsonl: none of its 6 rows has a label." in found.told
    assert f"Passed over {data}/all.jsonl: it repeats the labels of the annotators beside it." in found.told


def test_doccanos_file_of_everyone_alone_names_no_coder() -> None:
    found = Reading(EXPORTS / "doccano" / "all.jsonl")
    assert found.labels == {MINISTERS: "diplomatic", BLOEMBOLLEN: "other", GRADEN: "other"}
    assert found.undecided[LEGER] == "not named: diplomatic + escalatory"
    assert found.labelled.agreement is None


def test_doccanos_csv_joins_labels() -> None:
    found = Reading(EXPORTS / "doccano.csv")
    assert found.labels == {
        LEGER: "escalatory",
        MINISTERS: "diplomatic",
        BRUSSEL: "sanction",
        BLOEMBOLLEN: "other",
    }
    assert found.undecided == {PREMIER: "not named: diplomatic + escalatory"}


def test_older_doccano_gives_ids_of_users_and_labels() -> None:
    found = Reading(EXPORTS / "doccano_annotations.jsonl", labels=[("1", "diplomatic"), ("2", "escalatory")])
    assert found.labels == {LEGER: "escalatory", MINISTERS: "diplomatic"}
    assert found.undecided == {BRUSSEL: "1: 3; 4: escalatory"}


def test_labels_of_spans_are_refused() -> None:
    assert "row 1: found labels of spans" in refusal(EXPORTS / "doccano_spans.jsonl")


def test_label_studio_json() -> None:
    found = Reading(EXPORTS / "label_studio.json")
    assert found.labels == {LEGER: "escalatory", MINISTERS: "diplomatic", BLOEMBOLLEN: "other"}
    assert found.undecided[BRUSSEL] == "anna@voorbeeld.nl: sanction; bert@voorbeeld.nl: escalatory"
    assert found.undecided[PREMIER] == "anna@voorbeeld.nl: diplomatic + escalatory"
    assert any("1 of 11 answers" in told and "skipped" in told for told in found.told)
    assert any("1 of 6 rows" in told and "no label yet" in told for told in found.told)
    assert list(found.labelled.corpus["article_id"]) == ["art1", "art1", "art2"]


@pytest.mark.parametrize("name", ["label_studio_min.json", "label_studio.csv", "label_studio.tsv"])
def test_label_studios_other_formats_say_the_same(name: str) -> None:
    whole, found = Reading(EXPORTS / "label_studio.json"), Reading(EXPORTS / name)
    assert found.labels == whole.labels
    assert found.undecided[BRUSSEL] == "1: sanction; 2: escalatory"
    assert found.labelled.agreement and whole.labelled.agreement
    assert found.labelled.agreement.alpha == whole.labelled.agreement.alpha


def test_label_studio_with_two_questions_wants_to_know_which(tmp_path: Path) -> None:
    def choice(name: str, label: str) -> dict[str, object]:
        return {"type": "choices", "from_name": name, "to_name": "text", "value": {"choices": [label]}}

    result = [choice("frame", "sanction"), choice("toon", "negatief")]
    task = {"id": 1, "data": {"text": "Zin."}, "annotations": [{"completed_by": 1, "result": result}]}
    path = write(tmp_path / "two.json", json.dumps([task]))
    assert "choices called frame, toon: one of them must be named. Name it with --label-column" in refusal(path)
    assert Reading(path, label_column="frame").labels == {"Zin.": "sanction"}


def test_prodigys_choices() -> None:
    found = Reading(EXPORTS / "prodigy_choice.jsonl")
    assert found.labels == {LEGER: "escalatory", MINISTERS: "diplomatic", BLOEMBOLLEN: "other"}
    assert found.undecided[BRUSSEL] == "frames-anna: sanction; frames-bert: escalatory"
    assert found.undecided[PREMIER] == "frames-anna: diplomatic + escalatory"
    told = " ".join(found.told)
    assert "1 of 11 answers" in told and "was skipped" in told and "a rejected label" in told
    assert Reading(EXPORTS / "prodigy_choice.jsonl", adjudicator="frames-bert").labels[BRUSSEL] == "escalatory"


def test_a_label_that_prodigy_rejected_is_no_label() -> None:
    found = Reading(EXPORTS / "prodigy_binary.jsonl")
    assert found.labels == {LEGER: "escalatory", BRUSSEL: "sanction", GRADEN: "other"}
    assert found.undecided == {PREMIER: "not named: diplomatic + escalatory"}


def test_the_ending_does_not_decide_what_json_is(tmp_path: Path) -> None:
    lines = (EXPORTS / "prodigy_choice.jsonl").read_text(encoding="utf-8")
    tasks = (EXPORTS / "label_studio.json").read_text(encoding="utf-8")
    one = json.dumps(json.loads(tasks)[0], indent=1)
    assert Reading(write(tmp_path / "lines.json", lines)).labels == Reading(EXPORTS / "prodigy_choice.jsonl").labels
    assert Reading(write(tmp_path / "list.jsonl", tasks)).labels == Reading(EXPORTS / "label_studio.json").labels
    assert Reading(write(tmp_path / "one.json", one)).labels == {LEGER: "escalatory"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", '[{"regel": "Het regent.", "soort": "other"}]', "found regel, soort; expected text and label"),
        ("a.json", '[{"regel": "Het regent.", "soort": "other"}]', "Label Studio (data, annotations)"),
        ("b.json", "[1, 2]", "row 1: found int, expected an object"),
        ("c.json", '[{"text": "a", "label": "b"},]', "line 1: not JSON"),
        ("d.json", "[]", "empty list"),
        ("e.json", "  \n", "is empty"),
        ("f.jsonl", '{"text": "a", "answer": "accept"}\n', "neither label nor accept"),
        ("g.jsonl", '{"html": "a", "answer": "accept", "label": "x"}\n', "has no text: found html"),
        ("h.json", '[{"data": {"image": "a.png"}, "annotations": []}]', "row 1: the label is empty"),
        ("i.json", '[{"data": {"a": "x", "b": "y"}, "annotations": []}]', "has no text: found a, b"),
        ("j.xlsx", "geen werkboek", "not a workbook"),
        ("k.zip", "geen archief", "can't be unpacked"),
        ("l.docx", "x", "ends in '.docx'"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    assert message in refusal(write(tmp_path / name, content))


@pytest.mark.parametrize(
    "value",
    ['{"label": [null]}', '{"annotations": [3]}', '{"data": {}, "annotations": [{"result": [{"value": null}]}]}'],
)
def test_broken_exports_are_refused_not_crashed_on(tmp_path: Path, value: str) -> None:
    record = {"text": "Het regent.", "answer": None, **json.loads(value)}
    refusal(write(tmp_path / "a.jsonl", json.dumps(record)))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["choices", "label", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = ["text", "label", "labels", "data", "annotations", "answer", "accept", "result", "value", "meta", "options"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), ANY | st.just("accept"), max_size=5), min_size=1, max_size=3))
def test_any_json_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    path = write(tmp_path_factory.mktemp("any") / "a.json", json.dumps(records))
    try:
        corpus = read_labelled([path]).corpus
    except DuidingError:
        return
    assert (corpus["label"] != "").all()


def test_excel_is_read_by_its_first_fitting_sheet_and_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "batch.xlsx"
    frame = pd.DataFrame(
        {"Text": ["Het regent.", "", "Nul."], "Label": ["other", "", "sanction"], "opmerking": ["", "", "NA"]}
    )
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"uitleg": ["Kies een label."]}).to_excel(book, sheet_name="uitleg", index=False)
        frame.to_excel(book, sheet_name="zinnen", index=False)
    corpus = Reading(path).labelled.corpus
    assert list(corpus["label"]) == ["other", "sanction"]
    assert list(corpus["row"]) == [2, 4]
    assert list(corpus["opmerking"]) == ["", "NA"]


def test_excel_without_its_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pd.DataFrame({"text": ["a"], "label": ["b"]}).to_excel(tmp_path / "a.xlsx", index=False)
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    assert "pip install 'duiding[excel]'" in refusal(tmp_path / "a.xlsx")


def test_other_column_names(tmp_path: Path) -> None:
    new = write(tmp_path / "new.csv", "regel;soort\nHet regent.;other\n")
    old = write(tmp_path / "old.csv", "text,label\nOorlog.,escalatory\n")
    found = Reading(old, new, text_columns=["regel"], label_column="soort")
    assert found.labels == {"Oorlo": "escalatory", "Het r": "other"}
    assert "--text-column" in refusal(new)
    assert "Column zni of the text: no file has that column: found label, text" in refusal(old, text_columns=["zni"])


def test_a_sentence_of_several_columns_and_what_is_known_of_its_article(tmp_path: Path) -> None:
    rows = "koptekst,zin,soort,stuk,boven,dag,krant\nKop:,het regent.,other,7,Weer,1 mei 2024,De Bode\nNA,Oorlog.,x,7,Weer,,De Bode\n"
    named = {"text_columns": ["koptekst", "zin"], "label_column": "soort", "article_column": "stuk"}
    table = write(tmp_path / "a.csv", rows)
    found = Reading(table, **named, title_column="boven", date_column="dag")
    corpus = found.labelled.corpus
    assert list(corpus["text"]) == ["Kop: het regent.", "Oorlog."]
    assert list(corpus["article_id"]) == ["7", "7"]
    assert list(corpus["title"]) == ["Weer", "Weer"]
    assert list(corpus["date"]) == ["2024-05-01", ""]
    assert list(corpus["krant"]) == ["De Bode", "De Bode"]
    assert (
        found.told.count(
            f"{table}: koptekst and zin are the text, soort is the label, stuk is the article, boven is the title, dag is the date."
        )
        == 1
    )
    assert "Column dga of the date: no file has that column" in refusal(table, **named, date_column="dga")
    records = [
        dict(zip(rows.split("\n")[0].split(","), line.split(","), strict=True)) for line in rows.split("\n")[1:3]
    ]
    again = Reading(write(tmp_path / "a.json", json.dumps(records)), **named, title_column="boven").labelled.corpus
    assert list(again["text"]) == ["Kop: het regent.", "Oorlog."]


def test_two_columns_that_could_be_the_title_are_carried_as_they_are(tmp_path: Path) -> None:
    corpus = Reading(
        write(tmp_path / "a.csv", "text,label,Kop,kop,datum\nHet regent.,other,a,b,2024\n")
    ).labelled.corpus
    assert corpus[["Kop", "kop", "date"]].to_numpy().tolist() == [["a", "b", "2024"]]


def test_a_column_a_coder(tmp_path: Path) -> None:
    rows = "text,coder1,coder2,coder3\nA.,x,x,y\nB.,x,y,z\nC.,y,y,\nD.,x,,\n"
    found = Reading(write(tmp_path / "wide.csv", rows))
    assert found.labels == {"A.": "x", "C.": "y", "D.": "x"}
    assert found.undecided == {"B.": "coder1: x; coder2: y; coder3: z"}
    named = write(tmp_path / "named.csv", rows.replace("coder1,coder2,coder3", "anna,bert,carla"))
    assert Reading(named, annotator_columns=["anna", "bert", "carla"], adjudicator="carla").labels["B."] == "z"


def test_a_label_beside_the_coders_stands_above_them(tmp_path: Path) -> None:
    found = Reading(write(tmp_path / "wide.csv", "text,coder1,coder2,label\nA.,x,y,z\nB.,x,x,\n"))
    assert found.labels == {"A.": "z", "B.": "x"}
    assert found.labelled.agreement and found.labelled.agreement.sentences == 2


@pytest.mark.parametrize("column", ["coder", "annotator", "wie"])
def test_a_row_a_coder(tmp_path: Path, column: str) -> None:
    rows = f"text,label,{column}\nA.,x,anna\nA.,x,bert\nB.,x,anna\nB.,y,bert\nC.,y,anna\n"
    path = write(tmp_path / "long.csv", rows)
    options: dict[str, object] = {"annotator_columns": ["wie"]} if column == "wie" else {}
    found = Reading(path, **options)
    assert found.labels == {"A.": "x", "C.": "y"}
    assert found.undecided == {"B.": "anna: x; bert: y"}
    assert Reading(path, adjudicator="bert", **options).labels["B."] == "y"
    assert "no annotator has that name: found anna, bert" in refusal(path, adjudicator="chef", **options)


def test_files_of_coders_are_read_together_when_they_are_named(tmp_path: Path) -> None:
    anna = write(tmp_path / "anna.csv", "text,label\nA.,x\nB.,x\n")
    bert = write(tmp_path / "bert.csv", "text,label\nA.,x\nB.,y\n")
    found = Reading(anna, bert, annotators=[("anna.csv", "anna"), ("bert.csv", "bert")])
    assert found.labels == {"A.": "x"}
    assert found.undecided == {"B.": "anna: x; bert: y"}
    assert "Coder of clara.csv: no source has that name" in refusal(anna, bert, annotators=[("clara.csv", "clara")])


def test_half_filled_files_are_normal_and_empty_ones_are_not(tmp_path: Path) -> None:
    half = write(tmp_path / "batch.csv", "text,label\nA.,x\nB.,\nC., \n")
    found = Reading(half)
    assert found.labels == {"A.": "x"}
    assert found.told[0] == f"2 of 3 rows of {half} have no label yet (rows 2, 3): passed over."
    empty = write(tmp_path / "none.csv", "text,label\nA.,\nB.,\n")
    assert "none.csv, row 1: the label is empty, and none of the 2 rows" in refusal(empty)


def test_output_of_predict_is_read_back_as_it_was(tmp_path: Path) -> None:
    rows = (
        "article_id,sentence,start,end,text,label,p_x,uncertain,model\n"
        "a,4,0,10,'=SOM(A1) a,x,0.9,False,default\n"
        "a,5,11,23,''-17 graden',x,0.9,False,default\n"
        "a,6,24,34,'-17 graden,x,0.9,False,default\n"
    )
    corpus = Reading(write(tmp_path / "out.csv", rows)).labelled.corpus
    assert list(corpus["text"]) == ["=SOM(A1) a", "'-17 graden'", "-17 graden"]
    assert list(corpus["sentence_id"]) == ["4", "5", "6"]
    assert list(corpus["article_id"]) == ["a", "a", "a"]


def test_spellings_of_a_label_become_one_and_are_told(tmp_path: Path) -> None:
    rows = "text,label\nA.,Diplomatic \nB.,DIPLOMATIC\nC.,Anders\nD.,anders\nE.,anders\nF.,onzin\nG.,escalerend\n"
    path = write(tmp_path / "a.csv", rows)
    found = Reading(path, labels=[("onzin", ""), ("Escalerend", "escalatory")])
    assert found.labels == {
        "A.": "diplomatic",
        "B.": "diplomatic",
        "C.": "anders",
        "D.": "anders",
        "E.": "anders",
        "G.": "escalatory",
    }
    assert "Label 'onzin' (1×) is left out." in found.told
    assert "Label 'Diplomatic' (1×) is read as 'diplomatic'." in found.told
    assert "Label fout can't be read as another: no sentence has that label: found anders" in refusal(
        write(tmp_path / "b.csv", "text,label\nA.,anders\n"), labels=[("fout", "x")]
    )


def test_a_folder_passes_over_what_holds_no_labels(tmp_path: Path) -> None:
    write(tmp_path / "data" / "a.csv", "text,label\nA.,x\n")
    write(tmp_path / "data" / "settings.json", '{"folds": 5}')
    write(tmp_path / "data" / "~$a.xlsx", "van Excel zelf")
    found = Reading(tmp_path / "data")
    assert found.labels == {"A.": "x"}
    assert found.told[0] == f"Passed over {tmp_path}/data/settings.json: it has no column 'text'."
