"""Whether the new model takes the older one's place, and the taking over itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import duiding
from duiding import Model
from duiding.cli.folders import models
from duiding.cli.hints import called
from duiding.errors import DuidingError
from duiding.store import put_in_place
from train.card import model_card
from train.comparison.verdict import Verdict


def check_promotable(against: Path) -> None:
    """See that the older model stands in models/, where ``python -m models`` finds it again.

    Raises:
        DuidingError: it stands elsewhere.

    """
    if against.resolve().parent != models().resolve():
        raise DuidingError(
            f"--promote replaces a model in {models()}/, {against} is none: copy it there, or leave out --promote."
        )


def reason_against(whole: Verdict, by_source: Mapping[str, Verdict], *, undecided_too: bool) -> str | None:
    """Tell why the new model is not put in place; None where it may be.

    It must be better over all test sentences and worse on none of the sources that are judged by themselves.

    Args:
        whole: the verdict over all test sentences.
        by_source: those by source.
        undecided_too: whether it may be put in place where no difference is shown.

    """
    worse = [source for source, verdict in by_source.items() if verdict.outcome == "worse"]
    if whole.outcome == "worse":
        return "it is worse"
    if worse:
        return f"it is worse on {', '.join(worse)}"
    if whole.outcome == "undecided" and not undecided_too:
        return "that it is better is not shown (--promote-undecided puts it in place nevertheless)"
    return None


def promote(folder: Path, rival: Model, tell: Callable[[str], None]) -> None:
    """Put the new model in the older one's place and tell the way back.

    Args:
        folder: the new model.
        rival: the older one.
        tell: told what was done.

    Raises:
        DuidingError: the folders can't be read or written; both models stay as they were.

    """
    place = rival.folder
    kept = put_in_place(folder, place, model_card)
    tell(f"{place} is {folder.name} now; the old one is kept as {kept} (back: {called('models')} restore {kept.name}).")
    aimed, new = rival.classifier.target_accuracy, duiding.load(place).classifier.target_accuracy
    if aimed != new:
        tell(
            f"The threshold of the old one was set for an accuracy of {aimed:g}, this one has {new:g}: "
            f"{called('evaluate')} --model {place} --target-accuracy {aimed:g}"
        )
