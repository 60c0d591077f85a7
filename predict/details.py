"""What ``--explain`` and ``--who`` add to each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duiding.articles import LabelledArticle
from duiding.attribution import Attribution, Attributor
from duiding.classifier import Explanation, FrameClassifier, Reason
from duiding.sentences import clean

REASONS = ("because", "despite", "runner_up")
ROLES = ("speaker", "blamed", "actors")


class Details:
    """Columns that stand behind the others where they are asked for.

    Args:
        classifier: the model.
        explain: whether to tell which words decided.
        who: whether to tell who speaks, who is blamed and who is named; the parser is loaded only then.

    """

    def __init__(self, classifier: FrameClassifier, *, explain: bool = False, who: bool = False) -> None:
        self._classifier = classifier
        self._explain = explain
        self._attributor = Attributor(classifier.pipeline_.name, classifier.features_.lexicon_) if who else None
        self.columns: list[str] = [*(REASONS if explain else ()), *(ROLES if self.attributes else ())]

    @property
    def attributes(self) -> bool:
        """Whether it tells who; not where the model's pipeline has no parser."""
        return self._attributor is not None and self._attributor.available

    def of(self, labelled: LabelledArticle) -> list[tuple[str, ...]]:
        """Give for each sentence of an article a cell for each of ``columns``."""
        texts = [clean(one.text) for one in labelled.sentences]
        cells: list[tuple[str, ...]] = [() for _ in texts]
        if self._explain:
            cells = [
                (*before, *_reasons(one)) for before, one in zip(cells, self._classifier.explain(texts), strict=True)
            ]
        if self._attributor and self.attributes:
            found = self._attributor.attribute(texts)
            cells = [(*before, *_roles(one)) for before, one in zip(cells, found, strict=True)]
        return cells

    def lines(self, cells: Sequence[str]) -> list[str]:
        """Say the same of one sentence as lines for the terminal."""
        known = dict(zip(self.columns, cells, strict=True))
        lines = []
        if self._explain:
            line = f"because {known['because'] or 'no word'}, rather than {known['runner_up']}"
            lines.append(f"{line}, despite {known['despite']}" if known["despite"] else line)
        if who := [f"{role}: {known[role]}" for role in ROLES if known.get(role)]:
            lines.append(" · ".join(who))
        return lines


def _reasons(explanation: Explanation) -> tuple[str, str, str]:
    return _listed(explanation.reasons()), _listed(explanation.objections()), explanation.runner_up


def _listed(reasons: Iterable[Reason]) -> str:
    return "; ".join(map(str, reasons))


def _roles(attribution: Attribution) -> tuple[str, str, str]:
    return attribution.speaker, "; ".join(attribution.blamed), "; ".join(attribution.actors)
