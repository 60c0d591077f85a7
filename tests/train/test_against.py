"""`python -m train --against` tells which model is better on articles that neither should have seen, and promotes it."""

from __future__ import annotations

import json
import shutil
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import duiding
from duiding import store
from duiding.scoring import Comparison
from duiding.scoring.comparison import McNemar
from duiding.scoring.metrics import Interval
from tests.conftest import Command, small_config
from train.comparison.changes import changes_table
from train.comparison.fairness import doubts
from train.comparison.parts import part
from train.comparison.rival import describe

SMALL = small_config()
PLACES = (
    *("Wenen", "Parijs", "Gaza", "Odessa", "Goma", "Jenin", "Izmail", "Donetsk", "Tripoli", "Aden"),
    *("Belgrado", "Caracas", "Damascus", "Erbil", "Gent", "Harare", "Jakarta", "Kiev", "Lomé", "Madrid"),
)
SAID = {
    "escalatory": ("Raketten troffen een school in {}.", "Het leger viel {} aan.", "Bommen vielen op {} vannacht."),
    "diplomatic": (
        "De ministers praten in {}.",
        "De gezanten tekenen een akkoord in {}.",
        "Het overleg in {} gaat door.",
    ),
    "other": ("In {} valt morgen regen.", "De trein naar {} reed niet.", "Het museum in {} gaat weer open."),
}
HALF = ("--hold-out", "0.5")
MIXED = {"escalatory": "diplomatic", "diplomatic": "other", "other": "escalatory"}


def sentences(*, mixed: bool = False) -> pd.DataFrame:
    """180 sentences in sixty articles; ``mixed`` gives every sentence a wrong label."""
    rows = [
        (f"{place}-{label}", text.format(place), MIXED[label] if mixed else label)
        for label, place in product(SAID, PLACES)
        for text in SAID[label]
    ]
    return pd.DataFrame(rows, columns=["article_id", "text", "label"])


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data and the models ``bad`` and ``good``."""
    folder = tmp_path_factory.mktemp("workshop")
    run = Command(folder)
    (folder / "small.toml").write_text(SMALL)
    sentences().to_csv(folder / "right.csv", index=False)
    sentences(mixed=True).to_csv(folder / "mixed.csv", index=False)
    test = sentences()["article_id"].map(lambda article: article[0] < "H")
    half = pd.concat([sentences()[test].assign(split="test"), sentences(mixed=True)[~test].assign(split="train")])
    half.to_csv(folder / "half-mixed.csv", index=False)
    for name, data in (("bad", "mixed.csv"), ("good", "right.csv")):
        words = ("train", "--data", data, "--config", "small.toml", "--name", name)
        done = run(*words, DUIDING_CACHE=str(folder / "cache"))
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(workshop: Path, command: Command) -> Command:
    shutil.copytree(workshop, command.folder, dirs_exist_ok=True)
    return command


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def train(run: Command, data: str, *words: str) -> tuple[int, list[str], str]:
    done = run("train", "--data", data, "--config", "small.toml", *words)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.splitlines(), done.stderr


@pytest.fixture(scope="module")
def promoted(workshop: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder after a better model was promoted, and what was printed."""
    run = Command(tmp_path_factory.mktemp("promoted"))
    shutil.copytree(workshop, run.folder, dirs_exist_ok=True)
    code, lines, said = train(run, "right.csv", "--name", "mine", "--against", "models/bad", *HALF, "--promote")
    assert code == 0, said
    return run.folder, lines


def test_the_better_model_is_named_and_promoted(workshop: Path, promoted: tuple[Path, list[str]]) -> None:
    folder, lines = promoted
    assert lines[-2].startswith("mine is better than bad: macro-F1 +")
    kept = next((folder / "models").glob("bad@*"))
    assert f"models/bad is mine now; the old one is kept as models/{kept.name}" in lines[-1]
    assert contents(kept) == contents(workshop / "models" / "bad")
    now = store.check(folder / "models" / "bad")
    assert now.name == "bad"
    assert "# Model bad" in (folder / "models" / "bad" / "README.md").read_text()
    assert now.corpus.held_out == {"right.csv": 0.5}
    assert now.files == store.check(folder / "models" / "mine").files
    assert list(duiding.load(folder / "models" / "bad").predict([SAID["other"][1].format("Rome")])["label"]) == [
        "other"
    ]


def test_all_changed_sentences_are_in_a_file_beside_the_model(promoted: tuple[Path, list[str]]) -> None:
    folder, lines = promoted
    changed = pd.read_csv(folder / "models" / "mine.changed.csv")
    assert list(changed.columns)[:4] == ["article_id", "sentence_id", "text", "label"]
    assert len(changed) > 10
    assert (changed["old"] != changed["new"]).all()
    kinds = ", ".join(f"{(changed['change'] == kind).sum()} {kind}" for kind in ("better", "worse", "neither"))
    title = f"Sentences that changed: {len(changed)} ({kinds}; 10 here, all in models/mine.changed.csv)"
    shown = lines[lines.index(title) + 1 : -2]
    assert sum(line.startswith("│ ") for line in shown) == 10


def test_the_verdict_stands_beside_the_model_for_programs(promoted: tuple[Path, list[str]]) -> None:
    folder, lines = promoted
    found = json.loads((folder / "models" / "mine.verdict.json").read_text())
    assert (found["new"], found["outcome"], found["verdict"]) == ("mine", "better", lines[-2])
    assert found["old"].startswith("bad@")
    assert 0 < found["macro_f1_difference"]["low"] <= found["macro_f1_difference"]["high"]
    assert found["mcnemar"]["only_new"] > found["mcnemar"]["only_old"]
    assert sum(found["changed"].values()) == len(pd.read_csv(folder / "models" / "mine.changed.csv"))


@pytest.mark.parametrize(("worse", "shown"), [(20, 5), (3, 3), (0, 0)])
def test_sentences_made_better_are_shown_beside_those_made_worse(worse: int, shown: int) -> None:
    kinds = ["worse"] * worse + ["better"] * 9
    rows = pd.DataFrame({"change": kinds, "label": "other", "old": "other", "new": "sanction", "text": "Het regent."})
    found = Comparison("new", "old", Interval(0, 0, 0), McNemar(0, 0, 1), rows, "", "undecided")
    cells = [str(cell) for cell in changes_table(found, Path("all.csv")).columns[0].cells]
    assert (cells.count("worse"), cells.count("better")) == (shown, min(9, 10 - shown))


@pytest.mark.parametrize(
    ("data", "verdict", "reason"),
    [
        ("half-mixed.csv", "mine is worse than good", "it is worse."),
        ("right.csv", "mine and good have the same", "not shown"),
    ],
)
def test_a_model_that_is_not_better_is_not_promoted(run: Command, data: str, verdict: str, reason: str) -> None:
    before = contents(run.folder / "models" / "good")
    code, lines, said = train(run, data, "--name", "mine", "--against", "models/good", *HALF, "--promote")
    assert code == 1, said
    assert lines[-2].startswith(verdict)
    assert lines[-1].startswith("models/good stays in place: mine was not promoted, since ")
    assert reason in lines[-1]
    assert contents(run.folder / "models" / "good") == before
    assert not list((run.folder / "models").glob("good@*"))


def test_too_few_articles_decide_nothing_and_promote_only_where_that_is_asked_for(run: Command) -> None:
    words = ("--name", "mine", "--against", "models/bad", "--hold-out", "0.2", "--promote-undecided")
    code, lines, said = train(run, "right.csv", *words)
    assert code == 0, said
    assert "too few to tell which is better, 20 are needed" in lines[-2]
    assert "models/bad is mine now" in lines[-1]


def test_two_sources_are_told_apart(run: Command) -> None:
    marked = sentences().assign(split=["test" if i % 60 < 30 else "train" for i in range(180)])
    marked["article_id"] = "m-" + marked["article_id"]
    marked["text"] = "Gisteren: " + marked["text"]
    marked = marked[marked["article_id"].str.contains("e")]
    marked.to_csv(run.folder / "marked.csv", index=False)
    test = marked[marked["split"] == "test"]
    words = ("--data", "marked.csv", "--name", "mine", "--against", "models/bad", *HALF)
    code, lines, said = train(run, "right.csv", *words)
    assert code == 0, said
    assert f"{len(test)} ({test['article_id'].nunique()}) from marked.csv, marked test" in said
    assert "from right.csv, put aside, --hold-out 0.5" in said
    assert any(line.startswith("right.csv alone: mine is better") for line in lines)
    assert any(line.startswith("marked.csv alone: mine is better") for line in lines)
    assert lines[-1].startswith("mine is better than bad")


def test_an_older_model_that_learned_from_test_articles_is_warned_of_whatever_file_they_are_in(workshop: Path) -> None:
    good = duiding.load(workshop / "models" / "good")
    test = sentences().assign(source="renamed.csv")
    assert list(doubts("good", good, test)) == [
        "Warning: good learned from 60 of the 60 articles of renamed.csv that it is compared on: the comparison flatters it there."
    ]
    other = test.assign(text="Gisteren: " + test["text"])
    assert not list(doubts("good", good, other))
    other.loc[0, "text"] = test.loc[0, "text"]  # one sentence of three that stands in two files
    assert not list(doubts("good", good, other))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--against", "models/good", "--hold-out", "0"), "no test articles to compare on"),
        (("--against", "models/none"), "no model in models/none"),
        (("--against", "good"), "no model in good: is models/good meant?"),
        (("--against", "models/good", "--check-labels"), "--against does not go with --check-labels"),
        (("--search", "--check-labels"), "--search does not go with --check-labels"),
        (("--force",), "--force goes with --output"),
        (("--promote",), "--promote needs a model to compare with"),
        (("--hold-out", "0.2"), "--hold-out needs a model to compare with"),
        (("--against", "elsewhere/good", "--promote"), "--promote replaces a model in models/"),
        (("--against", "models/mine"), "written over models/mine"),
        (("--data", "new-label.csv", "--against", "models/good"), "label 'neutraal' is unknown"),
    ],
)
def test_what_can_not_be_compared_is_refused_before_the_training(
    run: Command, words: tuple[str, ...], message: str
) -> None:
    shutil.copytree(run.folder / "models" / "good", run.folder / "elsewhere" / "good")
    rows = pd.DataFrame({"text": [f"Zin nummer {i}." for i in range(40)], "label": "neutraal"})
    rows.to_csv(run.folder / "new-label.csv", index=False)
    code, _, said = train(run, "right.csv", "--name", "mine", *words)
    assert code == 2
    assert message in said
    assert "Cross-validating" not in said
    assert len([line for line in said.splitlines() if line.startswith("train:")]) == 1
    assert sorted(path.name for path in (run.folder / "models").iterdir()) == ["bad", "good"]


def corpus(articles: list[str], *, source: str = "own.csv") -> pd.DataFrame:
    frame = pd.DataFrame({"article_id": articles, "label": "other", "source": source})
    frame["text"] = [f"{source} {article}, zin {i}." for i, article in enumerate(articles)]
    frame["sentence_id"] = [str(i) for i in range(len(articles))]
    return frame


@settings(deadline=None)
@given(st.lists(st.text(max_size=5), min_size=1, max_size=40), st.floats(0, 0.9), st.floats(0, 0.9))
def test_articles_stay_whole_and_on_their_side_when_rows_are_added(
    articles: list[str], one: float, other: float
) -> None:
    less, more = sorted((one, other))
    few, many = corpus(articles[: len(articles) // 2]), corpus(articles)
    for frame in (few, many):
        parts = part(frame, more)
        assert not set(parts.test["article_id"]) & set(parts.training["article_id"])
        assert len(parts.test) + len(parts.training) == len(frame)
        assert set(part(frame, less).test["article_id"]) <= set(parts.test["article_id"])
    assert set(part(few, more).test["article_id"]) <= set(part(many, more).test["article_id"])


def test_the_share_put_aside_is_about_the_share_asked_for() -> None:
    parts = part(corpus([f"stuk {i}" for i in range(2000)]), 0.2)
    assert 340 < len(parts.test) < 460  # 400, and three standard deviations either side


def test_rows_without_an_article_stay_on_their_side_when_one_is_put_in_before_them() -> None:
    rows = corpus([f"own-{i}" for i in range(1, 201)])
    first = rows.head(1).assign(text="Een nieuwe zin.")
    grown = pd.concat([first, rows], ignore_index=True)
    grown["article_id"] = [f"own-{i}" for i in range(1, 202)]
    assert set(part(rows).test["text"]) == set(part(grown).test["text"]) - {"Een nieuwe zin."}


def test_marked_rows_stay_where_they_are_marked_and_take_their_article_along() -> None:
    marked = corpus(["t"] * 3 + ["l"] * 3, source="marked.csv").assign(split=["test"] * 3 + ["train"] * 3)
    own = corpus(["t", "l", "l", *(f"x{i}" for i in range(50))])
    parts = part(pd.concat([marked, own], ignore_index=True).fillna(""), 0.5)
    assert "t" not in set(parts.training["article_id"])
    assert "l" not in set(parts.test["article_id"])
    assert parts.held_out == {"own.csv": 0.5}


def test_test_sentences_that_training_repeats_are_left_out() -> None:
    marked = corpus(["t", "t", "l"], source="marked.csv").assign(split=["test", "test", "train"])
    marked.loc[2, "text"] = marked.loc[0, "text"]
    parts = part(marked)
    assert list(parts.test["text"]) == [marked.loc[1, "text"]]
    assert (len(parts.training), parts.repeated) == (1, 1)


def test_own_articles_are_put_aside_though_some_stand_in_the_test_part_of_another_source() -> None:
    marked = corpus(["t", "t", "l"], source="marked.csv").assign(split=["test", "test", "train"])
    own = corpus([f"x{i}" for i in range(100)]).assign(split="")
    own.loc[[0, 1], "split"] = "test"  # as the merging marks them
    parts = part(pd.concat([marked, own], ignore_index=True), 0.5)
    aside = parts.test[parts.test["source"] == "own.csv"]
    assert 30 < len(aside) < 70
    assert parts.held_out == {"own.csv": 0.5}
    assert "put aside, --hold-out 0.5, 2 of them marked test in another source" in describe(parts)
