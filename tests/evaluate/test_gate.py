"""The gate: the shipped corpus's scores may not fall below the pinned ones unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiding.errors import DuidingError
from evaluate.gate import BASELINE, REPIN, Baseline, falls, measure, pin, read_baseline

PINNED = Baseline(
    corpus_sha256="a" * 64,
    pipeline="p 1",
    macro_f1=0.80,
    behaviour=0.90,
    capabilities={"negation": 0.80, "modality": 1.0},
)


def changed(**figures: object) -> Baseline:
    return PINNED.model_copy(update=figures)


def test_the_gate_is_open_for_the_same_and_for_better_figures() -> None:
    assert falls(PINNED, PINNED) == []
    assert falls(PINNED, changed(macro_f1=0.9, behaviour=1.0)) == []


def test_a_drop_within_the_margin_passes_and_one_beyond_it_is_told() -> None:
    assert falls(PINNED, changed(macro_f1=0.79)) == []
    assert falls(PINNED, changed(macro_f1=0.7899)) == [
        "Cross-validated macro-F1 fell from 0.8000 to 0.7899, more than the margin of 0.01."
    ]
    assert "Behaviour pass rate fell" in falls(PINNED, changed(behaviour=0.87))[0]
    assert "'negation' fell" in falls(PINNED, changed(capabilities={"negation": 0.6, "modality": 1.0}))[0]


def test_cases_that_are_gone_and_another_corpus_shut_the_gate() -> None:
    assert "no longer measured" in falls(PINNED, changed(capabilities={"negation": 0.8}))[0]
    (line,) = falls(PINNED, changed(corpus_sha256="b" * 64))
    assert "corpus is not the pinned one" in line
    assert REPIN in line


def test_pinning_keeps_the_margins_that_were_set(trained: Path, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    first = pin(trained, path)
    assert first == read_baseline(path)
    path.write_text(path.read_text().replace('"macro_f1": 0.01', '"macro_f1": 0.03'))
    assert pin(trained, path).margins.macro_f1 == 0.03


def test_a_baseline_that_cannot_be_read_names_the_command_that_pins_one(
    tmp_path: Path,
) -> None:
    with pytest.raises(DuidingError, match="--pin"):
        read_baseline(tmp_path / "baseline.json")
    (tmp_path / "baseline.json").write_text('{"corpus_sha256": 3}')
    with pytest.raises(DuidingError, match="corpus_sha256"):
        read_baseline(tmp_path / "baseline.json")


def test_the_shipped_model_does_not_fall_below_the_baseline(trained: Path) -> None:
    assert falls(read_baseline(BASELINE), measure(trained)) == []
