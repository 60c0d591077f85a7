"""The learning curve finds a law that is there, and says what more sentences would bring."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import duiding
from duiding.errors import DuidingError
from evaluate.learning_curve import MORE, draw_curve, summarise
from evaluate.power_law import Law, fit_law


def test_a_known_law_is_found_again() -> None:
    law = Law(0.9, 2.0, 0.5)
    sizes = [500, 1000, 2000, 4000, 8000, 16000]
    found = fit_law(sizes, [law(size) for size in sizes])
    assert found is not None
    assert found(16500) - found(16000) == pytest.approx(law(16500) - law(16000), abs=1e-4)
    assert found.ceiling == pytest.approx(0.9, abs=0.01)


def test_too_few_points_are_not_extrapolated() -> None:
    assert fit_law([100, 200, 400], [0.5, 0.6, 0.65]) is None


def counts(accuracy: float, articles: int = 40) -> np.ndarray:
    """Two labels, ten sentences each an article, that share of them right."""
    right = round(10 * accuracy)
    return np.tile(
        np.array([[right, 10 - right], [10 - right, right]], dtype=float),
        (articles, 1, 1),
    )


def test_points_and_gain_of_a_case_computed_by_hand() -> None:
    sizes = [(10, 100), (20, 200), (40, 400), (80, 800)]
    curve = summarise(sizes, [[counts(share)] for share in (0.6, 0.7, 0.8, 0.8)])
    assert [round(score.value, 4) for score in curve.points["macro_f1"]] == [
        0.6,
        0.7,
        0.8,
        0.8,
    ]
    # All test articles are alike, so that no resample differs.
    assert all(score.low == pytest.approx(score.high) for score in curve.points["macro_f1"])
    assert curve.law is not None and curve.gain is not None
    assert curve.gain.value == pytest.approx(curve.law(800 + MORE) - curve.law(800))
    assert curve.words.startswith(f"With {MORE} more sentences like these expect about +0.0")


def test_intervals_hold_the_choice_of_training_articles() -> None:
    (point,) = summarise([(10, 100)], [[counts(0.6), counts(0.8)]]).points.itertuples()
    assert (
        round(point.macro_f1.low, 4),
        round(point.macro_f1.value, 4),
        round(point.macro_f1.high, 4),
    ) == (
        0.6,
        0.7,
        0.8,
    )


def test_a_curve_is_drawn_by_training_on_growing_parts(little_model: Path, little_corpus: pd.DataFrame) -> None:
    classifier = duiding.load(little_model).classifier
    sentences = classifier.parser().parse(little_corpus["text"])
    told: list[tuple[int, int]] = []
    curve = draw_curve(
        classifier,
        little_corpus,
        little_corpus,
        [*sentences, *sentences],
        shares=(0.5, 1.0),
        repeats=2,
        progress=lambda done, total: told.append((done, total)),
    )
    assert [(point.articles, point.sentences) for point in curve.points.itertuples()] == [
        (4, 12),
        (8, 24),
    ]
    assert curve.points["macro_f1"].iloc[-1].value == 1.0  # tested on what it learned
    assert told == [(1, 2), (2, 2)]


def test_parts_too_small_to_train_on_are_left_out(little_model: Path, little_corpus: pd.DataFrame) -> None:
    classifier = duiding.load(little_model).classifier.set_params(min_df=3)
    sentences = classifier.parser().parse(little_corpus["text"])
    curve = draw_curve(
        classifier,
        little_corpus,
        little_corpus,
        [*sentences, *sentences],
        shares=(0.01, 1.0),
        repeats=1,
    )
    assert curve.points["sentences"].iloc[-1] == 24
    with pytest.raises(DuidingError, match="too few for a learning curve"):
        draw_curve(
            classifier.set_params(min_df=25),
            little_corpus,
            little_corpus,
            [*sentences, *sentences],
        )
