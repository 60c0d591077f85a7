"""What a user asks of a batch, and whether it can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from duiding.errors import DuidingError

MOST = 50_000  # sentences: a batch is for people to read


class Format(StrEnum):
    """How a batch is written."""

    csv = "csv"
    xlsx = "xlsx"
    doccano = "doccano"
    label_studio = "label-studio"


class Wanted(NamedTuple):
    """A batch as a user asks for it.

    ``control`` is the share drawn at random; ``known`` names files of sentences that have a label already.
    """

    sentences: int
    control: float = 0.0
    show_guess: bool = False
    known: Sequence[Path] = ()
    seed: int = 0


def check(wanted: Wanted | None, output: Path | None, others: dict[str, bool], own: dict[str, bool]) -> None:
    """See that the options go together.

    Args:
        wanted: the batch, if one is asked for.
        output: the file to write.
        others: options that a batch has no use for, and whether each is given.
        own: options that only a batch has a use for, and whether each is given.

    Raises:
        DuidingError: they do not; the option is named.

    """
    if wanted is None:
        for option, given in own.items():
            if given:
                raise DuidingError(f"{option} goes with --to-label, which asks for sentences to label: add it.")
        return
    if output is None:
        raise DuidingError("--to-label writes a file for people to fill in: name it with --output.")
    for option, given in others.items():
        if given:
            raise DuidingError(f"{option} does not go with --to-label, which writes sentences to label: leave one out.")
    if not 1 <= wanted.sentences <= MOST:
        raise DuidingError(f"--to-label {wanted.sentences} is no size of a batch: give 1 to {MOST:,} sentences.")
    if not 0 <= wanted.control <= 1:
        raise DuidingError(f"--control {wanted.control:g} is no share: give 0 (none) to 1 (all at random).")
