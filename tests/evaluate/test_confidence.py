"""Confidence figures agree with hand-computed cases and known identities."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import numpy as np
import pytest

import duiding
from duiding.classifier.threshold import threshold_for
from duiding.errors import DuidingError
from evaluate.confidence import (
    brier_interval,
    calibration_error_interval,
    coverage_curve,
    measure_confidence,
    reliability_bins,
)
from evaluate.threshold import aim_for, highest_accuracy, keep

LABELS = ["a", "b"]
PROBABILITIES = np.array([[0.9, 0.1], [0.8, 0.2], [0.35, 0.65], [0.6, 0.4]])
TRUTH = ["a", "b", "b", "a"]  # right, wrong, right, right
RIGHT = np.array([True, False, True, True])
ARTICLES = list("wxyz")


def test_brier_score_of_a_case_computed_by_hand() -> None:
    # Twice the squared distance for two labels: 2 * (0.1² + 0.8² + 0.35² + 0.4²) / 4
    assert brier_interval(PROBABILITIES, TRUTH, ARTICLES, LABELS).value == pytest.approx(0.46625)


def test_brier_score_is_0_when_sure_and_right_and_2_when_sure_and_wrong() -> None:
    sure = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert brier_interval(sure, ["a", "b"], ["x", "y"], LABELS) == (0, 0, 0)
    assert brier_interval(sure, ["b", "a"], ["x", "y"], LABELS) == (2, 2, 2)


def test_calibration_error_of_a_case_computed_by_hand() -> None:
    # Bins: 0.9 right, 0.8 wrong, 0.65 right, 0.6 right: (0.1 + 0.8 + 0.35 + 0.4) / 4
    confidence = PROBABILITIES.max(axis=1)
    assert calibration_error_interval(confidence, RIGHT, ARTICLES).value == pytest.approx(0.4125)
    # One bin of four with mean confidence 0.75 and accuracy 0.75 is perfectly calibrated.
    assert calibration_error_interval(np.full(4, 0.75), RIGHT, ARTICLES).value == pytest.approx(0)


def test_bins_hold_all_sentences_and_average_back_to_the_accuracy() -> None:
    rng = np.random.default_rng(3)
    confidence, right = rng.uniform(0.25, 1, 500), rng.random(500) < 0.7
    bins = reliability_bins(confidence, right)
    assert bins["sentences"].sum() == 500
    assert (bins["sentences"] * bins["accuracy"]).sum() / 500 == pytest.approx(right.mean())
    assert (bins["low"] <= bins["confidence"]).all() and (bins["confidence"] <= bins["high"]).all()


def test_the_coverage_curve_ends_at_all_sentences_and_keeps_ties_together() -> None:
    curve = coverage_curve(np.array([0.9, 0.8, 0.8, 0.6]), RIGHT)
    assert [(point.coverage, round(point.accuracy, 4)) for point in curve.itertuples()] == [
        (0.25, 1.0),
        (0.75, 0.6667),
        (1.0, 0.75),
    ]


def test_the_models_threshold_is_judged_on_the_test_sentences() -> None:
    kept = measure_confidence(PROBABILITIES, TRUTH, ARTICLES, LABELS, threshold=0.7, target_accuracy=0.9)
    assert (kept.coverage.value, kept.accuracy and kept.accuracy.value) == (0.5, 0.5)
    nothing = measure_confidence(PROBABILITIES, TRUTH, ARTICLES, LABELS, threshold=math.inf, target_accuracy=0.9)
    assert nothing.accuracy is None
    assert nothing.to_metrics()["threshold"]["threshold"] is None


def test_the_threshold_of_a_case_computed_by_hand() -> None:
    confidence, right = (
        np.array([0.9, 0.8, 0.7, 0.6]),
        np.array([True, True, False, True]),
    )
    assert threshold_for(1.0, confidence, right) == 0.8
    assert threshold_for(0.75, confidence, right) == 0.0
    assert threshold_for(0.9, confidence, ~right) == math.inf


def test_a_target_accuracy_is_kept_in_the_model(little_model: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(little_model, tmp_path / "model"))
    card = (folder / "README.md").read_bytes()
    model = duiding.load(folder)
    classifier = model.classifier
    reachable = highest_accuracy(classifier)
    aim_for(classifier, reachable)
    keep(model)
    loaded = duiding.load(folder)  # checks the hashes of the rewritten files
    again = loaded.classifier
    assert again.target_accuracy == reachable
    assert again.threshold_ == classifier.threshold_
    held_out = again.held_out_confidence_ >= again.threshold_
    assert again.held_out_right_[held_out].mean() >= reachable
    assert loaded.manifest.model_extra == {
        "confidence": {
            "target_accuracy": reachable,
            "threshold": round(again.threshold_, 6),
        }
    }
    assert (folder / "README.md").read_bytes() == card
    assert loaded.name != duiding.load(little_model).name


def test_deriving_the_threshold_again_gives_that_of_training(
    little_model: Path,
) -> None:
    classifier = duiding.load(little_model).classifier
    trained = classifier.threshold_
    assert classifier.set_target_accuracy(classifier.target_accuracy).threshold_ == trained


def test_an_accuracy_out_of_reach_changes_nothing(little_model: Path) -> None:
    classifier = duiding.load(little_model).classifier
    classifier.held_out_right_ = np.zeros(len(classifier.held_out_right_), dtype=bool)
    before = classifier.target_accuracy
    with pytest.raises(DuidingError, match=r"the highest is 0\.000"):
        aim_for(classifier, 0.9)
    assert classifier.target_accuracy == before
