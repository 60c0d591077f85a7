"""The simulation draws articles whose mix of labels drifts, and sees which intervals hold."""

from __future__ import annotations

import numpy as np

from benchmarks.shares.material import Material
from benchmarks.shares.report import alarms, table
from benchmarks.shares.runs import Setting, false_alarms, simulate

LABELS = ["sanction", "other"]


def material(*, bias: float) -> Material:
    """Articles of ten sentences; the model says of every sentence, by chance, ``bias`` too often that it is a sanction."""
    random = np.random.default_rng(0)
    codes = (random.random(2000) > np.repeat(random.beta(1, 2, 200), 10)).astype(int)
    chance = np.clip(np.where(codes == 0, 0.85, 0.15) + bias + random.normal(0, 0.1, 2000), 0.01, 0.99)
    return Material(np.stack([chance, 1 - chance], axis=1), codes, np.repeat(np.arange(200), 10), LABELS)


def test_corrected_intervals_hold_where_the_model_is_wrong_in_one_direction() -> None:
    found = simulate(material(bias=0.3), Setting(60, 150), runs=80, seed=0)
    assert found["corrected"].covered.mean() >= 0.9
    assert found["counted"].covered.mean() < 0.9


def test_a_good_model_makes_intervals_narrower_than_labels_alone() -> None:
    found = simulate(material(bias=0.0), Setting(60, 100), runs=30, seed=0)
    assert (found["corrected"].width < 0.9 * found["labelled alone"].width).all()


def test_a_seed_repeats_itself_and_every_method_has_a_row() -> None:
    one, other = (simulate(material(bias=0.1), Setting(30, 50), runs=5, seed=3) for _ in range(2))
    assert all((one[name].width == other[name].width).all() for name in one)
    rows = table({Setting(30, 50): one}, LABELS).splitlines()
    assert len(rows) == 2 + 3 and rows[2].startswith("| 30 | 50 | counted |")


def test_groups_of_the_same_articles_are_seldom_called_different() -> None:
    found = false_alarms(material(bias=0.3), Setting(25, 80), runs=60, seed=0)
    assert found["counted"].max() <= 0.15 and found["corrected"].max() <= 0.15
    assert len(alarms({Setting(25, 80): found}).splitlines()) == 4
