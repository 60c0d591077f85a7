"""What the command was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duiding.corpus import ReadingOptions

PLAIN = ReadingOptions()


@dataclass(frozen=True, kw_only=True)
class EvaluateOptions:
    """The options of ``python -m evaluate``, as they were given.

    Args:
        model: folder of the model.
        pipeline: see ``duiding.load``.
        data: labelled files and folders to score on.
        all_rows: whether rows count that are not marked for testing, where no row is.
        reading: how to read ``data``.
        undecided: where sentences go that annotators left undecided.
        output: folder of the report; none is written where it is None.
        target_accuracy: accuracy to set the model's threshold by.
        pin: whether to make the model the baseline.
        against: folder of a model to compare with.
        fail_if_worse: whether a worse model than that ends with exit code 1.
        behaviour: file of behaviour cases; None for the project's own.
        learning_curve: whether to draw a learning curve.
        ablate: whether to leave out the feature blocks one by one.
        peers: whether to train other classifiers.
        peer: words in the names of those to train; none for all.
        base: folder or name of the transformer that some of them begin with.
        training: labelled files to train on for these three.
        training_reading: how to read ``training``.
        jobs: processes for parsing and cross-validation.
        agreement: labelled files of several annotators to measure the agreement of, instead of a model.

    """

    model: Path
    pipeline: str = ""
    data: Sequence[Path] = ()
    all_rows: bool = True
    reading: ReadingOptions = PLAIN
    undecided: Path = Path("undecided.csv")
    output: Path | None = None
    target_accuracy: float | None = None
    pin: bool = False
    against: Path | None = None
    fail_if_worse: bool = False
    behaviour: Path | None = None
    learning_curve: bool = False
    ablate: bool = False
    peers: bool = False
    peer: Sequence[str] = ()
    base: str | None = None
    training: Sequence[Path] = ()
    training_reading: ReadingOptions = PLAIN
    jobs: int = 1
    agreement: Sequence[Path] = ()
