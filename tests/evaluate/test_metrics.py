"""Figures agree with hand-computed cases and with scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from evaluate.metrics import confusion_by_article, label_scores, macro_f1, macro_f1_interval

LABELS = st.sampled_from(["a", "b", "c"])


def test_scores_of_a_case_computed_by_hand() -> None:
    truth, predicted = ["a", "a", "a", "b"], ["a", "a", "b", "b"]
    scores = label_scores(truth, predicted, ["a", "b"])
    assert scores["a"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8, "support": 3}
    assert scores["b"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "support": 1}


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=40))
def test_macro_f1_is_scikit_learns(pairs: list[tuple[str, str]]) -> None:
    truth, predicted = zip(*pairs, strict=True)
    labels = sorted({*truth, *predicted})
    counts = confusion_by_article(truth, predicted, ["x"] * len(truth), labels)
    assert float(macro_f1(counts.sum(axis=0))) == pytest.approx(
        f1_score(truth, predicted, average="macro", zero_division=0.0)
    )


def test_the_interval_holds_the_value_and_widens_when_articles_differ() -> None:
    truth = ["a", "b"] * 50
    spread = ["a" if i % 10 else "b" for i in range(100)]
    articles = [str(i // 10) for i in range(100)]
    score = macro_f1_interval(truth, spread, articles)
    assert score.low <= score.value <= score.high
    right_in_half = [t if i < 50 else ("b" if t == "a" else "a") for i, t in enumerate(truth)]
    lumped = macro_f1_interval(truth, right_in_half, articles)
    singly = macro_f1_interval(truth, right_in_half, [str(i) for i in range(100)])
    assert lumped.high - lumped.low > singly.high - singly.low


def test_perfect_predictions_have_a_perfect_interval() -> None:
    truth = ["a", "b", "c"] * 5
    assert macro_f1_interval(truth, truth, [str(i) for i in range(15)])[1:] == (1.0, 1.0)


def test_the_interval_is_the_same_each_time() -> None:
    rng = np.random.default_rng(1)
    truth, predicted = rng.choice(["a", "b"], 60), rng.choice(["a", "b"], 60)
    articles = [str(i // 6) for i in range(60)]
    first = macro_f1_interval(list(truth), list(predicted), articles)
    assert first == macro_f1_interval(list(truth), list(predicted), articles)
