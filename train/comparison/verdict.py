"""Which of two models is better on the same test sentences, as a whole and by source."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import duiding
from duiding.scoring import Comparison, Predictions, compare, predict
from duiding.scoring.metrics import FEWEST_ARTICLES
from train.comparison.rival import Rival

FEWEST_SENTENCES = 30


class Verdict(NamedTuple):
    """A comparison, and the number of articles it rests on."""

    comparison: Comparison
    articles: int

    @property
    def enough(self) -> bool:
        """Whether there are articles enough to tell."""
        return self.articles >= FEWEST_ARTICLES

    @property
    def outcome(self) -> str:
        """``better``, ``worse`` or ``undecided``, which too few articles always are."""
        return self.comparison.outcome if self.enough else "undecided"

    def __str__(self) -> str:
        """Tell in one line which is better."""
        found = self.comparison
        if self.enough:
            return found.verdict
        return (
            f"{self.articles} test article{'s are' if self.articles != 1 else ' is'} too few to tell which is better, {FEWEST_ARTICLES} are "
            f"needed: macro-F1 of {found.new} minus that of {found.old} is {found.difference.value:+.3f}."
        )


def judge(folder: Path, rival: Rival) -> tuple[Verdict, dict[str, Verdict]]:
    """Let both models label the test sentences and compare them.

    Args:
        folder: the new model.
        rival: the older one, with the test sentences.

    Returns:
        The verdict over all test sentences, and one by source where there are several with sentences enough.

    """
    test = rival.parts.test
    new, old = predict(duiding.load(folder).classifier, test), predict(rival.model.classifier, test)
    old_folder = rival.model.folder
    names = (folder.name, old_folder.name if old_folder.name != folder.name else str(old_folder))
    sizes = test["source"].value_counts(sort=False)
    several = [str(source) for source, size in sizes.items() if size >= FEWEST_SENTENCES] if len(sizes) > 1 else []
    by_source = {one: _judged(_only(new, one), _only(old, one), names) for one in several}
    return _judged(new, old, names), by_source


def _judged(new: Predictions, old: Predictions, names: tuple[str, str]) -> Verdict:
    return Verdict(compare(new, old, names), len(set(new.articles)))


def _only(found: Predictions, source: str) -> Predictions:
    rows = (found.sentences["source"] == source).to_numpy()
    return Predictions(
        found.sentences[rows].reset_index(drop=True),
        [sentence for sentence, kept in zip(found.parsed, rows, strict=True) if kept],
        found.probabilities[rows],
        found.labels,
    )
