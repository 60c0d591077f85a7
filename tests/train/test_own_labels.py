"""Labels other than ours choose features of their own, within a budget that is told."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from duiding.classifier.linear import Setting
from tests.conftest import LITTLE, Command
from train.choosing import Choice, challenged, corrected, rounds_for
from train.config import Features
from train.feature_sets import Candidate, feature_sets, likely_set

NAMES = {"escalatory": "conflict", "diplomatic": "politiek", "other": "binnenland"}


@pytest.fixture
def own(command: Command) -> Command:
    rows = [(f"a{i % 8}", text, NAMES[label]) for label, texts in LITTLE.items() for i, text in enumerate(texts)]
    pd.DataFrame(rows, columns=["article_id", "text", "label"]).to_csv(command.folder / "own.csv", index=False)
    (command.folder / "own.toml").write_text(
        "[search]\nfolds = 4\nchoose_features = 'own labels'\n[features]\nblocks = ['characters', 'lexicon']\n"
    )
    return command


def manifest_of(command: Command, name: str) -> dict:  # type: ignore[type-arg]
    content: dict = json.loads((command.folder / "models" / name / "manifest.json").read_text())  # type: ignore[type-arg]
    return content


def candidate(C: float) -> Candidate:
    return Candidate(Features(), Setting("logistic", C, 0.5))


@pytest.mark.usefixtures("tiny_encoder")
def test_own_labels_choose_a_feature_set_and_say_by_how_much(own: Command) -> None:
    words = ("train", "--data", "own.csv", "--config", "own.toml", "--name")
    done = own(*words, "one")
    assert done.returncode == 0, done.stderr
    choice = manifest_of(own, "one")["scores"]["choice"]
    assert f"at most {choice['candidates']} candidates, {choice['fits']} fits, about" in done.stderr
    assert f"on folds that did not choose: {choice['corrected']:.3f}" in " ".join(done.stdout.split())
    names = [row["name"] for row in choice["told"]]
    assert names == ["chosen", "configuration", "character n-grams"]
    assert all(f"{row['macro_f1']:.3f}" in done.stdout for row in choice["told"])
    assert "chosen is better by" in done.stdout
    chosen, features = choice["told"][0], manifest_of(own, "one")["features"]
    assert {name: features[name] for name in ("blocks", "block_weights", "mask_names", "C", "class_weight")} == {
        name: value for name, value in chosen.items() if name not in ("name", "macro_f1", "spread")
    }
    own(*words, "two", "--jobs", "2")
    assert manifest_of(own, "two")["scores"] == manifest_of(own, "one")["scores"]
    assert own("predict", "--model", "models/one", stdin="Het regent.").stdout.split()[0] in NAMES.values()


def test_a_retrain_keeps_the_features_that_were_chosen(own: Command) -> None:
    words = ("train", "--data", "own.csv", "--config", "own.toml")
    first = own(*words)
    assert "features are chosen without it" in first.stderr or "candidates" in first.stderr
    before = manifest_of(own, "default")
    again = own(*words)
    assert "Features kept from the model that is there" in again.stderr
    assert "candidates" not in again.stderr
    assert manifest_of(own, "default")["files"] == before["files"]
    assert "candidates" in own(*words, "--search").stderr


def test_our_labels_keep_the_features_of_the_configuration(own: Command) -> None:
    rows = [(f"a{i % 8}", text, label) for label, texts in LITTLE.items() for i, text in enumerate(texts)]
    pd.DataFrame(rows, columns=["article_id", "text", "label"]).to_csv(own.folder / "ours.csv", index=False)
    done = own("train", "--data", "ours.csv", "--config", "own.toml")
    assert done.returncode == 0, done.stderr
    assert "candidates" not in done.stderr
    assert manifest_of(own, "default")["features"]["blocks"] == ["characters", "lexicon"]


def test_what_is_likely_stays_unless_another_is_better_by_more_than_two_standard_errors() -> None:
    scores = np.array([0.60, 0.70, 0.65, 0.55, 0.66])
    likely = candidate(1), list(scores)
    lucky = candidate(2), list(scores + np.array([0.06, 0.01, -0.01, 0.05, 0.02]))  # by 0.026; the error is 0.019
    clear = candidate(3), list(scores + np.array([0.02, 0.03, 0.02, 0.04, 0.03]))
    assert challenged(likely, [likely, lucky]) == likely
    assert challenged(likely, [likely, clear]) == clear


@pytest.mark.usefixtures("tiny_encoder")
def test_all_that_the_encoder_knows_beside_characters_is_always_a_candidate() -> None:
    sets = feature_sets(Features(), 1000)
    assert {("characters", "encoding", "middle"), ("words", "characters", "encoding", "middle")} <= {
        tuple(one.blocks) for one in sets
    }
    few, many = likely_set(sets, 50), likely_set(sets, 1000)
    assert set(few.blocks) == set(many.blocks) == {"words", "characters", "encoding", "middle"}
    assert few.block_weights["encoding"] > many.block_weights["encoding"]  # n-grams learn from many sentences


def test_few_sentences_are_folded_more_often() -> None:
    assert [rounds_for(count) for count in (50, 500, 6000)] == [4, 2, 1]


def test_the_score_of_choosing_is_taken_on_folds_that_did_not_choose() -> None:
    lucky = candidate(1), [1.0, 0.1, 0.9, 0.9]  # clearly best where the second fold may not choose, and there alone
    even = candidate(2), [0.5, 0.5, 0.5, 0.5]
    assert corrected(Choice(even[0], [lucky, even], even[0]), 1) == pytest.approx((0.5 + 0.1 + 0.5 + 0.5) / 4)
    two = [(one, scores[:2]) for one, scores in (lucky, even)]
    assert corrected(Choice(even[0], two, even[0]), 1) == pytest.approx(
        0.5
    )  # one fold alone can't tell what is clearly better
