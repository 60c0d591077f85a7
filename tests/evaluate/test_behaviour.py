"""The behaviour cases are sound, apart from the corpus, and counted as defined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from duiding.errors import DuidingError
from evaluate.behaviour import CASES, measure_behaviour, read_cases
from tests.conftest import ROOT

HEADING = "case_id,capability,kind,text,label,other_text,other_label,note\n"


class Reads:
    """Labels a text by the word that it holds."""

    classes_ = np.array(["diplomatic", "escalatory"])

    def predict(self, texts: list[str]) -> Any:
        return np.array(["escalatory" if "aanval" in text else "diplomatic" for text in texts])


def write(path: Path, rows: str) -> Path:
    path.write_text(HEADING + rows, encoding="utf-8")
    return path


def test_cases_are_counted_by_kind(tmp_path: Path) -> None:
    path = write(
        tmp_path / "cases.csv",
        "b1,plain,label,Een aanval.,escalatory,,,\n"
        "b2,plain,label,Raketten.,escalatory,,,\n"
        "b3,negation,pair,Een aanval.,escalatory,Geen strijd.,diplomatic,\n"
        "b4,negation,pair,Een aanval.,escalatory,Geen aanval.,diplomatic,\n"
        "b5,swap,invariance,Rusland schiet.,escalatory,China schiet.,escalatory,\n"
        "b6,swap,invariance,Rusland schiet.,escalatory,Een aanval.,escalatory,\n",
    )
    found = measure_behaviour(Reads(), read_cases(path))  # type: ignore[arg-type]  # all it needs of a classifier
    assert {one.name: (one.cases, one.passed) for one in found.capabilities.itertuples()} == {
        "plain": (2, 1),
        "negation": (2, 1),
        "swap": (2, 1),  # b5 gets the wrong label twice, but the same one
    }
    assert found.rate == 0.5
    assert found.capabilities["failures"][1] == [
        "b4: «Een aanval.» → escalatory (expected escalatory); «Geen aanval.» → escalatory (expected diplomatic)"
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("b1,plain,labels,Een aanval.,escalatory,,,\n", "case b1: kind is 'labels'"),
        ("b1,plain,pair,Een aanval.,escalatory,,,\n", "case b1: other_text is empty"),
        (
            "b1,swap,invariance,A.,escalatory,B.,other,\n",
            "case b1: an invariance case has two labels",
        ),
        ("b1,plain,label,A.,other,,,\nb1,plain,label,B.,other,,,\n", "case b1 twice"),
    ],
)
def test_a_case_that_cannot_be_is_named(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(DuidingError, match=message):
        read_cases(write(tmp_path / "cases.csv", rows))


def test_a_label_that_the_model_does_not_know_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "cases.csv", "b1,plain,label,Weer.,neutral,,,\n")
    with pytest.raises(DuidingError, match="'neutral'"):
        measure_behaviour(Reads(), read_cases(path))  # type: ignore[arg-type]  # all it needs of a classifier


def test_the_projects_cases_are_many_and_none_is_in_the_corpus() -> None:
    cases = read_cases(CASES)
    assert len(cases) >= 300
    corpus = {text.casefold() for text in pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str)["text"]}
    texts = [text.casefold() for text in [*cases["text"], *cases["other_text"]] if text]
    assert not [text for text in texts if text in corpus]
