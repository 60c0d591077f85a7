"""What is known of labels, ours and a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiding.errors import DuidingError
from duiding.labels import SHIPPED, LabelSet, read_label_set

DUTCH = """
no_frame = "overig"
left_out = ["weet niet"]

[[labels]]
name = "escalerend"
shown = "Escalerend"
colour = "#AA0000"
meaning = "geweld of dreiging ermee"
also = ["escalatory", "esc."]

[[labels]]
name = "diplomatiek"

[[labels]]
name = "overig"
"""


@pytest.fixture
def dutch(tmp_path: Path) -> LabelSet:
    path = tmp_path / "labels.toml"
    path.write_text(DUTCH, encoding="utf-8")
    return read_label_set(path)


def test_the_four_labels_have_order_colours_meanings_and_one_that_is_no_frame() -> None:
    assert SHIPPED.names == ["diplomatic", "escalatory", "sanction", "other"]
    assert (SHIPPED.no_frame, SHIPPED.frames) == ("other", ["diplomatic", "escalatory", "sanction"])
    assert len(set(SHIPPED.colours.values())) == 4
    assert all(SHIPPED.meanings.values())


def test_labels_of_ones_own_come_in_the_order_of_their_file(dutch: LabelSet) -> None:
    assert dutch.names == ["escalerend", "diplomatiek", "overig"]
    assert dutch.in_order({"overig", "ruzie", "diplomatiek"}) == ["diplomatiek", "overig", "ruzie"]
    assert dutch.shown == {"escalerend": "Escalerend", "diplomatiek": "diplomatiek", "overig": "overig"}


def test_colours_that_are_not_given_differ_and_no_frame_is_grey(dutch: LabelSet) -> None:
    assert dutch["escalerend"].colour == "#AA0000"
    assert dutch["overig"].colour == "#7F7F7F"
    assert len(set(dutch.colours.values())) == 3


def test_other_names_of_a_label_are_read_as_it_whatever_their_case(dutch: LabelSet) -> None:
    assert dutch.spellings["escalatory"] == dutch.spellings["esc."] == dutch.spellings["escalerend"] == "escalerend"
    assert dutch.spellings["weet niet"] == ""


def test_a_set_for_a_models_labels_keeps_what_is_known_and_adds_the_rest(dutch: LabelSet) -> None:
    mine = dutch.of(["ruzie", "overig", "escalerend"])
    assert mine.names == ["escalerend", "overig", "ruzie"]
    assert (mine.no_frame, mine["escalerend"]) == ("overig", dutch["escalerend"])
    assert mine["ruzie"].colour not in (mine["overig"].colour, mine["escalerend"].colour)
    assert dutch.of(["escalerend", "ruzie"]).no_frame == ""


def test_labels_that_a_user_maps_become_other_names(dutch: LabelSet) -> None:
    mine = dutch.reading_also([("Overleg", "diplomatiek"), ("esc.", ""), ("Escalerend", "escalerend")])
    assert mine["diplomatiek"].also == ("Overleg",)
    assert mine["escalerend"].also == ("escalatory",)
    assert mine.left_out == ("weet niet", "esc.")
    assert dutch.reading_also([]) == dutch


def test_a_set_comes_back_from_json_as_it_was(dutch: LabelSet) -> None:
    assert LabelSet.model_validate_json(dutch.model_dump_json()) == dutch


@pytest.mark.parametrize(
    ("changed", "to", "told"),
    [
        ('"#AA0000"', '"rood"', "label 1, colour: 'rood' is no colour"),
        ('no_frame = "overig"', 'no_frame = "geen"', "no_frame is 'geen', which is none of its labels"),
        ('"esc."', '"Overig"', "'overig' stands for two labels"),
        ('name = "diplomatiek"', 'name = "overig"', "'overig' stands for two labels"),
        ('name = "diplomatiek"', 'naam = "diplomatiek"', "label 2, name: Field required"),
        ("left_out", "[left_out", "can't be read"),
    ],
)
def test_a_file_that_says_what_cannot_be_is_refused_by_its_key(
    tmp_path: Path, changed: str, to: str, told: str
) -> None:
    path = tmp_path / "labels.toml"
    path.write_text(DUTCH.replace(changed, to), encoding="utf-8")
    with pytest.raises(DuidingError, match=told.replace("(", r"\(")) as raised:
        read_label_set(path)
    assert str(path) in str(raised.value)


def test_a_file_without_labels_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DuidingError, match="do not exist"):
        read_label_set(tmp_path / "labels.toml")
    (tmp_path / "labels.toml").write_text("", encoding="utf-8")
    with pytest.raises(DuidingError, match="expected two or more"):
        read_label_set(tmp_path / "labels.toml")
