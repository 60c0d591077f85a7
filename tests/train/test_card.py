"""The model card and the manifest say how a model was made: what its settings were chosen on, and what it reads of a sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from duiding import store
from duiding.drift.reference import hashes
from duiding.encoder import shared
from duiding.store.manifest import Manifest
from tests.conftest import LITTLE, Command, small_config, write_little
from train.card import model_card

TWO = small_config(C="[0.5, 1.0]")
WITH_ENCODER = TWO.replace('"lexicon"', '"encoding"')
ON_FOLDS, ALONE, IN_ARTICLE = "on these same folds", "by its words alone", "reads a sentence in its article"


def trained(command: Command, config: str, data: str = "little.csv") -> tuple[Manifest, str]:
    """Train a model; gives its manifest, and its card in one line."""
    write_little(command.folder / "little.csv")
    (command.folder / "own.toml").write_text(config)
    done = command("train", "--data", data, "--config", "own.toml", "--name", "mine")
    assert done.returncode == 0, done.stderr
    folder = command.folder / "models" / "mine"
    return store.read_manifest(folder), " ".join((folder / "README.md").read_text().split())


def write_figures(path: Path) -> None:
    """Write figures on real news, as ``train.real_news`` does, of a model that has learned from the little corpus."""
    codes = [code for _ in range(10) for code in (0, 1, 2, 2, 2, 2)]
    figures: dict[str, Any] = {
        "encoder": shared().digest,
        "labels": list(LITTLE),
        "blocks": ["characters", "encoding"],
        "setting": {"model": "logistic", "C": 0.3, "class_weight": 0.25},
        "learned": hashes([text for texts in LITTLE.values() for text in texts]).tolist(),
        "articles": [number // 6 for number in range(60)],
        "codes": codes,
        "decisions": (np.random.default_rng(0).normal(size=(60, 3)) + np.eye(3)[codes]).tolist(),
    }
    path.write_text(json.dumps(figures))


@pytest.mark.usefixtures("tiny_encoder")
def test_settings_of_real_news_are_told_as_such(command: Command) -> None:
    write_figures(command.folder / "real.json")
    manifest, card = trained(command, f'{WITH_ENCODER}real_news = "{command.folder / "real.json"}"\n')
    assert manifest.features["C"] == 0.3
    assert (manifest.chosen_on, manifest.calibrated_on) == ("real news", "real news")
    assert "they were chosen on 60 sentences of real news" in card
    assert "C, class weight, calibration, threshold and what is added in articles" in card
    assert ON_FOLDS not in card
    assert IN_ARTICLE in card and ALONE not in card


@pytest.mark.usefixtures("tiny_encoder")
def test_a_model_with_the_encoder_and_without_real_news_tells_of_its_folds(command: Command) -> None:
    manifest, card = trained(command, WITH_ENCODER)
    assert (manifest.chosen_on, manifest.calibrated_on) == ("articles held out", "articles held out")
    assert ON_FOLDS in card and "real news" not in card
    assert IN_ARTICLE in card and ALONE not in card


def test_a_model_without_the_encoder_reads_words_alone(command: Command) -> None:
    manifest, card = trained(command, TWO)
    assert manifest.chosen_on == "articles held out"
    assert ON_FOLDS in card
    assert ALONE in card and IN_ARTICLE not in card


def test_settings_that_were_kept_are_of_an_earlier_training(command: Command) -> None:
    trained(command, TWO)
    rows = pd.read_csv(command.folder / "little.csv", dtype=str)
    pd.concat([rows, rows[:1].assign(text="Het sneeuwt.")]).to_csv(command.folder / "grown.csv", index=False)
    manifest, card = trained(command, TWO, "grown.csv")
    assert manifest.chosen_on == "articles held out"
    assert "The settings were chosen in an earlier training, on 24 sentences" in card
    assert ON_FOLDS not in card


def test_settings_that_were_given_are_not_said_to_be_chosen(command: Command) -> None:
    manifest, card = trained(command, small_config())
    assert manifest.chosen_on == ""
    assert "given, not chosen" in card and ON_FOLDS not in card


@pytest.mark.parametrize("calibrated_on", ["real news", "articles held out"])
def test_a_model_stored_before_was_chosen_on_what_it_is_calibrated_on(
    little_model: Path, tmp_path: Path, calibrated_on: str
) -> None:
    folder = Path(shutil.copytree(little_model, tmp_path / "old"))
    content = json.loads((folder / "manifest.json").read_text())
    del content["chosen_on"], content["scores"]["searched_on"]
    content["scores"]["calibrated_sentences"] = 60
    (folder / "manifest.json").write_text(json.dumps(content | {"calibrated_on": calibrated_on}))
    _, manifest, _ = store.load(folder)
    assert manifest.chosen_on == calibrated_on
    assert (ON_FOLDS in model_card(manifest)) == (calibrated_on != "real news")
