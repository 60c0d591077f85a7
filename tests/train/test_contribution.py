"""What a source adds to the score is told source by source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from tests.conftest import LITTLE, Command, small_config, write_little
from train.score_tables import written_gain

SMALL = small_config(folds=4)


def train(command: Command, *words: str) -> dict[str, Any]:
    (command.folder / "small.toml").write_text(SMALL)
    done = command("train", "--config", "small.toml", "--name", "mine", *words)
    assert done.returncode == 0, done.stderr
    manifest: dict[str, Any] = json.loads((command.folder / "models" / "mine" / "manifest.json").read_text())
    return manifest


def fruit(path: Path, labels: tuple[str, str]) -> Path:
    rows = [
        (f"f{i}", f"De {word} is {taste}.", label)
        for word, label in zip(("banaan", "citroen"), labels, strict=True)
        for i, taste in enumerate(("geel", "zuur", "zoet", "rijp", "rot", "groot", "klein", "duur"))
    ]
    pd.DataFrame(rows, columns=["article_id", "text", "label"]).to_csv(path, index=False)
    return path


def test_one_source_has_nothing_to_be_compared_with(command: Command) -> None:
    write_little(command.folder / "a.csv")
    assert train(command, "--data", "a.csv")["corpus"]["contributions"] == {}


def test_a_source_that_alone_knows_its_subject_adds_to_its_own_score(command: Command) -> None:
    write_little(command.folder / "a.csv")
    fruit(command.folder / "fruit.csv", ("diplomatic", "escalatory"))
    found = train(command, "--data", "a.csv", "--data", "fruit.csv")["corpus"]["contributions"]
    assert list(found) == ["a.csv", "fruit.csv"]
    assert found["fruit.csv"]["sentences"] == 16
    assert found["fruit.csv"]["gain_on_own"]["value"] > 0.3
    own = found["fruit.csv"]["gain_on_own"]
    assert written_gain({**own, "articles": 3}) == f"{own['value']:+.3f} (3 articles only)"
    assert written_gain({**own, "articles": 20}).endswith("]")
    assert found["fruit.csv"]["gain"]["value"] > 0


def test_a_weight_given_to_a_source_is_recorded(command: Command) -> None:
    write_little(command.folder / "a.csv")
    fruit(command.folder / "fruit.csv", ("diplomatic", "escalatory"))
    found = train(command, "--data", "a.csv", "--data", "fruit.csv", "--weight", "fruit.csv=3")["corpus"][
        "contributions"
    ]
    assert (found["a.csv"]["weight"], found["fruit.csv"]["weight"]) == (1, 3)


def test_without_a_source_that_has_all_but_one_label_nothing_can_be_measured(command: Command) -> None:
    write_little(command.folder / "a.csv")
    (command.folder / "b.csv").write_text("article_id,text,label\nb1,Nog een zin.,other\nb2,En nog een.,other\n")
    found = train(command, "--data", "a.csv", "--data", "b.csv")["corpus"]["contributions"]
    assert "gain" not in found["a.csv"]
    assert "gain" in found["b.csv"]


def test_a_retrain_keeps_the_settings_and_search_chooses_anew(command: Command) -> None:
    write_little(command.folder / "a.csv")
    (command.folder / "wide.toml").write_text(small_config(folds=4, C="[0.5, 1.0]"))
    words = ("train", "--config", "wide.toml", "--name", "mine", "--data", "a.csv")
    first, again, anew = command(*words), command(*words), command(*words, "--search")
    assert "Settings kept" not in first.stderr
    assert "Settings kept" in again.stderr
    assert "Settings kept" not in anew.stderr


def test_many_more_sentences_are_searched_anew(command: Command) -> None:
    labels = tuple(LITTLE)
    write_little(command.folder / "a.csv", labels[:2])
    write_little(command.folder / "b.csv", labels)
    (command.folder / "wide.toml").write_text(small_config(folds=4, C="[0.5, 1.0]"))
    words = ("train", "--config", "wide.toml", "--name", "mine")
    command(*words, "--data", "a.csv")
    assert "Settings kept" not in command(*words, "--data", "b.csv").stderr
