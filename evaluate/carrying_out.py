"""Carry out one call of the command: read, score, show, and keep what is to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import duiding
from duiding.classifier import FrameClassifier
from duiding.cli.labelled import show_labelled
from duiding.cli.terminal import DONE, say, screen
from duiding.corpus import ReadingOptions, read_labelled
from duiding.errors import DuidingError
from evaluate.gate import BASELINE, pin
from evaluate.report import write_report
from evaluate.results import Results
from evaluate.run import Wishes, run
from evaluate.selection import for_testing
from evaluate.tables import tables
from evaluate.threshold import aim_for, keep

WORSE = 1


@dataclass(frozen=True, kw_only=True)
class Call:
    """What is scored on what, and what becomes of it.

    ``all_rows`` tells whether to score on rows that are not marked for testing too; ``output`` is the report's folder.
    """

    model: Path
    data: Sequence[Path]
    all_rows: bool
    options: ReadingOptions
    undecided: Path
    output: Path
    target_accuracy: float | None
    pin: bool
    fail_if_worse: bool


def carry_out(call: Call, wishes: Wishes) -> int:
    """Evaluate a model; gives the exit code.

    Raises:
        DuidingError: wishes do not go together, or the model, the data or the report is refused.

    """
    if call.fail_if_worse and wishes.against is None:
        raise DuidingError("--fail-if-worse needs a model to compare with: name it with --against.")
    classifier = duiding.load(call.model)
    if call.target_accuracy is not None:
        aim_for(classifier, call.target_accuracy)
    results = run(classifier, call.model, _read(call), wishes)
    _show(results, call.output)
    _keep(call, classifier)
    if results.comparison is None:
        return DONE
    screen().print(results.comparison.verdict, markup=False)
    return WORSE if call.fail_if_worse and results.comparison.outcome == "worse" else DONE


def _read(call: Call) -> pd.DataFrame:
    labelled = read_labelled(call.data, call.options, notice=say)
    show_labelled(labelled, call.undecided)
    return for_testing(labelled.corpus, all_rows=call.all_rows)


def _show(results: Results, output: Path) -> None:
    for table in tables(results):
        screen().print(table)
    page = write_report(results, output)
    screen().print(f"Report written to {page}, figures to {page.with_name('metrics.json')}.", markup=False)


def _keep(call: Call, classifier: FrameClassifier) -> None:
    if call.target_accuracy is not None:
        keep(classifier, call.model)
        told = f"{call.model} now calls a sentence uncertain where it is less than {classifier.threshold_:.3f} sure."
        screen().print(told, markup=False)
    if call.pin:
        pin(call.model)
        screen().print(f"Baseline pinned in {BASELINE}.", markup=False)
