"""Show what annotators and sources say differently."""

from __future__ import annotations

from pathlib import Path

from duiding.cli.tables import agreement_table
from duiding.cli.terminal import say, screen
from duiding.corpus.judgements import counted
from duiding.corpus.labelled import Labelled
from duiding.corpus.undecided import write_undecided

_SHOWN = 10


def show_labelled(labelled: Labelled, undecided: Path) -> None:
    """Show agreement, list conflicts, and write undecided sentences to a file.

    Args:
        labelled: what was read.
        undecided: where undecided sentences go; nothing is written without any.

    Raises:
        DuidingError: the file can't be written.

    """
    if labelled.new_labels:
        given = " ".join(f"--map-labels '{label}=…'" for label in labelled.new_labels)
        say(f"If a new label is an old one in other words, add {given}.")
    if labelled.agreement:
        screen().print(agreement_table(labelled.agreement))
    if conflicts := labelled.conflicts:
        say(f"Labelled twice, differently: {counted(len(conflicts))}.")
        for conflict in conflicts[:_SHOWN]:
            say(f"  {conflict}")
        if len(conflicts) > _SHOWN:
            say(f"  … and {len(conflicts) - _SHOWN} more.")
    if labelled.undecided:
        path = write_undecided(undecided, labelled.undecided)
        say(
            f"Undecided between annotators, so left out: {counted(len(labelled.undecided))}. Fill in the labels in {path} and add "
            f"--data {path}."
        )
