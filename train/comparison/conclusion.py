"""The end of ``python -m train --against``: compare, show, and put the better model in place if that is asked for."""

from __future__ import annotations

from pathlib import Path

from duiding.cli.terminal import DONE, SKIPPED_SOME, progress, screen
from train.comparison.changes import changes_file, changes_table, write_changes
from train.comparison.promotion import promote, reason_against
from train.comparison.record import write_verdict
from train.comparison.rival import Rival
from train.comparison.verdict import judge
from train.options import TrainOptions


def conclude(rival: Rival, folder: Path, options: TrainOptions) -> int:
    """Compare the new model with the older one and tell what came of it.

    Args:
        rival: the older model.
        folder: the new model.
        options: whether the better one is to be put in place.

    Returns:
        The exit code: 1 where the new model was to be put in place and was not, else 0.

    """
    with progress(f"Comparing {folder.name} with {rival.model.folder.name}"):
        whole, by_source = judge(folder, rival)
    if len(whole.comparison.changed):
        path = changes_file(folder)
        write_changes(whole.comparison, path)
        screen().print(changes_table(whole.comparison, path))
    for source, verdict in by_source.items():
        _tell(f"{source} alone: {verdict}")
    for doubt in rival.doubts:
        _tell(doubt)
    _tell(str(whole))
    write_verdict(folder, rival, whole, by_source)
    if not options.promoting:
        return DONE
    if reason := reason_against(whole, by_source, undecided_too=options.promote_undecided):
        _tell(f"{rival.model.folder} stays in place: {folder.name} was not promoted, since {reason}.")
        return SKIPPED_SOME
    promote(folder, rival.model, _tell)
    return DONE


def _tell(text: str) -> None:
    screen().print(text, markup=False)
