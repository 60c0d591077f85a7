"""The end of ``python -m train --against``: compare, show, and put the better model in place if that is wished."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from duiding.cli.terminal import DONE, SKIPPED_SOME, progress, screen
from train.comparison.changes import changes_file, changes_table, write_changes
from train.comparison.promotion import hindrance, promote
from train.comparison.rival import Outcome, Rivalry, hold_against


def conclude(rivalry: Rivalry, folder: Path, *, promoting: bool, undecided_too: bool) -> int:
    """Compare the new model with the older one and tell what came of it.

    Args:
        rivalry: what ``train.comparison.rival.prepare`` gave.
        folder: the new model.
        promoting: whether the better one is to be put in place.
        undecided_too: whether to do so where no difference is shown as well.

    Returns:
        The exit code: 1 where the new model was to be put in place and was not, else 0.

    """
    with progress(f"Comparing {folder.name} with {rivalry.rival.folder.name}"):
        outcome = hold_against(folder, rivalry.rival, rivalry.parts.test)
    _show(outcome, folder, rivalry.doubts)
    if not promoting:
        return DONE
    reason = hindrance(outcome, undecided_too=undecided_too)
    if reason:
        _tell(f"{rivalry.rival.folder} stays in place: {folder.name} was not promoted, since {reason}.")
        return SKIPPED_SOME
    promote(folder, rivalry.rival, _tell)
    return DONE


def _show(outcome: Outcome, folder: Path, doubts: Sequence[str]) -> None:
    found = outcome.whole.comparison
    if len(found.changed):
        path = changes_file(folder)
        write_changes(found, path)
        screen().print(changes_table(found, path))
    for source, judged in outcome.by_source.items():
        _tell(f"{source} alone: {judged.verdict}")
    for doubt in doubts:
        _tell(doubt)
    _tell(outcome.whole.verdict)


def _tell(text: str) -> None:
    screen().print(text, markup=False)
