"""The simulation reveals labels by strategy and reads off how many are saved."""

from __future__ import annotations

import csv

import numpy as np
import pandas as pd
import pytest

from benchmarks.simulation.savings import labels_needed, mean_over_runs, needed_at_random
from tests.conftest import LITTLE, Command


def test_a_curve_is_read_between_its_points() -> None:
    assert labels_needed([100, 200, 300], [0.5, 0.6, 0.8], 0.7) == pytest.approx(250)
    assert labels_needed([100, 200], [0.5, 0.6], 0.4) == 100
    assert labels_needed([100, 200], [0.5, 0.6], 0.7) == float("inf")


def test_the_interval_over_runs_is_student_s() -> None:
    # mean 3, standard error sqrt(2.5 / 5), t(0.975, 4) = 2.776
    assert mean_over_runs([1, 2, 3, 4, 5]) == pytest.approx((3, 3 - 1.963, 3 + 1.963), abs=0.001)


def test_runs_that_agree_leave_no_doubt_about_what_random_needs() -> None:
    at_random = np.tile([0.5, 0.6, 0.7], (4, 1))
    assert needed_at_random([100, 200, 300], at_random, np.full(4, 0.65)) == pytest.approx((250, 250, 250))


def test_every_strategy_starts_from_the_same_labels_and_a_seed_repeats_itself(command: Command) -> None:
    rows = [
        (f"a{article}", text, label)
        for article in range(30)
        for label, texts in LITTLE.items()
        for text in texts[article % 2 :: 2]
    ]
    pd.DataFrame(rows, columns=["article_id", "text", "label"]).to_csv(command.folder / "d.csv", index=False)
    (command.folder / "small.toml").write_text("[features]\nblocks = ['characters']\nchar_ngrams = [3, 4]\n")
    words = (
        "--data",
        "d.csv",
        "--config",
        "small.toml",
        "--pool",
        "210",
        "--held-out",
        "60",
        "--runs",
        "2",
        "--seed",
        "5",
    )
    for name in ("one.csv", "two.csv"):
        done = command("benchmarks.simulation", *words, "--output", name)
        assert done.returncode == 0, done.stderr
    one, two = ((command.folder / name).read_text() for name in ("one.csv", "two.csv"))
    assert one == two
    assert "| labels | random |" in done.stdout
    scores = list(csv.DictReader(one.splitlines()))
    assert {row["strategy"] for row in scores} == {"random", "doubt alone", "selection"}
    assert len({row["macro_f1"] for row in scores if (row["labels"], row["run"]) == ("100", "1")}) == 1


def test_too_small_a_corpus_is_refused_with_the_numbers(command: Command) -> None:
    pd.DataFrame({"text": ["A.", "B."], "label": ["x", "y"]}).to_csv(command.folder / "d.csv", index=False)
    done = command("benchmarks.simulation", "--data", "d.csv")
    assert done.returncode == 2
    assert "Found 2 sentences" in done.stderr
