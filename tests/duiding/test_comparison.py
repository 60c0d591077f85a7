"""Two models on the same sentences: the better one is told, and only where it is shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from duiding.scoring import Predictions, compare, mcnemar, paired_difference


def predictions(truth: list[str], predicted: list[str]) -> Predictions:
    frame = pd.DataFrame(
        {
            "article_id": [f"a{i // 5}" for i in range(len(truth))],
            "sentence_id": [str(i) for i in range(len(truth))],
            "text": [f"Zin {i}." for i in range(len(truth))],
            "label": truth,
            "predicted": predicted,
            "probability": 0.8,
        }
    )
    return Predictions(frame, [], np.full((len(truth), 2), 0.5), ["a", "b"])


TRUTH = ["a", "b"] * 100
FLIPPED = ["b" if label == "a" else "a" for label in TRUTH]


def test_a_model_does_not_differ_from_itself() -> None:
    assert paired_difference(TRUTH, FLIPPED, FLIPPED, [str(i) for i in range(200)]) == (
        0,
        0,
        0,
    )
    found = compare(predictions(TRUTH, TRUTH), predictions(TRUTH, TRUTH), ("new", "old"))
    assert found.outcome == "undecided"
    assert found.verdict == "new and old have the same sentences right."
    assert found.changed.empty


def test_swapping_the_models_swaps_the_sign() -> None:
    rng = np.random.default_rng(0)
    one, other = (list(rng.choice(["a", "b"], 200)) for _ in range(2))
    articles = [str(i // 5) for i in range(200)]
    there, back = (
        paired_difference(TRUTH, one, other, articles),
        paired_difference(TRUTH, other, one, articles),
    )
    assert there.value == pytest.approx(-back.value)
    assert there.low == pytest.approx(-back.high)


def test_mcnemar_of_a_case_computed_by_hand() -> None:
    # New alone right 5 times, old alone once: two-sided exact binomial, 2 * (1 + 6) / 2**6
    truth, new, old = ["a"] * 10, ["a"] * 9 + ["b"], ["b"] * 5 + ["a"] * 5
    found = mcnemar(truth, new, old)
    assert (found.only_new, found.only_old) == (5, 1)
    assert found.p_value == pytest.approx(14 / 64)


def test_a_clearly_better_and_a_clearly_worse_model_are_told() -> None:
    poor = [flipped if i % 2 else label for i, (label, flipped) in enumerate(zip(TRUTH, FLIPPED, strict=True))]
    better = compare(predictions(TRUTH, TRUTH), predictions(TRUTH, poor), ("new", "old"))
    assert better.outcome == "better"
    assert better.verdict.startswith("new is better than old: macro-F1 +0.")
    worse = compare(predictions(TRUTH, poor), predictions(TRUTH, TRUTH), ("new", "old"))
    assert worse.outcome == "worse"
    assert set(worse.changed["change"]) == {"worse"}
    assert len(worse.changed) == 100


def test_one_sentence_more_is_not_called_better() -> None:
    almost = ["b", *TRUTH[1:]]
    found = compare(predictions(TRUTH, TRUTH), predictions(TRUTH, almost), ("new", "old"))
    assert found.outcome == "undecided"
    assert found.verdict.startswith("No difference between new and old is shown")
