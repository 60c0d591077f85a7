"""Whether a model behaves as a reader expects on hand-written cases (CheckList: Ribeiro et al. 2020)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duiding.classifier import FrameClassifier
from duiding.errors import DuidingError
from duiding.tabular import read_table

CASES = Path(__file__).with_name("behaviour.csv")
COLUMNS = ("case_id", "capability", "kind", "text", "label", "other_text", "other_label")
KINDS = ("label", "invariance", "pair")
SHOWN = 5


class Behaviour(NamedTuple):
    """Hand-written cases with what a model made of them.

    ``cases`` has the columns of the file, ``first`` and ``other`` (the predicted labels of both texts) and ``passed``.
    """

    cases: pd.DataFrame

    @property
    def rate(self) -> float:
        """The share of all cases passed."""
        return float(self.cases["passed"].mean())

    @property
    def capabilities(self) -> pd.DataFrame:
        """A row a capability: ``name``, ``cases``, ``passed``, ``rate``, and ``failures``, some that failed, in words."""
        rows = [
            (
                str(name),
                len(group),
                int(group["passed"].sum()),
                float(group["passed"].mean()),
                [_tell(row) for row in group[~group["passed"]].head(SHOWN).to_dict("records")],
            )
            for name, group in self.cases.groupby("capability", sort=False)
        ]
        return pd.DataFrame(rows, columns=["name", "cases", "passed", "rate", "failures"])

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        rows = self.capabilities.round({"rate": 4}).set_index("name").to_dict("index")
        return {"rate": round(self.rate, 4), "cases": len(self.cases), "by": rows}


def read_cases(path: Path = CASES) -> pd.DataFrame:
    """Read and check a file of cases.

    Raises:
        DuidingError: the file is missing, lacks a column, or has a case that can't be; the case is named.

    """
    if not path.exists():
        raise DuidingError(f"Behaviour cases {path} do not exist: name others with --behaviour.")
    cases = read_table(path)
    missing = [column for column in COLUMNS if column not in cases.columns]
    if missing:
        raise DuidingError(f"{path} lacks the column '{missing[0]}': expected {', '.join(COLUMNS)}.")
    twice = cases["case_id"][cases["case_id"].duplicated()]
    if len(twice):
        raise DuidingError(f"{path} has case {twice.iloc[0]} twice: give each case an id of its own.")
    for case in cases.to_dict("records"):
        _check(path, {str(name): str(value) for name, value in case.items()})
    return cases


def _check(path: Path, case: dict[str, str]) -> None:
    where = f"{path}, case {case['case_id']}"
    if case["kind"] not in KINDS:
        raise DuidingError(f"{where}: kind is '{case['kind']}', expected one of {', '.join(KINDS)}.")
    second = ("other_text", "other_label") if case["kind"] != "label" else ()
    for column in ("capability", "text", "label", *second):
        if not case[column]:
            raise DuidingError(f"{where}: {column} is empty, which a case of kind '{case['kind']}' needs.")
    if case["kind"] == "invariance" and case["label"] != case["other_label"]:
        raise DuidingError(f"{where}: an invariance case has two labels, {case['label']} and {case['other_label']}.")


def measure_behaviour(classifier: FrameClassifier, cases: pd.DataFrame) -> Behaviour:
    """Run the cases.

    A ``label`` case passes if its text gets its label; a ``pair`` if both texts get theirs; an ``invariance`` if both texts get
    the same label, right or wrong.

    Raises:
        DuidingError: a case has a label that the model does not know.

    """
    second = cases["kind"] != "label"
    known = set(map(str, classifier.classes_))
    unknown = (set(cases["label"]) | set(cases.loc[second, "other_label"])) - known
    if unknown:
        raise DuidingError(f"Behaviour cases have the label '{min(unknown)}', which the model does not know.")
    predicted = classifier.predict([*cases["text"], *cases.loc[second, "other_text"]])
    first = predicted[: len(cases)]
    other = np.full(len(cases), "", dtype=predicted.dtype)
    other[second.to_numpy()] = predicted[len(cases) :]
    rows = cases.assign(first=first, other=other)
    rows["passed"] = [_passes(row) for row in rows.to_dict("records")]
    return Behaviour(rows)


def _passes(row: dict[Any, Any]) -> bool:
    if row["kind"] == "invariance":
        return bool(row["first"] == row["other"])
    return bool(row["first"] == row["label"] and (row["kind"] == "label" or row["other"] == row["other_label"]))


def _tell(row: dict[Any, Any]) -> str:
    told = f"{row['case_id']}: «{row['text']}» → {row['first']} (expected {row['label']})"
    if row["kind"] == "label":
        return told
    return f"{told}; «{row['other_text']}» → {row['other']} (expected {row['other_label']})"
