"""`python -m predict --to-label` picks sentences for a person, and what comes back can be trained on."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from duiding.labels import SHIPPED
from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.spreadsheets import as_written
from predict.labelling.formats import open_batch
from predict.labelling.items import Item, LabellingBatch
from predict.labelling.pool import Pool
from tests.conftest import LITTLE, Command, small_config

NEW = {
    "a": "De minister praat in Wenen over vrede. Raketten troffen de stad! Het museum was dicht. De premier dreigt met oorlog.",
    "b": "Het leger schoot op de haven. Beide landen tekenden een akkoord. Het regent morgen. De trein stond stil in Gent.",
    "c": "=SOM(A1) stond er boven. De gezant bemiddelt tussen buren. De militie viel aan. De gemeente bouwt een school.",
}
LABELS = ["diplomatic", "escalatory", "other"]
ITEMS = [
    Item("a", 1, 0, 9, "", "Het regent.", "Zij 'praten'.", "other", 0.61, "doubt"),
    Item("a", 2, 10, 23, "Het regent.", "=1+1, zei men", "", "escalatory", 0.7, "control"),
]
BATCH = LabellingBatch(ITEMS, SHIPPED.of(LABELS), "little@1", show_guess=False)


@pytest.fixture
def articles(command: Command) -> Path:
    folder = command.folder / "articles"
    folder.mkdir()
    for name, text in NEW.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def to_label(command: Command, model: Path, *words: str) -> tuple[int, str]:
    done = command("predict", "articles", "--model", str(model), *words)
    return done.returncode, done.stderr


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def written(path: Path, batch: LabellingBatch = BATCH) -> Path:
    open_batch(path, None, force=False).write(batch)
    return path


def test_a_filled_in_batch_can_be_trained_on_as_it_is(command: Command, little_model: Path, articles: Path) -> None:
    code, said = to_label(command, little_model, "--to-label", "9", "--output", "batch.csv")
    assert code == 0, said
    rows = rows_of(command.folder / "batch.csv")
    assert len(rows) == 9
    assert {row["label"] for row in rows} == {""}
    assert not {"guess", "confidence"} & set(rows[0])
    with (command.folder / "batch.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "label": LABELS[i % 3]} for i, row in enumerate(rows))
    (command.folder / "c.toml").write_text(small_config())
    done = command("train", "--data", "batch.csv", "--config", "c.toml", "--name", "mine")
    assert done.returncode == 0, done.stderr


def test_context_stands_beside_the_sentence_and_never_comes_from_another_article() -> None:
    pool = Pool(LABELS)
    for name in ("a", "b"):
        sentences = [
            LabelledSentence(name, n, 0, 9, f"{name}{n} is er.", "other", (0.2, 0.3, 0.5), False) for n in range(1, 5)
        ]
        pool.add(LabelledArticle(Article(name, ""), sentences))
    last = pool.item(3, pool.probabilities()[3], "doubt")
    assert (last.before, last.text, last.after) == ("a2 is er. a3 is er.", "a4 is er.", "")
    first = pool.item(4, pool.probabilities()[4], "doubt")
    assert (first.before, first.after) == ("", "b2 is er. b3 is er.")


def test_the_same_seed_gives_the_same_batch_and_ids(command: Command, little_model: Path, articles: Path) -> None:
    for name in ("one.csv", "two.csv"):
        to_label(command, little_model, "--to-label", "6", "--control", "0.5", "--seed", "3", "--output", name)
    one, two = ((command.folder / name).read_bytes() for name in ("one.csv", "two.csv"))
    assert one == two
    assert [row["chosen"] for row in rows_of(command.folder / "one.csv")].count("control") == 3


def test_sentences_that_are_known_are_not_chosen(command: Command, little_model: Path, articles: Path) -> None:
    (articles / "d.txt").write_text(" ".join(LITTLE["other"]), encoding="utf-8")
    (articles / "e.txt").write_text(NEW["a"], encoding="utf-8")
    (command.folder / "labelled.csv").write_text(
        "text,label\n" + "".join(f"{text},\n" for text in LITTLE["other"] + ["HET REGENT MORGEN."])
    )
    code, said = to_label(command, little_model, "--to-label", "50", "--known", "labelled.csv", "--output", "batch.csv")
    texts = [row["text"] for row in rows_of(command.folder / "batch.csv")]
    assert code == 0
    assert len(set(texts)) == len(texts)
    assert not {*LITTLE["other"], "Het regent morgen."} & set(texts)
    assert "Wanted were 50" in said


@pytest.mark.parametrize("name", ["first.xlsx", "first.jsonl", "first.json"])
def test_a_batch_that_nobody_has_filled_in_yet_is_known(
    command: Command, little_model: Path, articles: Path, name: str
) -> None:
    assert to_label(command, little_model, "--to-label", "4", "--output", name)[0] == 0
    to_label(command, little_model, "--to-label", "4", "--output", "first.csv")
    code, said = to_label(command, little_model, "--to-label", "50", "--known", name, "--output", "second.csv")
    assert code == 0, said
    first, second = ({row["text"] for row in rows_of(command.folder / f"{one}.csv")} for one in ("first", "second"))
    assert len(first) == 4 and second and not first & second


def test_a_batch_is_warned_of_articles_unlike_the_training(
    command: Command, little_model: Path, articles: Path
) -> None:
    _, said = to_label(command, little_model, "--to-label", "4", "--drift", "--output", "batch.csv")
    assert "Sentences: 0" not in said and "Sentences: " in said


def test_each_predicted_label_is_there(command: Command, little_model: Path, articles: Path) -> None:
    to_label(command, little_model, "--to-label", "6", "--show-guess", "--output", "batch.csv")
    rows = rows_of(command.folder / "batch.csv")
    assert {row["guess"] for row in rows} == set(LABELS)
    assert all(0 < float(row["confidence"]) <= 1 for row in rows)


def test_an_unreadable_article_is_named_and_the_rest_go_on(
    command: Command, little_model: Path, articles: Path
) -> None:
    (articles / "z.txt").write_text("")
    code, said = to_label(command, little_model, "--to-label", "3", "--output", "batch.csv")
    assert code == 1
    assert "z.txt" in said
    assert len(rows_of(command.folder / "batch.csv")) == 3


def test_csv_makes_formulas_harmless_and_they_are_read_back_as_they_were(tmp_path: Path) -> None:
    row = rows_of(written(tmp_path / "b.csv"))[1]
    assert row["text"] == "'=1+1, zei men"
    assert as_written(row["text"]) == "=1+1, zei men"


def test_excel_has_a_drop_down_of_the_labels_and_text_for_a_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written(tmp_path / "b.xlsx"))
    sheet = book["sentences"]
    heading = [cell.value for cell in sheet[1]]
    text, label = heading.index("text"), heading.index("label")
    assert (sheet[3][text].value, sheet[3][text].data_type) == ("=1+1, zei men", "s")
    rule = sheet.data_validations.dataValidation[0]
    assert str(rule.sqref) == f"{sheet[2][label].coordinate}:{sheet[3][label].coordinate}"
    assert rule.formula1 == "=labels!$A$2:$A$4"
    assert [cell.value for cell in book["labels"]["A"]] == ["label", *LABELS]


def test_doccano_gets_a_line_a_sentence_without_labels(tmp_path: Path) -> None:
    shown = written(tmp_path / "b.jsonl", BATCH._replace(show_guess=True))
    first = json.loads(shown.read_text(encoding="utf-8").splitlines()[0])
    assert (first["text"], first["label"], first["after"]) == ("Het regent.", [], "Zij 'praten'.")
    assert first["guess"] == "other"  # metadata: a guess among the labels would come back as approved


def test_label_studio_gets_tasks_and_a_configuration_that_fits_them(tmp_path: Path) -> None:
    path = written(tmp_path / "b.json", BATCH._replace(show_guess=True))
    task = json.loads(path.read_text(encoding="utf-8"))[1]
    config = ElementTree.parse(tmp_path / "b.config.xml").getroot()
    names = {tag.get("name") for tag in config.iter() if tag.get("name")}
    used = {tag.get("value", "")[1:] for tag in config.iter("Text")}
    guess = task["predictions"][0]["result"][0]
    assert used <= set(task["data"])
    assert {guess["from_name"], guess["to_name"]} <= names
    assert [tag.get("value") for tag in config.iter("Choice")] == LABELS
    assert guess["value"] == {"choices": ["escalatory"]}
    hidden = written(tmp_path / "h.json").read_text(encoding="utf-8")
    assert "predictions" not in hidden and "escalatory" not in hidden


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--to-label", "5"), "--output"),
        (("--to-label", "5", "--output", "b.csv", "--resume"), "--resume"),
        (("--to-label", "5", "--output", "b.csv", "--summary"), "--summary"),
        (("--to-label", "0", "--output", "b.csv"), "--to-label 0"),
        (("--to-label", "5", "--control", "2", "--output", "b.csv"), "--control 2"),
        (("--control", "0.1", "--output", "b.csv"), "--to-label"),
        (("--to-label", "5", "--output", "b.parquet"), ".parquet"),
        (("--to-label", "5", "--output", "there.csv"), "--force"),
        (("--to-label", "5", "--output", "b.csv", "--control", "20%"), "string as a number. See"),
        (("--explain", "--summary"), "--explain"),
        (("--force",), "--output"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    command: Command, little_model: Path, articles: Path, words: tuple[str, ...], named: str
) -> None:
    (command.folder / "there.csv").write_text("mine")
    code, said = to_label(command, little_model, *words)
    assert (code, len(said.splitlines())) == (2, 1)
    assert named in said
    assert (command.folder / "there.csv").read_text() == "mine"
    assert not (command.folder / "b.csv").exists()
