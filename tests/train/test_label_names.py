"""A model keeps what a user says of labels, and all that comes after goes by it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import duiding
from duiding.labels import SHIPPED
from tests.conftest import Command, small_config, write_little

LABELS = """
no_frame = "overig"
[[labels]]
name = "escalerend"
shown = "Escalerend!"
colour = "#AA0000"
also = ["escalatory"]
[[labels]]
name = "diplomatiek"
also = ["diplomatic"]
[[labels]]
name = "overig"
also = ["other"]
"""
TRAIN = ("train", "--data", "own.csv", "--config", "small.toml", "--name", "mine")


@pytest.fixture
def own(command: Command) -> Command:
    write_little(command.folder / "little.csv")
    rows = pd.read_csv(command.folder / "little.csv", dtype=str)
    dutch = {"escalatory": "escalerend", "diplomatic": "diplomatiek", "other": "overig"}
    rows.assign(label=rows["label"].map(dutch)).to_csv(command.folder / "own.csv", index=False)
    (command.folder / "small.toml").write_text(small_config())
    (command.folder / "labels.toml").write_text(LABELS)
    return command


def model(command: Command) -> duiding.Model:
    return duiding.load(command.folder / "models" / "mine")


def test_order_colours_and_no_frame_are_kept_in_the_model(own: Command) -> None:
    done = own(*TRAIN, "--labels", "labels.toml")
    assert done.returncode == 0, done.stderr
    made = model(own)
    assert made.labels == made.label_set.names == ["escalerend", "diplomatiek", "overig"]
    assert made.label_set.no_frame == "overig"
    assert made.label_set["escalerend"].colour == "#AA0000"
    frame = made.predict_article("Raketten troffen de haven. Het regent.")
    assert [column for column in frame if column.startswith("p_")] == ["p_escalerend", "p_diplomatiek", "p_overig"]
    best = frame[["p_escalerend", "p_diplomatiek", "p_overig"]].idxmax(axis=1)
    assert list(best.str.removeprefix("p_")) == list(frame["label"])


def test_the_order_of_labels_changes_no_prediction(own: Command) -> None:
    own(*TRAIN, "--labels", "labels.toml")
    ordered = model(own).predict_article("Raketten troffen de haven. De ministers praten in Wenen.")
    own(*TRAIN[:-1], "plain")
    plain = duiding.load(own.folder / "models" / "plain").predict_article(
        "Raketten troffen de haven. De ministers praten in Wenen."
    )
    for label in ("escalerend", "diplomatiek", "overig"):
        assert list(ordered[f"p_{label}"]) == pytest.approx(list(plain[f"p_{label}"]), abs=2e-3)


def test_predict_shows_the_names_and_holds_no_frame_for_none(own: Command) -> None:
    own(*TRAIN, "--labels", "labels.toml")
    calm = "Het regent morgen. Het museum was dicht. De trein reed niet. De schrijfster kwam uit Gent. "
    text = calm + "Het leger bestookte de havenstad met raketten. " * 3
    shown = own("predict", "--model", "models/mine", stdin=text).stdout
    assert shown.splitlines()[-1].startswith("Escalerend!")
    assert "most frequent: Escalerend!" in own("predict", "--model", "models/mine", "--summary", stdin=text).stdout


def test_evaluate_reads_the_other_names_that_the_model_keeps(own: Command) -> None:
    own(*TRAIN, "--labels", "labels.toml")
    done = own("evaluate", "--model", "models/mine", "--data", "little.csv")
    assert done.returncode == 0, done.stderr
    assert "Label 'escalatory' (8×) is read as 'escalerend'." in done.stderr


def test_labels_that_are_mapped_in_training_need_not_be_mapped_again(own: Command) -> None:
    words = ("--map-labels", "escalerend=escalatory", "--map-labels", "diplomatiek=diplomatic")
    assert own(*TRAIN, *words, "--map-labels", "overig=other").returncode == 0
    assert model(own).labels == ["diplomatic", "escalatory", "other"]
    done = own("evaluate", "--model", "models/mine", "--data", "own.csv")
    assert done.returncode == 0, done.stderr


def test_labels_can_be_mapped_by_a_table_that_need_not_be_given_again(own: Command) -> None:
    table = "label,lees als\nescalerend,escalatory\ndiplomatiek,diplomatic\noverig,other\nruzie,escalatory\n"
    (own.folder / "map.csv").write_text(table)
    assert own(*TRAIN, "--map-labels", "map.csv").returncode == 0
    assert model(own).labels == ["diplomatic", "escalatory", "other"]
    Path(own.folder / "test.csv").write_text("text,label\nHet regent.,overig\nZij vechten.,ruzie\n")
    done = own("evaluate", "--model", "models/mine", "--data", "test.csv")
    assert done.returncode == 0, done.stderr
    assert "Label 'ruzie' (1×) is read as 'escalatory'." in done.stderr


@pytest.mark.parametrize(
    ("table", "told"), [("label\na\n", "one column"), ("a,b\nx,y\nx,z\n", "'x' is read as 'y' already")]
)
def test_a_table_of_labels_that_cannot_be_is_refused(own: Command, table: str, told: str) -> None:
    (own.folder / "map.csv").write_text(table)
    done = own(*TRAIN, "--map-labels", "map.csv")
    assert done.returncode == 2 and told in done.stderr
    assert own(*TRAIN, "--map-labels", "nee.csv").returncode == 2


def test_a_retrain_keeps_the_labels_of_the_model_that_is_there(own: Command) -> None:
    own(*TRAIN, "--labels", "labels.toml")
    before = model(own).label_set
    done = own(*TRAIN)
    assert "kept from the model that is there" in done.stderr
    assert model(own).label_set == before


def test_a_label_that_the_file_does_not_tell_of_is_refused_and_the_way_out_named(own: Command) -> None:
    (own.folder / "labels.toml").write_text(LABELS.replace('also = ["other"]', "").replace("overig", "rest"))
    done = own(*TRAIN, "--labels", "labels.toml")
    assert done.returncode == 2
    assert "label 'overig' is unknown to labels.toml, which has escalerend, diplomatiek, rest." in done.stderr
    assert "--labels" in done.stderr and "'also'" in done.stderr
    assert not (own.folder / "models").exists()


def test_an_unknown_label_of_test_data_names_the_way_out(own: Command) -> None:
    own(*TRAIN, "--labels", "labels.toml")
    Path(own.folder / "test.csv").write_text("text,label\nHet regent.,weer\n")
    done = own("evaluate", "--model", "models/mine", "--data", "test.csv")
    assert done.returncode == 2
    assert "label 'weer' is unknown to the model" in done.stderr
    assert "--map-labels 'weer=…'" in done.stderr and "train --labels" in done.stderr


def test_a_model_without_labels_of_its_own_has_those_of_duiding(own: Command) -> None:
    own("train", "--data", "little.csv", "--config", "small.toml", "--name", "mine")
    assert model(own).label_set == SHIPPED.of(["diplomatic", "escalatory", "other"])
