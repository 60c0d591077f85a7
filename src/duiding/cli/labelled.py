"""Read labelled sentences, telling what a person should know of them: what was passed over, what annotators and sources differ on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duiding.cli.tables import agreement_table
from duiding.cli.terminal import say, screen
from duiding.corpus.judgements import counted
from duiding.corpus.labelled import Labelled
from duiding.corpus.undecided import write_undecided

_SHOWN = 10


class Remarks:
    """Tells remarks on the data as they come, and counts them for the end, when they have scrolled away."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str) -> None:
        """Tell a remark."""
        say(text)
        self.count += 1

    def remind(self) -> None:
        """Tell how many there were."""
        if self.count:
            say(f"{self.count} remark{'s' if self.count > 1 else ''} on the data above.")


def show_labelled(labelled: Labelled, undecided: Path, tell: Callable[[str], None]) -> None:
    """Show agreement, list conflicts, and write undecided sentences to a file.

    Args:
        labelled: what was read.
        undecided: where undecided sentences go; nothing is written without any.
        tell: told what differs.

    Raises:
        DuidingError: the file can't be written.

    """
    if labelled.new_labels:
        given = " ".join(f"--map-labels '{label}=…'" for label in labelled.new_labels)
        say(f"If a new label is an old one in other words, add {given}.")
    if labelled.agreement:
        screen().print(agreement_table(labelled.agreement))
    if conflicts := labelled.conflicts:
        tell(f"Labelled twice, differently: {counted(len(conflicts))}.")
        for conflict in conflicts[:_SHOWN]:
            say(f"  {conflict}")
        if len(conflicts) > _SHOWN:
            say(f"  … and {len(conflicts) - _SHOWN} more.")
    if labelled.undecided:
        write_undecided(undecided, labelled.undecided)
        tell(
            f"Undecided between annotators, so left out: {counted(len(labelled.undecided))}. Fill in the labels in {undecided} and "
            f"add --data {undecided}."
        )
