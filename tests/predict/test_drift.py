"""`python -m predict` warns when articles are unlike those that the model was trained on, and only then."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import duiding
from duiding import store
from duiding.drift import Drift
from duiding.prediction import Article, LabelledArticle
from tests.conftest import ROOT, Command

OTHER = Path(__file__).with_name("other_domains.csv")
DOMAINS = ["cooking", "football", "medicine", "law", "German", "English"]


def domain(name: str, path: Path) -> Path:
    with OTHER.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["domain"] == name]
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


@pytest.mark.parametrize("name", DOMAINS)
def test_texts_of_another_kind_are_warned_of(command: Command, trained: Path, name: str) -> None:
    path = domain(name, command.folder / "other.csv")
    done = command("predict", str(path), "--model", str(trained), "--output", "out.csv")
    assert done.returncode == 0
    assert "are unlike those that" in done.stderr
    assert "new words" in done.stderr
    assert "New and frequent: " in done.stderr
    assert "unlike" not in (command.folder / "out.csv").read_text()


@pytest.fixture(scope="module")
def untouched(trained: Path) -> list[LabelledArticle]:
    """The articles of the test part, labelled."""
    corpus = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str).fillna("")
    test = corpus[corpus["split"] == "test"]
    rows = (Article(name, text, whole=True) for name, text in zip(test["article_id"], test["text"], strict=True))
    found: dict[str, list[LabelledArticle]] = {}
    for one in duiding.load(trained).stream(rows):
        found.setdefault(one.article.article_id, []).append(one)
    return [LabelledArticle(all_[0].article, [s for one in all_ for s in one.sentences]) for all_ in found.values()]


@pytest.mark.parametrize(("size", "allowed"), [(1, 0.03), (5, 0.01), (20, 0.005), (100, 0.0)])
def test_samples_of_the_test_part_hardly_ever_raise_an_alarm(
    untouched: list[LabelledArticle], trained: Path, size: int, allowed: float
) -> None:
    model = duiding.load(trained)
    assert model.reference is not None
    draw = np.random.default_rng(0)
    samples = (
        [[one] for one in untouched]
        if size == 1
        else [[untouched[i] for i in draw.choice(len(untouched), size, replace=False)] for _ in range(1000)]
    )
    alarms = 0
    for articles in samples:
        drift = Drift(model.reference, model.classifier.threshold_)
        for one in articles:
            drift.add(one)
        alarms += drift.report().unlike
    print(f"{size} articles: {alarms} of {len(samples)} samples raise an alarm")
    assert alarms / len(samples) <= allowed


def test_the_test_part_as_a_whole_is_like_the_training(command: Command, trained: Path) -> None:
    corpus = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str)
    corpus[corpus["split"] == "test"].to_csv(command.folder / "test.csv", index=False)
    words = ("predict", "test.csv", "--split", "none", "--model", str(trained), "--output", "out.csv")
    done = command(*words)
    assert done.returncode == 0
    assert "unlike" not in done.stderr
    shown = command(*words, "--force", "--drift")
    assert "new words" in shown.stderr
    assert "articles: 259" in shown.stderr
    assert "unlike" not in shown.stderr


def test_drift_is_asked_for_and_told_beside_the_labels(command: Command, little_model: Path) -> None:
    words = ("predict", "--model", str(little_model))
    plain = command(*words, stdin="Het vaccin werkt. Nog een vaccin werkt.")
    shown = command(*words, "--drift", stdin="Het vaccin werkt. Nog een vaccin werkt.")
    assert plain.stdout == shown.stdout
    assert plain.stderr == ""
    assert "New and frequent: vaccin 2, werkt 2" in shown.stderr


def test_several_processes_measure_the_same(command: Command, little_model: Path) -> None:
    rows = [f"Land {i} wacht en dreigt op {word}." for i in range(2500) for word in ("woensdag", "straat")]
    (command.folder / "long.txt").write_text("\n".join(rows))
    words = ("predict", "long.txt", "--split", "none", "--model", str(little_model), "--force", "--drift")
    one = command(*words, "--output", "one.csv").stderr.replace("one.csv", "")
    two = command(*words, "--output", "two.csv", "--jobs", "2").stderr.replace("two.csv", "")
    assert "woensdag 2500" in one
    assert one == two


def test_an_older_model_predicts_and_says_that_it_can_not_compare(command: Command, little_model: Path) -> None:
    old = command.folder / "old"
    shutil.copytree(little_model, old)
    model = duiding.load(old)
    store.rewrite(model.classifier, None, old, model.manifest)
    assert command("predict", "--model", "old", stdin="Het regent.").stderr == ""
    done = command("predict", "--model", "old", "--drift", stdin="Het regent.")
    assert done.returncode == 0
    assert "keeps no record of its training articles" in done.stderr
    assert len(done.stderr.splitlines()) == 1
