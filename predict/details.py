"""What ``--explain`` adds to each sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from duiding.articles import LabelledArticle
from duiding.classifier import FrameClassifier, Reason
from duiding.sentences import clean


class Detail(NamedTuple):
    """One cell more of a sentence: its column and what stands there."""

    column: str
    text: str


class Details:
    """Columns that stand behind the others where they are asked for.

    Args:
        classifier: the model.
        explain: whether to tell which words decided.

    """

    def __init__(self, classifier: FrameClassifier, *, explain: bool = False) -> None:
        self._classifier = classifier
        self._explain = explain
        self.columns: list[str] = ["because", "despite", "runner_up"] if explain else []

    def of(self, labelled: LabelledArticle) -> list[tuple[str, ...]]:
        """Give for each sentence of an article a cell for each of ``columns``."""
        if not self.columns:
            return [() for _ in labelled.sentences]
        found = self._classifier.explain([clean(one.text) for one in labelled.sentences])
        return [(_listed(one.reasons()), _listed(one.objections()), one.runner_up) for one in found]

    def lines(self, cells: tuple[str, ...]) -> list[str]:
        """Say the same of one sentence as lines for the terminal."""
        known = dict(zip(self.columns, cells, strict=True))
        if not known:
            return []
        line = f"because {known['because'] or 'no word'}, rather than {known['runner_up']}"
        return [f"{line}, despite {known['despite']}" if known["despite"] else line]


def _listed(reasons: Iterable[Reason]) -> str:
    return "; ".join(map(str, reasons))
