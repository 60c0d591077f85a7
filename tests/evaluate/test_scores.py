"""Scores by label agree with a hand-computed case, and say how far to trust them."""

from __future__ import annotations

import pytest

from duiding.scoring import Interval
from evaluate.scores import reliability_of, score


def test_scores_of_a_case_computed_by_hand() -> None:
    metrics = score(["a", "a", "a", "b"], ["a", "a", "b", "b"], list("wxyz"), ["a", "b"]).to_metrics()
    assert metrics["labels"]["a"] == {
        "precision": 1.0,
        "recall": 0.6667,
        "f1": 0.8,
        "support": 3,
    }
    assert metrics["labels"]["b"] == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.6667,
        "support": 1,
    }
    assert metrics["confusion"] == {"labels": ["a", "b"], "counts": [[2, 1], [0, 1]]}
    assert metrics["accuracy"]["value"] == 0.75
    assert metrics["macro_f1"]["value"] == pytest.approx((0.8 + 2 / 3) / 2, abs=1e-4)


@pytest.mark.parametrize(
    ("low", "high", "articles", "tier"),
    [
        (0.80, 0.89, 60, "solid"),
        (0.80, 0.90, 60, "solid"),
        (0.75, 0.90, 60, "indicative"),
        (0.50, 0.90, 60, "unreliable"),
        (0.80, 0.89, 19, "unreliable"),
    ],
)
def test_a_label_is_trusted_as_far_as_its_interval_and_articles_go(
    low: float, high: float, articles: int, tier: str
) -> None:
    found, words = reliability_of(Interval(0.85, low, high), support=100, articles=articles)
    assert found == tier
    assert words.lower().startswith(tier)


def test_a_label_without_test_sentences_is_called_unreliable_in_words() -> None:
    found = score(["a", "a"], ["a", "b"], ["x", "y"], ["a", "b"]).by_label["b"]
    assert (found.tier, found.words) == (
        "unreliable",
        "Unreliable: the test articles hold no sentence with this label.",
    )
