"""``python -m train`` and ``python -m evaluate`` read what comes back from labelling, and tell what is in it."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import LITTLE, Command, small_config, write_little

SMALL = small_config()


@pytest.fixture
def little(command: Command) -> Command:
    write_little(command.folder / "little.csv")
    (command.folder / "small.toml").write_text(SMALL)
    return command


def coded(folder: Path) -> Path:
    """Two annotators on the little corpus; the second differs on the last two sentences of each label."""
    rows = []
    for label, texts in LITTLE.items():
        for i, text in enumerate(texts):
            other = label if i < 6 else "other" if label != "other" else "diplomatic"
            rows += [(f"a{i}", text, label, "anna"), (f"a{i}", text, other, "bert")]
    path = folder / "coded.csv"
    pd.DataFrame(rows, columns=["article_id", "zin", "frame", "coder"]).to_csv(path, index=False)
    return path


def manifest(command: Command) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((command.folder / "models/default/manifest.json").read_text())
    return found


def test_agreement_is_shown_and_undecided_sentences_are_set_apart(little: Command) -> None:
    coded(little.folder)
    words = ("--text-column", "zin", "--label-column", "frame", "--config", "small.toml")
    done = little("train", "--data", "coded.csv", *words)
    assert done.returncode == 0, done.stderr
    assert "Agreement of 2 annotators on 24 sentences" in done.stdout
    assert "Krippendorff's alpha" in done.stdout
    assert "Undecided between annotators, so left out: 6 sentences. Fill in the labels in undecided.csv" in done.stderr
    assert manifest(little)["corpus"]["sentences"] == 18
    filled = pd.read_csv(little.folder / "undecided.csv", dtype=str, keep_default_na=False)
    filled.assign(label="other").to_csv(little.folder / "undecided.csv", index=False)
    done = little("train", "--data", "coded.csv", "--data", "undecided.csv", *words)
    assert done.returncode == 0, done.stderr
    assert manifest(little)["corpus"]["sentences"] == 24
    assert not (little.folder / "undecided-2.csv").exists()
    done = little("train", "--data", "coded.csv", *words, "--adjudicator", "bert", "--undecided", "none.csv")
    assert manifest(little)["corpus"]["sentences"] == 24
    assert not (little.folder / "none.csv").exists()


def test_columns_are_named_in_train_and_evaluate_as_in_predict(little: Command) -> None:
    rows = [
        (f"a{i}", f"Nummer {i}:", text, label, "Weer", "1 mei 2024")
        for label in LITTLE
        for i, text in enumerate(LITTLE[label])
    ]
    pd.DataFrame(rows, columns=["stuk", "kopje", "regel", "frame", "boven", "dag"]).to_csv(little.folder / "own.csv")
    columns = ("--text-column", "kopje", "--text-column", "regel", "--article-column", "stuk")
    columns += ("--title-column", "boven", "--date-column", "dag")
    told = "own.csv: kopje and regel are the text, frame is the label, stuk is the article, boven is the title, dag is the date."
    done = little("train", "--data", "own.csv", *columns, "--config", "small.toml")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(told) == 1
    done = little("evaluate", "--data", "own.csv", *columns)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count(told) == 1
    done = little("evaluate", "--data", "own.csv", *columns[:-1], "dga")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("evaluate: Column dga of the date: no file has that column")


def test_conflicts_are_listed_and_can_be_refused(little: Command) -> None:
    texts = LITTLE["other"][:1] + LITTLE["diplomatic"][:2]
    pd.DataFrame({"text": texts, "label": "escalatory"}).to_csv(little.folder / "new.csv", index=False)
    words = ("train", "--data", "little.csv", "--data", "new.csv", "--config", "small.toml")
    done = little(*words, "--weight", "new.csv=3")
    assert done.returncode == 0, done.stderr
    assert "Labelled twice, differently: 3 sentences." in done.stderr
    assert f"'{texts[0]}': escalatory (new.csv, row 1), not other (little.csv, row 17)" in done.stderr
    assert manifest(little)["corpus"]["sources"] == {"little.csv": 21, "new.csv": 3}
    done = little(*words, "--prefer", "error")
    assert done.returncode == 2
    assert "is labelled diplomatic (little.csv, row 9) and escalatory (new.csv, row 2), and 2 more" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--map-labels", "oorlog=escalatory"), "no sentence has that label: found diplomatic, escalatory, other"),
        (("--map-labels", "oorlog"), "no such file, and no NAME=VALUE"),
        (("--weight", "groot.csv=3"), "no source has that name: found little.csv"),
        (("--weight", "little.csv=nul"), "expected a number above 0"),
        (("--adjudicator", "chef"), "no annotator has that name: found no named annotators"),
        (("--text-column", "zin"), "no file has that column"),
        (("--coder", "x.csv=anna"), "no source has that name"),
        (("--prefer", "beste"), "'beste' is not one of"),
    ],
)
def test_options_that_name_nothing_are_refused(little: Command, words: tuple[str, ...], message: str) -> None:
    done = little("train", "--data", "little.csv", "--config", "small.toml", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (little.folder / "models").exists()


def test_evaluate_reads_the_same_files(little: Command, little_model: Path) -> None:
    coded(little.folder)
    words = ("--data", "coded.csv", "--text-column", "zin", "--label-column", "frame", "--adjudicator", "anna")
    done = little("evaluate", "--model", str(little_model), "--output", "report", *words)
    assert done.returncode == 0, done.stderr
    metrics = json.loads((little.folder / "report" / "metrics.json").read_text())
    assert sum(label["support"] for label in metrics["labels"].values()) == 24


def test_a_label_that_only_a_later_source_has_is_told_with_its_place(little: Command) -> None:
    texts = ["De trein reed niet.", "De raketten troffen de haven."]
    pd.DataFrame({"text": texts, "label": ["other", "escalatroy"]}).to_csv(little.folder / "new.csv", index=False)
    done = little("train", "--data", "little.csv", "--data", "new.csv", "--config", "small.toml")
    assert "New label 'escalatroy' in new.csv (1×), not among diplomatic, escalatory, other" in done.stderr
    assert "--map-labels 'escalatroy=…'" in done.stderr
    assert (done.returncode, "first in new.csv, row 2" in done.stderr) == (2, True)
    words = ("--data", "little.csv", "--data", "new.csv", "--map-labels", "escalatroy=escalatory")
    done = little("train", *words, "--config", "small.toml")
    assert (done.returncode, "New label" in done.stderr) == (0, False)


def test_tasks_that_nobody_has_labelled_are_told_as_such(little: Command) -> None:
    (little.folder / "tasks.json").write_text(json.dumps([{"data": {"text": "Het regent."}}]))
    done = little("train", "--data", "tasks.json")
    assert done.returncode == 2
    assert "tasks.json, row 1: the label is empty, and none of the 1 rows has a label" in done.stderr


def test_rows_marked_for_testing_are_said_to_be_kept_out_of_training_and_to_be_scored_on(
    command: Command, little_model: Path
) -> None:
    rows = [(f"a{i}", text, label) for label, texts in LITTLE.items() for i, text in enumerate(texts)]
    marked = pd.DataFrame(rows, columns=["article_id", "text", "label"]).assign(Split=["TEST ", *["Train"] * 23])
    marked.to_csv(command.folder / "marked.csv", index=False)
    (command.folder / "strict.toml").write_text(SMALL.replace("folds = 2", "folds = 9"))
    refused = command("train", "--data", "marked.csv", "--config", "strict.toml")
    assert refused.returncode == 2
    assert "Marked test in the column split, so kept out of training: 1 sentence of 24." in refused.stderr
    scored = command("evaluate", "--model", str(little_model), "--data", "marked.csv", "--output", "report")
    assert scored.returncode == 0, scored.stderr
    assert "Marked test in the column split, so scored on: 1 sentence of 24." in scored.stderr
