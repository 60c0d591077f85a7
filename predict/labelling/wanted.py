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

    ``control`` is the share drawn at random; ``known`` names files of sentences that have a label already; ``format`` is told by the
    ending where it is None.
    """

    sentences: int
    control: float = 0.0
    show_guess: bool = False
    known: Sequence[Path] = ()
    seed: int = 0
    format: Format | None = None


def wanted(
    sentences: int | None,
    control: float | None,
    show_guess: bool,
    known: Sequence[Path] | None,
    format: Format | None,
    seed: int | None,
) -> Wanted | None:
    """Put the options about a batch together; None where no batch is asked for.

    Raises:
        DuidingError: options are given without ``--to-label``, or its number or share is none; the option is named.

    """
    if sentences is None:
        given = {
            "--control": control is not None,
            "--show-guess": show_guess,
            "--known": bool(known),
            "--format": format is not None,
            "--seed": seed is not None,
        }
        for option in (option for option, is_given in given.items() if is_given):
            raise DuidingError(f"{option} goes with --to-label, which asks for sentences to label: add it.")
        return None
    if not 1 <= sentences <= MOST:
        raise DuidingError(f"--to-label {sentences} is no size of a batch: give 1 to {MOST:,} sentences.")
    if control is not None and not 0 <= control <= 1:
        raise DuidingError(f"--control {control:g} is no share: give 0 (none) to 1 (all at random), as in 0.2.")
    return Wanted(sentences, control or 0.0, show_guess, known or (), seed or 0, format)
