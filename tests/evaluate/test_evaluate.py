"""`python -m evaluate` scores a model on articles it did not see."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

from tests.conftest import ROOT, Command, write_little


def test_the_shipped_model_is_scored_on_the_test_part(command: Command, trained: Path) -> None:
    done = command(
        "evaluate",
        "--model",
        str(trained),
        "--data",
        str(ROOT / "data" / "corpus.csv"),
        "--output",
        "out",
    )
    assert done.returncode == 0, done.stderr
    metrics = json.loads((command.folder / "out" / "metrics.json").read_text())
    corpus = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str)
    assert metrics["schema"] == 1
    assert metrics["sentences"] == int((corpus["split"] == "test").sum())
    assert set(metrics["macro_f1"]) == {"value", "low", "high"}
    assert set(metrics["labels"]) == {"diplomatic", "escalatory", "sanction", "other"}
    assert set(metrics["labels"]["other"]) == {"precision", "recall", "f1", "support"}
    assert metrics["macro_f1"]["low"] > metrics["baselines"]["lexicon"]["macro_f1"]["high"]
    assert metrics["baselines"]["lexicon"]["macro_f1"]["low"] > metrics["baselines"]["majority"]["macro_f1"]["high"]


def test_an_unknown_label_in_test_data_is_named(command: Command, little_model: Path) -> None:
    path = write_little(command.folder / "test.csv")
    path.write_text(path.read_text() + "a9,9,Iets anders.,neutraal\n")
    done = command(
        "evaluate",
        "--model",
        str(little_model),
        "--data",
        "test.csv",
        "--output",
        "out",
    )
    assert done.returncode == 2
    assert "a9/9: label 'neutraal' is unknown" in done.stderr
    assert not (command.folder / "out").exists()


def test_no_model_names_the_command_that_makes_one(command: Command) -> None:
    done = command("evaluate")
    assert done.returncode == 2
    assert "python -m train" in done.stderr


def test_a_worse_model_ends_with_exit_code_1_where_that_is_asked_for(
    command: Command, trained: Path, little_model: Path
) -> None:
    rows = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str)
    rows = rows[(rows["split"] == "test") & (rows["label"] != "sanction")].head(400)
    rows.drop(columns="split").to_csv(command.folder / "test.csv", index=False)
    words = (
        "evaluate",
        "--data",
        "test.csv",
        "--output",
        "out",
        "--model",
        str(little_model),
    )
    worse = command(*words, "--against", str(trained), "--fail-if-worse")
    assert worse.returncode == 1, worse.stderr
    assert worse.stdout.splitlines()[-1].startswith("little is worse than default: macro-F1 -0.")
    assert json.loads((command.folder / "out" / "metrics.json").read_text())["comparison"]["outcome"] == "worse"
    told = command(*words, "--against", str(trained))
    assert told.returncode == 0


def test_a_file_in_the_place_of_the_report_is_refused_before_the_work(command: Command, little_model: Path) -> None:
    write_little(command.folder / "little.csv")
    (command.folder / "out").write_text("a file in the way")
    done = command("evaluate", "--model", str(little_model), "--data", "little.csv", "--output", "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "evaluate: out is a file: name a folder with --output.\n"


def test_fail_if_worse_needs_another_model(command: Command, little_model: Path) -> None:
    done = command("evaluate", "--model", str(little_model), "--fail-if-worse")
    assert done.returncode == 2
    assert "--against" in done.stderr


def test_a_target_accuracy_changes_what_predict_calls_uncertain(command: Command, little_model: Path) -> None:
    shutil.copytree(little_model, command.folder / "model")
    write_little(command.folder / "test.csv")
    words = (
        "evaluate",
        "--model",
        "model",
        "--data",
        "test.csv",
        "--output",
        "out",
        "--target-accuracy",
    )
    done = command(*words, "0.01")
    assert done.returncode == 0, done.stderr
    metrics = json.loads((command.folder / "out" / "metrics.json").read_text())
    assert metrics["confidence"]["threshold"]["target_accuracy"] == 0.01
    assert metrics["confidence"]["threshold"]["coverage"]["value"] == 1.0
    labelled = command(
        "predict",
        "-",
        "--model",
        "model",
        "--output",
        "out.csv",
        stdin="Zomaar een zin.",
    )
    assert labelled.returncode == 0, labelled.stderr
    assert list(pd.read_csv(command.folder / "out.csv")["uncertain"]) == [False]


def test_wrong_test_data_leave_the_model_as_it_was(command: Command, little_model: Path) -> None:
    shutil.copytree(little_model, command.folder / "model")
    before = {path.name: path.read_bytes() for path in (command.folder / "model").iterdir()}
    done = command(
        "evaluate",
        "--model",
        "model",
        "--data",
        "absent.csv",
        "--target-accuracy",
        "0.01",
    )
    assert done.returncode == 2
    assert "absent.csv does not exist" in done.stderr
    assert {path.name: path.read_bytes() for path in (command.folder / "model").iterdir()} == before


def test_training_on_the_test_sentences_is_refused(command: Command, little_model: Path) -> None:
    write_little(command.folder / "test.csv")
    done = command(
        "evaluate",
        "--model",
        str(little_model),
        "--data",
        "test.csv",
        "--learning-curve",
    )
    assert done.returncode == 2
    assert "24 of the 24 test sentences are among those to train on" in done.stderr
    assert "--training" in done.stderr


def test_all_parts_that_train_anew_run_together(command: Command, little_model: Path) -> None:
    write_little(command.folder / "training.csv")
    (command.folder / "test.csv").write_text(
        "article_id,text,label\n"
        "t1,De ministers overleggen in Parijs over vrede.,diplomatic\n"
        "t1,Raketten troffen de hoofdstad.,escalatory\n"
        "t2,Het museum is morgen dicht.,other\n"
    )
    done = command(
        *(
            "evaluate",
            "--model",
            str(little_model),
            "--data",
            "test.csv",
            "--training",
            "training.csv",
        ),
        *("--output", "out", "--learning-curve", "--ablate", "--peers"),
    )
    assert done.returncode == 0, done.stderr
    metrics = json.loads((command.folder / "out" / "metrics.json").read_text())
    assert metrics["learning_curve"]["points"][-1]["sentences"] == 24
    ablated = {one["name"]: one for one in metrics["ablation"]["variants"]}
    assert {"as trained", "without characters", "pipeline blank:nl"} <= set(ablated)
    assert ablated["as trained"]["macro_f1"] is not None
    peers = {one["name"]: one for one in metrics["peers"]["results"]}
    assert len(peers) == 12  # the model itself, SetFit in three sizes, all but the lexicon, which it has not
    assert all(one["macro_f1"] or "pip install" in one["missing"] for one in peers.values())
    labelled = pd.read_csv(command.folder / "out" / "peers.csv")
    assert list(labelled["label"]) == ["diplomatic", "escalatory", "other"]
    assert set(labelled["majority"]) <= {"diplomatic", "escalatory", "other"}
    page = (command.folder / "out" / "report.html").read_text()
    assert all(f'id="{part}"' in page for part in ("curve", "ablation", "peers", "scores", "errors"))
