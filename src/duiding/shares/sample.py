"""Sentences that were drawn at random from articles and labelled by a person."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duiding.corpus import ReadingOptions, check_same_labels, read_labelled
from duiding.corpus.judgements import counted
from duiding.errors import InputError
from duiding.sentences import clean

if TYPE_CHECKING:
    import pandas as pd


CHOSEN, PROBABILITY = "chosen", "probability"  # columns of a file of sentences to label
CONTROL = "control"  # what ``chosen`` says of a sentence that was drawn at random
_PLAIN = ReadingOptions()


class Coded(NamedTuple):
    """The label that a person gave, and one over the probability with which the sentence was drawn."""

    label: str
    weight: float


def key_of(text: str) -> str:
    """Give that by which a sentence is found again: a text is drawn once, wherever and however often it stands in the articles."""
    return clean(text).casefold()


def read_sample(
    path: Path, labels: Sequence[str], tell: Callable[[str], None], options: ReadingOptions = _PLAIN
) -> dict[str, Coded]:
    """Read the sentences of a file that were drawn at random and have a label.

    Those that were chosen by doubt are left out: their probability of being drawn is unknown, and they are harder than others. Without
    probabilities in the file all others count as drawn with equal ones.

    Args:
        path: any file that labelled sentences are read from; the columns ``chosen`` and ``probability`` are those that a file of
            sentences to label has.
        labels: the model's labels.
        tell: told what is left out and what is assumed.
        options: how to read it.

    Raises:
        DuidingError: it can't be read, a label is not the model's, a probability is none, or no sentence was drawn at random.

    """
    read = read_labelled([path], options, notice=lambda text: None)
    rows = read.corpus
    if read.conflicts:
        tell(f"{path}: labelled twice, differently, so the last label counts: {counted(len(read.conflicts))}.")
    if read.undecided:
        tell(f"{path}: undecided between coders, so left out: {counted(len(read.undecided))}.")
    check_same_labels(rows, labels)
    rows = _at_random(rows, path, tell)
    weights = [1 / chance for chance in _probabilities(rows, path, tell)]
    return {
        key_of(text): Coded(label, weight)
        for text, label, weight in zip(rows["text"], rows["label"], weights, strict=True)
    }


def _at_random(rows: pd.DataFrame, path: Path, tell: Callable[[str], None]) -> pd.DataFrame:
    if CHOSEN not in rows.columns:
        return rows
    kept = rows[rows[CHOSEN] == CONTROL]
    if not len(kept):
        raise InputError(
            f"No labelled sentence of {path} was drawn at random: shares can't be corrected by the others."
        )
    if len(kept) < len(rows):
        tell(f"{path}: not drawn at random, so left out of the correction: {counted(len(rows) - len(kept))}.")
    return kept


def _probabilities(rows: pd.DataFrame, path: Path, tell: Callable[[str], None]) -> list[float]:
    given = list(rows[PROBABILITY]) if PROBABILITY in rows.columns else [""] * len(rows)
    if not any(given):
        tell(f"{path} has no probabilities: its sentences are taken as drawn at random, each with the same chance.")
        return [1.0] * len(rows)
    found = []
    for text, row in zip(given, rows["row"], strict=True):
        try:
            chance = float(str(text).replace(",", "."))
        except ValueError:
            chance = math.nan
        if not 0 < chance <= 1:
            raise InputError(
                f"{path}, row {row}: '{text}' is no probability of being drawn: expected above 0, up to 1."
            )
        found.append(chance)
    return found
