"""Figures agree with hand-computed cases and with scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    cohen_kappa_score,
    f1_score,
    matthews_corrcoef,
)

from duiding.scoring.metrics import (
    accuracy,
    cohen_kappa,
    confusion_by_article,
    macro_f1,
    macro_f1_interval,
    matthews,
    resampled,
)

LABELS = st.sampled_from(["a", "b", "c"])
PAIRS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=40)


def counted(pairs: list[tuple[str, str]]) -> np.ndarray:
    truth, predicted = zip(*pairs, strict=True)
    return confusion_by_article(truth, predicted, ["x"] * len(truth), sorted({*truth, *predicted})).sum(axis=0)


def test_kappa_and_matthews_of_a_case_computed_by_hand() -> None:
    # 20 + 15 agree of 50; chance agreement is (25 * 30 + 25 * 20) / 2500 = 0.5 (the textbook's example of kappa).
    confusion = np.array([[20.0, 5.0], [10.0, 15.0]])
    assert float(cohen_kappa(confusion)) == pytest.approx((0.7 - 0.5) / (1 - 0.5))
    # (20 * 15 - 5 * 10) / sqrt(30 * 25 * 20 * 25)
    assert float(matthews(confusion)) == pytest.approx(250 / np.sqrt(375000))


def test_guessing_one_label_is_worth_nothing_beyond_chance() -> None:
    constant = np.array([[7.0, 0.0], [3.0, 0.0]])
    assert (float(cohen_kappa(constant)), float(matthews(constant))) == (0.0, 0.0)
    assert float(accuracy(constant)) == 0.7


@given(PAIRS)
def test_figures_are_scikit_learns(pairs: list[tuple[str, str]]) -> None:
    truth, predicted = zip(*pairs, strict=True)
    confusion = counted(pairs)
    assert float(macro_f1(confusion)) == pytest.approx(f1_score(truth, predicted, average="macro", zero_division=0.0))
    assert float(accuracy(confusion)) == pytest.approx(accuracy_score(truth, predicted))
    assert float(matthews(confusion)) == pytest.approx(matthews_corrcoef(truth, predicted))
    if len({*truth, *predicted}) > 1:  # scikit-learn gives no number where there is but one label
        assert float(cohen_kappa(confusion)) == pytest.approx(cohen_kappa_score(truth, predicted))


def test_resamples_keep_articles_whole() -> None:
    counts = confusion_by_article(["a", "a", "b"], ["a", "b", "b"], ["x", "x", "y"], ["a", "b"])
    for sums in resampled(counts, resamples=50):
        assert sums[0, 0] == sums[0, 1]  # both of article x, or neither
        assert sums[0, 0] + sums[1, 1] == 2  # two articles drawn


def test_the_interval_holds_the_value_and_widens_when_articles_differ() -> None:
    truth = ["a", "b"] * 50
    spread = ["a" if i % 10 else "b" for i in range(100)]
    articles = [str(i // 10) for i in range(100)]
    found = macro_f1_interval(truth, spread, articles)
    assert found.low <= found.value <= found.high
    right_in_half = [t if i < 50 else ("b" if t == "a" else "a") for i, t in enumerate(truth)]
    lumped = macro_f1_interval(truth, right_in_half, articles)
    singly = macro_f1_interval(truth, right_in_half, [str(i) for i in range(100)])
    assert lumped.high - lumped.low > singly.high - singly.low


def test_perfect_predictions_have_a_perfect_interval() -> None:
    truth = ["a", "b", "c"] * 5
    assert macro_f1_interval(truth, truth, [str(i) for i in range(15)])[1:] == (
        1.0,
        1.0,
    )


def test_the_interval_is_the_same_each_time() -> None:
    rng = np.random.default_rng(1)
    truth, predicted = rng.choice(["a", "b"], 60), rng.choice(["a", "b"], 60)
    articles = [str(i // 6) for i in range(60)]
    first = macro_f1_interval(list(truth), list(predicted), articles)
    assert first == macro_f1_interval(list(truth), list(predicted), articles)
