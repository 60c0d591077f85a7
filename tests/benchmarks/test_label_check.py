"""The study of the label check flips labels at random and counts those that are found."""

from __future__ import annotations

import numpy as np

from benchmarks.label_check.experiment import flip
from tests.conftest import Command, small_config, write_little


def test_flips_change_just_that_share_and_never_to_the_same_label() -> None:
    codes = np.arange(1000) % 4
    changed, rows = flip(codes, 4, 0.05, seed=3)
    assert len(set(rows.tolist())) == 50
    assert sorted(rows.tolist()) == np.flatnonzero(changed != codes).tolist()
    assert set(changed.tolist()) == {0, 1, 2, 3}


def test_the_experiment_counts_flipped_labels_by_pair(command: Command) -> None:
    words = (
        "benchmarks.label_check",
        "--data",
        "little.csv",
        "--config",
        "small.toml",
        "--rounds",
        "2",
        "--share",
        "0.1",
    )
    write_little(command.folder / "little.csv")
    (command.folder / "small.toml").write_text(small_config())
    done = command(*words)
    assert done.returncode == 0, done.stderr
    assert "Flipped 10.0% of 24 labels, 2 times" in done.stdout
    assert "by true label" in done.stdout
