"""Tell a person what coders and sources say differently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from duiding.agreement.table import agreement_table
from duiding.corpus.judgements import counted
from duiding.corpus.reading import Labelled
from duiding.corpus.undecided import write_undecided

_SHOWN = 10


def tell_labelled(labelled: Labelled, undecided: Path, console: Console, say: Callable[[str], None]) -> None:
    """Show agreement, list conflicts, and write undecided sentences to a file.

    Args:
        labelled: what was read.
        undecided: where undecided sentences go; nothing is written without any.
        console: for the table.
        say: for single lines.

    Raises:
        DuidingError: the file can't be written.

    """
    if labelled.agreement:
        console.print(agreement_table(labelled.agreement))
    if conflicts := labelled.conflicts:
        say(f"Labelled twice, differently: {counted(len(conflicts))}.")
        for conflict in conflicts[:_SHOWN]:
            say(f"  {conflict}")
        if len(conflicts) > _SHOWN:
            say(f"  … and {len(conflicts) - _SHOWN} more.")
    if labelled.undecided:
        path = write_undecided(undecided, labelled.undecided)
        say(
            f"Undecided between coders, so left out: {counted(len(labelled.undecided))}. Fill in the labels in {path} and add "
            f"--data {path}."
        )
