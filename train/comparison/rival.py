"""The older model that a new one is held against, and the articles that the two are compared on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

import duiding
from duiding import Model
from duiding.cli.terminal import say
from duiding.corpus import check_same_labels, marked_test
from duiding.errors import DuidingError, UnknownLabelError
from train.comparison.fairness import doubts
from train.comparison.parts import SHARE, Parts, part


class Rival(NamedTuple):
    """The older model, what the new one learns from and both are compared on, and where that is not fair."""

    model: Model
    parts: Parts
    doubts: list[str]


def find_rival(against: Path, new: Path, corpus: pd.DataFrame, share: float | None) -> Rival:
    """Load the older model and part the sentences, before the training; tells what is compared on, and where that is not fair.

    Args:
        against: folder of the older model.
        new: folder that the new one will be written to.
        corpus: all sentences.
        share: of the articles to put aside where none are marked; None for the default.

    Raises:
        DuidingError: the older model can't be loaded or would be written over, or there is nothing to compare on.

    """
    if against.resolve() == new.resolve():
        raise DuidingError(f"The new model would be written over {against}: give it another name with --name.")
    model = duiding.load(against)
    parts = part(corpus, SHARE if share is None else share)
    _check_comparable(model, parts)
    say(describe(parts))
    found = list(doubts(against.name, model, parts.test))
    for doubt in found:
        say(doubt)
    return Rival(model, parts, found)


def _check_comparable(model: Model, parts: Parts) -> None:
    """See that there is something to compare on and that both models will know its labels."""
    if not len(parts.test):
        raise DuidingError(
            "There are no test articles to compare on: mark rows with 'test' in a column split, or put a larger share aside with --hold-out."
        )
    for labels, whose in ((model.labels, str(model.folder)), (list(parts.training["label"].unique()), "the new model")):
        try:
            check_same_labels(parts.test, labels, whose)
        except UnknownLabelError as error:
            raise UnknownLabelError(
                "Can't compare with %(model)s: %(error)s", error.label, model=model.folder, error=error
            ) from error


def describe(parts: Parts) -> str:
    """Tell in one line which sentences are compared on."""
    sources = []
    for source, rows in parts.test.groupby("source", sort=False):
        how = (
            f"put aside, --hold-out {parts.held_out[str(source)]:g}" if str(source) in parts.held_out else "marked test"
        )
        if str(source) in parts.held_out and (count := int(marked_test(rows).sum())):
            how = f"{how}, {count} of them marked test in another source"
        sources.append(f"{len(rows)} ({rows['article_id'].nunique()}) from {source}, {how}")
    left_out = f"; {parts.repeated} left out that the training sentences repeat word for word" if parts.repeated else ""
    articles = parts.test["article_id"].nunique()
    return f"To compare on: {len(parts.test)} sentences in {articles} articles: {'; '.join(sources)}{left_out}."
