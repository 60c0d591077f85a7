"""In an article frames are more frequent than alone: sentences read there have intercepts of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from duiding.classifier import FrameClassifier
from duiding.classifier.calibration import HeldOut, article_intercepts
from duiding.classifier.calibrators import TemperatureCalibrator
from duiding.language import ParseCache

pytestmark = pytest.mark.usefixtures("tiny_encoder")
ARTICLE = ["De ministers spraken over vrede.", "Dat zei hij.", "Raketten troffen de stad."]


def judged(sentences: int, per_article: int, missed: float) -> HeldOut:
    """Decision values of three labels that are right but for chance, and miss the first two by so much."""
    random = np.random.default_rng(1)
    codes = random.integers(0, 3, sentences)
    decisions = 2 * np.eye(3)[codes] + random.normal(size=(sentences, 3))
    return HeldOut(decisions - [missed, missed, 0], codes, np.arange(sentences) // per_article)


def test_what_decision_values_miss_in_articles_is_added() -> None:
    added = article_intercepts(judged(3000, 10, missed=1.0))
    assert added[:2] - added[2] == pytest.approx([1, 1], abs=0.15)


def test_few_sentences_change_little_and_those_alone_nothing() -> None:
    few = article_intercepts(judged(20, 10, missed=1.0))
    assert 0 < few[:2].mean() - few[2] < 0.8
    assert not article_intercepts(judged(300, 1, missed=1.0)).any()


@pytest.fixture(scope="module")
def found() -> HeldOut:
    return judged(3000, 10, missed=1.0)


@pytest.fixture
def plain(little_corpus: pd.DataFrame) -> FrameClassifier:
    classifier = FrameClassifier(folds=2, min_df=1, blocks=["characters", "encoding"])
    return classifier.fit(list(little_corpus["text"]), list(little_corpus["label"]))


@pytest.fixture
def made(plain: FrameClassifier, found: HeldOut, little_corpus: pd.DataFrame) -> FrameClassifier:
    return learned(plain, found, little_corpus)


def learned(settings: FrameClassifier, found: HeldOut, corpus: pd.DataFrame) -> FrameClassifier:
    counted = settings.new_features().count(settings.parser().parse(list(corpus["text"])))
    made = FrameClassifier(**settings.parameters())
    return made.fit_counted(counted, list(corpus["label"]), held_out=found)


def test_they_hold_in_articles_only(plain: FrameClassifier, made: FrameClassifier, found: HeldOut) -> None:
    np.testing.assert_allclose(made.decision_function(ARTICLE), plain.decision_function(ARTICLE), rtol=0, atol=1e-9)
    added = made.decision_function(ARTICLE, ["a"] * 3) - plain.decision_function(ARTICLE, ["a"] * 3)
    np.testing.assert_allclose(added, [article_intercepts(found)] * 3, rtol=0, atol=1e-9)


def test_an_explanation_counts_them(made: FrameClassifier) -> None:
    decisions = made.decision_function(ARTICLE, ["a"] * 3)
    for explanation, decision in zip(made.explain(ARTICLE, ["a"] * 3), decisions, strict=True):
        total = explanation.by_word.sum(axis=0) + sum(explanation.elsewhere.values()) + explanation.intercept
        np.testing.assert_allclose(total, decision, rtol=0, atol=1e-9)


def test_texts_and_kept_parses_get_the_same(made: FrameClassifier, tmp_path: Path) -> None:
    parser = made.parser()
    cache = ParseCache(parser.identity, tmp_path)
    expected = made.predict_proba(ARTICLE, ["a"] * 3)
    assert not np.allclose(expected, made.predict_proba(ARTICLE), atol=1e-3)
    for _ in range(2):  # the second time from the cache
        parsed = parser.parse(ARTICLE, ["a"] * 3, cache=cache)
        np.testing.assert_allclose(made.predict_proba(parsed), expected, rtol=0, atol=1e-9)


def test_probabilities_and_threshold_are_those_with_them(made: FrameClassifier, found: HeldOut) -> None:
    shifted = found.shifted(article_intercepts(found))
    best = TemperatureCalibrator().fit(shifted.decisions, shifted.codes).predict_proba(shifted.decisions).max(axis=1)
    np.testing.assert_allclose(made.held_out_confidence_, best, rtol=0, atol=1e-6)
    np.testing.assert_allclose(made.held_out_probabilities(found).max(axis=1), best, rtol=0, atol=1e-6)


def test_a_stored_model_keeps_them_and_one_stored_before_has_none(
    plain: FrameClassifier, made: FrameClassifier
) -> None:
    arrays, words = made.state()
    again = FrameClassifier.from_state(arrays, words).decision_function(ARTICLE, ["a"] * 3)
    np.testing.assert_array_equal(again, made.decision_function(ARTICLE, ["a"] * 3))
    kept = {name: array for name, array in arrays.items() if name != "linear.article_intercepts"}
    before = FrameClassifier.from_state(kept, words).decision_function(ARTICLE, ["a"] * 3)
    np.testing.assert_allclose(before, plain.decision_function(ARTICLE, ["a"] * 3), rtol=0, atol=1e-9)


def test_without_an_encoder_nothing_is_added(found: HeldOut, little_corpus: pd.DataFrame) -> None:
    made = learned(FrameClassifier(min_df=1, blocks=["characters"]), found, little_corpus)
    assert not made.linear_.article_intercepts.any()
