"""Hold a freshly trained model against an older one, on articles that the new one did not learn from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import duiding
from duiding import Model
from duiding.corpus import check_same_labels
from duiding.errors import DuidingError
from duiding.scoring import Comparison, Predictions, compare, predict
from train.comparison.fairness import doubts
from train.comparison.parts import Parts, part

FEWEST_ARTICLES = 20  # below it intervals over articles are too narrow (Cameron, Gelbach and Miller 2008)
FEWEST_SENTENCES = 30


class Judged(NamedTuple):
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

    @property
    def verdict(self) -> str:
        """Which is better, in one line."""
        found = self.comparison
        if self.enough:
            return found.verdict
        return (
            f"{self.articles} test article{'s are' if self.articles != 1 else ' is'} too few to tell which is better, {FEWEST_ARTICLES} are "
            f"needed: macro-F1 of {found.new} minus that of {found.old} is {found.difference.value:+.3f}."
        )


class Outcome(NamedTuple):
    """What is found: over all test sentences, and by source where there are several."""

    whole: Judged
    by_source: dict[str, Judged]


class Rivalry(NamedTuple):
    """The older model, what the two learn from and are compared on, and where that is not fair."""

    rival: Model
    parts: Parts
    doubts: list[str]


def prepare(against: Path, new: Path, corpus: pd.DataFrame, share: float, tell: Callable[[str], None]) -> Rivalry:
    """Do all that can be done before the training, so that it is not in vain.

    Args:
        against: folder of the older model.
        new: folder that the new one will be written to.
        corpus: all sentences.
        share: of the articles to put aside where none are marked.
        tell: told what is compared on, and where that is not fair.

    Raises:
        DuidingError: the older model can't be loaded or would be written over, or there is nothing to compare on.

    """
    rival, parts = find_rival(against, new), part(corpus, share)
    check_comparable(rival, parts)
    tell(describe(parts))
    found = list(doubts(against.name, rival.manifest, corpus, parts))
    for doubt in found:
        tell(doubt)
    return Rivalry(rival, parts, found)


def find_rival(against: Path, new: Path) -> Model:
    """Load the model to hold the new one against.

    Raises:
        DuidingError: it can't be loaded, or the new model would be written over it.

    """
    if against.resolve() == new.resolve():
        raise DuidingError(f"The new model would be written over {against}: give it another name with --name.")
    return duiding.load(against)


def check_comparable(rival: Model, parts: Parts) -> None:
    """See, before the training, that there is something to compare on and that both models will know its labels.

    Raises:
        DuidingError: there are no test articles, or a label that only one of the models knows.

    """
    if not len(parts.test):
        raise DuidingError(
            "There are no test articles to compare on: mark rows with 'test' in a column split, or put a larger share aside with --hold-out."
        )
    for labels, whose in ((rival.classifier.classes_, str(rival.folder)), (parts.training["label"], "the new model")):
        try:
            check_same_labels(parts.test, map(str, labels))
        except DuidingError as error:
            raise DuidingError(f"Can't compare with {rival.folder}, seen from {whose}: {error}") from error


def describe(parts: Parts) -> str:
    """Tell in one line which sentences are compared on."""
    sources = []
    for source, rows in parts.test.groupby("source", sort=False):
        how = (
            f"put aside, --hold-out {parts.held_out[str(source)]:g}" if str(source) in parts.held_out else "marked test"
        )
        sources.append(f"{len(rows)} ({rows['article_id'].nunique()}) from {source}, {how}")
    left_out = f"; {parts.repeated} left out that the training sentences repeat word for word" if parts.repeated else ""
    articles = parts.test["article_id"].nunique()
    return f"To compare on: {len(parts.test)} sentences in {articles} articles: {'; '.join(sources)}{left_out}."


def hold_against(folder: Path, rival: Model, test: pd.DataFrame) -> Outcome:
    """Let both models label the test sentences and compare them, as a whole and by source."""
    new, old = predict(duiding.load(folder).classifier, test), predict(rival.classifier, test)
    names = (folder.name, rival.folder.name if rival.folder.name != folder.name else str(rival.folder))
    whole = _judge(new, old, names)
    sizes = test["source"].value_counts(sort=False)
    several = [str(source) for source, size in sizes.items() if size >= FEWEST_SENTENCES] if len(sizes) > 1 else []
    return Outcome(whole, {one: _judge(_only(new, one), _only(old, one), names) for one in several})


def _judge(new: Predictions, old: Predictions, names: tuple[str, str]) -> Judged:
    return Judged(compare(new, old, names), len(set(new.articles)))


def _only(found: Predictions, source: str) -> Predictions:
    rows = (found.sentences["source"] == source).to_numpy()
    return Predictions(
        found.sentences[rows].reset_index(drop=True),
        [sentence for sentence, kept in zip(found.parsed, rows, strict=True) if kept],
        found.probabilities[rows],
        found.labels,
    )
