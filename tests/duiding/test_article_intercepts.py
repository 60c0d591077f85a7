"""In an article frames are more frequent than alone: sentences read there have intercepts of their own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from duiding.classifier import FrameClassifier
from duiding.classifier.calibration import HeldOut, article_intercepts

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


def test_intercepts_found_on_other_sentences_hold_in_articles_only(little_corpus: pd.DataFrame) -> None:
    texts, labels = list(little_corpus["text"]), list(little_corpus["label"])
    plain = FrameClassifier(folds=2, min_df=1, blocks=["characters", "encoding"]).fit(texts, labels)
    counted = plain.new_features().count(plain.parser().parse(texts))
    found = HeldOut(*judged(3000, 10, missed=1.0))
    made = FrameClassifier(**plain.parameters()).fit_counted(counted, labels, held_out=found)

    np.testing.assert_allclose(made.decision_function(ARTICLE), plain.decision_function(ARTICLE), rtol=0, atol=1e-9)
    added = made.decision_function(ARTICLE, ["a"] * 3) - plain.decision_function(ARTICLE, ["a"] * 3)
    np.testing.assert_allclose(added, [article_intercepts(found)] * 3, rtol=0, atol=1e-9)
    for explanation, decision in zip(
        made.explain(ARTICLE, ["a"] * 3), made.decision_function(ARTICLE, ["a"] * 3), strict=True
    ):
        total = explanation.by_word.sum(axis=0) + sum(explanation.elsewhere.values()) + explanation.intercept
        np.testing.assert_allclose(total, decision, rtol=0, atol=1e-9)

    arrays, words = made.state()
    again = FrameClassifier.from_state(arrays, words)
    np.testing.assert_array_equal(
        again.decision_function(ARTICLE, ["a"] * 3), made.decision_function(ARTICLE, ["a"] * 3)
    )
    del arrays["linear.article_intercepts"]  # as a model stored before there were any
    before = FrameClassifier.from_state(arrays, words)
    np.testing.assert_array_equal(before.decision_function(ARTICLE), made.decision_function(ARTICLE))
