"""Whether the new model takes the older one's place, and the taking over itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duiding
from duiding import Model
from duiding.cli.folders import models
from duiding.cli.hints import called
from duiding.errors import DuidingError
from duiding.store import put_in_place
from train.card import model_card
from train.comparison.rival import Outcome


def check_promotable(against: Path) -> None:
    """See that the older model stands in models/, where ``python -m models`` finds it again.

    Raises:
        DuidingError: it stands elsewhere.

    """
    if against.resolve().parent != models().resolve():
        raise DuidingError(
            f"--promote replaces a model in {models()}/, {against} is none: copy it there, or leave out --promote."
        )


def hindrance(outcome: Outcome, *, undecided_too: bool) -> str | None:
    """Tell why the new model is not put in place; None where it may be.

    It must be better over all test sentences and worse on none of the sources that are judged by themselves.
    """
    worse = [source for source, judged in outcome.by_source.items() if judged.outcome == "worse"]
    if outcome.whole.outcome == "worse":
        return "it is worse"
    if worse:
        return f"it is worse on {', '.join(worse)}"
    if outcome.whole.outcome == "undecided" and not undecided_too:
        return "that it is better is not shown (--promote-undecided puts it in place nevertheless)"
    return None


def promote(folder: Path, rival: Model, tell: Callable[[str], None]) -> None:
    """Put the new model in the older one's place and tell the way back.

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
