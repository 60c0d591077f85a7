"""`python -m predict` warns when articles are unlike those that the model was trained on, and only then."""

from __future__ import annotations

import csv
import shutil
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

import duiding
from duiding import store
from duiding.drift import Drift, DriftFigure, DriftReport
from duiding.drift.clusters import Clusters
from duiding.prediction import Article, LabelledArticle
from predict.drift_warning import show_drift
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
    assert "Words that tell most" in done.stderr
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


@pytest.fixture(scope="module")
def measured(untouched: list[LabelledArticle], trained: Path) -> tuple[Drift, dict[str, np.ndarray]]:
    """A drift with nothing in it, and what each article of the test part would add to its sums."""
    model = duiding.load(trained)
    assert model.reference is not None
    alone = []
    for article in untouched:
        drift = Drift(model.reference, model.classifier.threshold_)
        drift.add(article)
        drift.report()
        alone.append(drift._sums)
    sums = {name: np.array([astuple(one[name]) for one in alone]) for name in alone[0]}
    return Drift(model.reference, model.classifier.threshold_), sums


@pytest.mark.parametrize(("size", "allowed"), [(1, 0.03), (5, 0.01), (20, 0.005), (100, 0.0)])
def test_samples_of_the_test_part_hardly_ever_raise_an_alarm(
    measured: tuple[Drift, dict[str, np.ndarray]], size: int, allowed: float
) -> None:
    drift, sums = measured
    articles = len(sums["confidence"])
    draw = np.random.default_rng(0)
    samples = [draw.choice(articles, size, replace=False) for _ in range(1000)] if size > 1 else [*range(articles)]
    alarms = 0
    for sample in samples:
        drift._sums = {name: Clusters(*figures[np.atleast_1d(sample)].sum(axis=0)) for name, figures in sums.items()}
        alarms += drift.report().unlike
    print(f"{size} articles: {alarms} of {len(samples)} samples raise an alarm")
    assert alarms / len(samples) <= allowed


def test_articles_add_up(
    measured: tuple[Drift, dict[str, np.ndarray]], untouched: list[LabelledArticle], trained: Path
) -> None:
    model = duiding.load(trained)
    assert model.reference is not None
    watched = Drift(model.reference, model.classifier.threshold_)
    for article in untouched[:30]:
        watched.add(article)
    report = watched.report()
    drift, sums = measured
    drift._sums = {name: Clusters(*figures[:30].sum(axis=0)) for name, figures in sums.items()}
    for one, other in zip(drift.report().figures, report.figures, strict=True):
        assert (one.name, one.unlike) == (other.name, other.unlike)
        assert (one.here, one.limit) == pytest.approx((other.here, other.limit))


def test_the_test_part_as_a_whole_is_like_the_training(command: Command, trained: Path) -> None:
    corpus = pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str)
    test = corpus[corpus["split"] == "test"]
    test.to_csv(command.folder / "test.csv", index=False)
    words = ("predict", "test.csv", "--split", "none", "--model", str(trained), "--output", "out.csv", "--drift")
    shown = command(*words)
    assert shown.returncode == 0, shown.stderr
    assert "new words" in shown.stderr
    assert f"articles: {test['article_id'].nunique()}" in shown.stderr
    assert "unlike" not in shown.stderr


def test_drift_is_asked_for_and_told_beside_the_labels(command: Command, little_model: Path) -> None:
    words = ("predict", "--model", str(little_model))
    plain = command(*words, stdin="Het vaccin werkt. Nog een vaccin werkt.")
    shown = command(*words, "--drift", stdin="Het vaccin werkt. Nog een vaccin werkt.")
    assert plain.stdout == shown.stdout
    assert plain.stderr == ""
    assert "vaccin 2 (0), werkt 2 (0)" in shown.stderr


def test_several_processes_measure_the_same(command: Command, little_model: Path, small_batches: int) -> None:
    count = 2 * small_batches
    rows = [f"Land {i} wacht en dreigt op {word}." for i in range(count) for word in ("woensdag", "straat")]
    (command.folder / "long.txt").write_text("\n".join(rows))
    words = ("predict", "long.txt", "--split", "none", "--model", str(little_model), "--force", "--drift")
    one = command(*words, "--output", "one.csv").stderr.replace("one.csv", "")
    two = command(*words, "--output", "two.csv", "--jobs", "2").stderr.replace("two.csv", "")
    assert f"woensdag {count}" in one
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


def test_the_table_of_drift_has_no_empty_column(capsys: pytest.CaptureFixture[str]) -> None:
    for unlike in (False, True):
        figure = DriftFigure("new_words", 0.31, 0.08, 0.2, unlike)
        report = DriftReport(2, 4, [figure], 0.1, 0.05, [])
        show_drift(report, Console(width=100))
        (row,) = [line for line in capsys.readouterr().out.splitlines() if "new words" in line]
        cells = [cell.strip() for cell in row.strip("│").split("│")]
        assert cells == ["new words", "31.0 %", "8.0 %", "up to 20.0 %", *(["unlike"] if unlike else [])]
