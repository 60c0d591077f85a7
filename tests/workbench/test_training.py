"""Training beside the pages: a new model, its verdict, and what becomes of it when it is used, stopped or left alone."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest

from duiding.store import read_manifest
from tests.conftest import LITTLE, ROOT, small_config, write_little
from tests.workbench.conftest import ACCESS, Bench
from workbench.projects import Project
from workbench.storage.labels import Labels
from workbench.storage.marks import Mark
from workbench.work.process import INTERRUPTED, is_running
from workbench.work.task import Task
from workbench.work.workspace import Workspace


@pytest.fixture
def folder(bench: Bench, project: str) -> Path:
    """A project whose model is trained in seconds, with sentences that Anna labelled, some of them drawn at random."""
    folder = bench.folder / project.rsplit("/", 1)[1]
    write_little(folder / "base.csv")
    (folder / "little.toml").write_text(small_config(folds=2))
    Project(folder).change(base=["./base.csv"], config="./little.toml")
    labels = Labels(folder / "labels.csv")
    for number, (label, texts) in enumerate(LITTLE.items()):
        for place, text in enumerate(texts[:4]):
            chosen = "control" if place == 3 else "doubt"
            labels.add(Mark(f"eigen-{number}-{place}", 1, f"Nog eens: {text}", label, "Anna", chosen=chosen))
    return folder


@pytest.fixture
def candidate(folder: Path, own_model: Path) -> str:
    """A model of the project's own that was trained earlier."""
    name = "vrede-oorlog-1"
    shutil.copytree(own_model, folder / "models" / name)
    figures = {"value": 0.1, "low": 0.05, "high": 0.15}
    verdict = {
        "new": name,
        "old": "default@00000000",
        "outcome": "better",
        "articles": 30,
        "macro_f1_difference": figures,
        "mcnemar": {"only_new": 9, "only_old": 1, "p_value": 0.02},
        "changed": {"better": 1, "worse": 1, "neither": 0},
        "sources": {},
        "doubts": [],
    }
    (folder / "models" / f"{name}.verdict.json").write_text(json.dumps(verdict))
    return name


def trained(bench: Bench, project: str, folder: Path) -> str:
    """Train a model by the page; gives its name."""
    before = {path.name for path in folder.glob("models/*")}
    bench.post(f"{project}/model", do="train")
    ended(bench, project)
    (name,) = [path.name for path in folder.glob("models/*") if path.is_dir() and path.name not in before]
    return name


def ended(bench: Bench, project: str) -> None:
    """Wait until nothing is being trained."""
    until = time.monotonic() + 300
    while "data-busy" in bench.browser.get(f"{project}/model/progress").text:
        assert time.monotonic() < until, bench.text(f"{project}/model/progress")
        time.sleep(0.2)


def test_without_labels_the_page_says_what_to_do(bench: Bench, project: str) -> None:
    page = bench.text(f"{project}/model")
    assert "There are no labels yet" in page
    assert "Label sentences" in page


def test_a_model_is_trained_compared_used_and_taken_back(bench: Bench, project: str, folder: Path) -> None:
    name = trained(bench, project, folder)
    assert name == "vrede-oorlog-1"
    page = bench.text(f"{project}/model")
    assert f"Trained: {name}" in page
    assert "3 that were drawn at random are put aside" in page
    assert "it takes 20" in page
    sources = json.loads((folder / "models" / name / "manifest.json").read_text())["corpus"]["sources"]
    assert [number for source, number in sources.items() if source.endswith("training.csv")] == [9]
    bench.post(f"{project}/model/use", do="use", model=f"./models/{name}")
    settings = Project(folder).settings
    assert (settings.model, settings.earlier) == (f"./models/{name}", ["default"])
    assert "Go back to default" in bench.text(f"{project}/model")
    bench.post(f"{project}/model/use", do="back")
    settings = Project(folder).settings
    assert (settings.model, settings.earlier) == ("default", [])


def test_articles_are_labelled_again_by_the_model_that_is_put_in_use(
    bench: Bench, project: str, folder: Path, candidate: str
) -> None:
    bench.post(f"{project}/add", text="De ministers praten over vrede.", title="Overleg")
    bench.post(f"{project}/model/use", do="use", model=f"./models/{candidate}")
    until = time.monotonic() + 300
    identity = read_manifest(folder / "models" / candidate).identity
    while identity not in "".join(path.read_text() for path in folder.glob("labelled/*.jsonl")):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_a_training_that_is_stopped_leaves_nothing(bench: Bench, project: str, folder: Path) -> None:
    bench.post(f"{project}/model", do="train")
    assert "A model is being trained" in bench.text(f"{project}/model")
    bench.post(f"{project}/model", do="stop")
    assert "was stopped; nothing of it is kept" in bench.text(f"{project}/model")
    assert not list(folder.glob("models/*"))
    assert not list(folder.glob("runs/training/*"))


def test_what_train_refuses_is_told(bench: Bench, project: str, folder: Path) -> None:
    (folder / "little.toml").write_text("[search]\nfolds = 'veel'\n")
    bench.post(f"{project}/model", do="train")
    ended(bench, project)
    page = bench.text(f"{project}/model")
    assert "The training did not succeed:" in page
    assert "folds" in page
    assert not list(folder.glob("models/*"))


def test_two_trainings_at_a_time_are_refused(bench: Bench, project: str, folder: Path) -> None:
    bench.post(f"{project}/model", do="train")
    second = bench.browser.post(f"{project}/model", data={"token": "x"}, headers={"origin": "http://127.0.0.1:8765"})
    assert second.status_code == 403
    workspace = bench.site._app.state.workspaces.get(folder.name)  # type: ignore[attr-defined]  # the guard's
    with pytest.raises(Exception, match="being trained already"):
        workspace.training.start()
    workspace.training.stop()


def test_a_training_outlives_the_workbench_and_is_taken_over(bench: Bench, project: str, folder: Path) -> None:
    bench.post(f"{project}/model", do="train")
    first = bench.site._app.state.workspaces.get(folder.name)  # type: ignore[attr-defined]  # the guard's
    first.training.task._done = lambda code: None  # as if it were gone
    first.end()
    assert is_running(folder / "runs" / "training.txt")
    second = Workspace(folder)
    assert second.training.task.running
    second.training.task.wait(300)
    assert [one.name for one in second.training.models() if one.own] == ["vrede-oorlog-1"]
    assert second.training.task.state().code == 0
    second.end()


def test_a_training_that_an_earlier_workbench_began_can_be_stopped(bench: Bench, project: str, folder: Path) -> None:
    corpus = pd.read_csv(
        ROOT / "data" / "corpus.csv", dtype=str, nrows=6000
    )  # so that it is not done before it is stopped
    corpus[["article_id", "text", "label"]].to_csv(folder / "base.csv", index=False)
    bench.post(f"{project}/model", do="train")
    second = Workspace(folder)
    second.training.stop()
    assert not is_running(folder / "runs" / "training.txt")
    assert second.training.task.state().stopped
    assert not list(folder.glob("models/*"))
    second.end()


def test_a_training_that_was_killed_is_told_as_broken_off(tmp_path: Path) -> None:
    (tmp_path / "training.json").write_text(
        '{"command": "duiding train", "started": "2026-01-01T00:00:00Z", "pid": 99999999}'
    )
    (tmp_path / "training.txt").write_text("Parsing …\n")
    codes: list[int] = []
    task = Task(tmp_path, "training", codes.append)
    task.wait(10)
    assert codes == [INTERRUPTED]
    assert not task.running
    assert task.state().code == INTERRUPTED


def test_the_sentences_that_changed_are_shown_as_text(bench: Bench, project: str, folder: Path, candidate: str) -> None:
    (folder / "models" / f"{candidate}.changed.csv").write_text(
        "article_id,sentence_id,text,label,old,new,probability,change\n"
        "a,1,<b>Het leger</b> trok op.,escalatory,escalatory,other,0.9,worse\n"
        "a,2,De ministers praten.,diplomatic,other,diplomatic,0.8,better\n"
    )
    page = bench.browser.get(f"{project}/model/of/{candidate}").text
    assert "&lt;b&gt;Het leger&lt;/b&gt; trok op." in page
    only = bench.text(f"{project}/model/of/{candidate}?change=better")
    assert "De ministers praten." in only
    assert "Het leger" not in only
    assert bench.browser.get(f"{project}/model/of/nergens").status_code == 404


def test_a_model_is_thrown_away_unless_it_is_in_use(bench: Bench, project: str, folder: Path, candidate: str) -> None:
    bench.post(f"{project}/model/use", do="use", model=f"./models/{candidate}")
    refused = bench.browser.post(
        f"{project}/model/use",
        data={"token": ACCESS.token, "do": "drop", "model": f"./models/{candidate}"},
        headers={"origin": "http://127.0.0.1:8765"},
    )
    assert refused.status_code == 422
    bench.post(f"{project}/model/use", do="back")
    bench.post(f"{project}/model/use", do="drop", model=f"./models/{candidate}")
    assert not list(folder.glob("models/*"))


@pytest.mark.parametrize("name", ["./models/../../default", "../default", "..", "./models/", "nergens", ""])
def test_a_model_of_elsewhere_is_neither_used_nor_thrown_away(
    bench: Bench, project: str, folder: Path, name: str
) -> None:
    for what in ("use", "drop"):
        answer = bench.browser.post(
            f"{project}/model/use",
            data={"token": ACCESS.token, "do": what, "model": name},
            headers={"origin": "http://127.0.0.1:8765"},
        )
        assert answer.status_code == 422
    assert Project(folder).settings.model == "default"
    assert (bench.folder.parent / "models" / "default" / "manifest.json").exists()
