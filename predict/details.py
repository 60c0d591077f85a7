"""What ``--explain`` and ``--who`` add to each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from duiding.prediction import Components, LabelledArticle, Parse, as_trained, parse_batch
from predict.notes import ActorRow, Notes, SentenceNotes, Word

if TYPE_CHECKING:
    from duiding.attribution import Attribution
    from duiding.classifier import Explanation, FrameClassifier, Reason

ROLES = ("speaker", "blamed", "actors")


class Details:
    """Tells why a sentence got its label and who speaks in it, where that is asked for.

    Args:
        classifier: the model.
        explain: whether to tell which words decided.
        who: whether to tell who speaks, who is blamed and who is named; the parser is loaded only then.

    """

    def __init__(self, classifier: FrameClassifier, *, explain: bool = False, who: bool = False) -> None:
        self._classifier = classifier
        self._explain = explain
        self._labels = [str(label) for label in classifier.classes_]
        self._attributor = None
        if who:
            from duiding.attribution import Attributor

            self._attributor = Attributor(classifier.pipeline_.name, classifier.features_.lexicon_)
        self.parse: Parse | None = None
        if self.beside is not None:
            self.parse = partial(parse_batch, classifier, beside=self.beside)

    @property
    def beside(self) -> Components:
        """The spaCy components that parses need beside the classifier's; None where nothing is asked for."""
        if self._attributor and self.attributes:
            return self._attributor.components
        return () if self._explain else None

    @property
    def attributes(self) -> bool:
        """Whether it tells who; not where the model's pipeline has no parser."""
        return self._attributor is not None and self._attributor.available

    def of(self, labelled: LabelledArticle) -> Notes:
        """Give the notes of an article that comes with its parses; none where nothing was asked for."""
        parses = labelled.parses
        why = list(self._classifier.explain(as_trained(parses))) if self._explain else []
        who = list(self._attributor.attribute(parses)) if self._attributor and self.attributes else []
        sentences = [
            SentenceNotes(
                cells={
                    **(_reasons(why[i]) if why else {}),
                    **(_roles(who[i]) if who else {}),
                },
                words=_words(why[i]) if why else (),
            )
            for i in range(len(parses) if why or who else 0)
        ]
        return Notes(sentences, self._actors(who, labelled) if who else ())

    def _actors(self, who: Sequence[Attribution], labelled: LabelledArticle) -> list[ActorRow]:
        from duiding.attribution import actor_frames

        table = actor_frames(who, [one.label for one in labelled.sentences], self._labels)
        counts = table[self._labels].to_numpy().tolist()
        return [
            ActorRow(actor, role, tuple(row))
            for actor, role, row in zip(table["actor"], table["role"], counts, strict=True)
        ]


def lines_of(notes: SentenceNotes) -> list[str]:
    """Say what is known of one sentence as lines for the terminal."""
    cells = notes.cells
    lines = []
    if "runner_up" in cells:
        line = f"because {cells['because'] or 'no word'}, rather than {cells['runner_up']}"
        lines.append(f"{line}, despite {cells['despite']}" if cells["despite"] else line)
    if who := [f"{role}: {cells[role]}" for role in ROLES if cells.get(role)]:
        lines.append(" · ".join(who))
    return lines


def _reasons(explanation: Explanation) -> dict[str, str]:
    return {
        "because": _listed(explanation.reasons()),
        "despite": _listed(explanation.objections()),
        "runner_up": explanation.runner_up,
    }


def _words(explanation: Explanation) -> list[Word]:
    return [Word(one.word, one.value) for one in (*explanation.reasons(), *explanation.objections())]


def _listed(reasons: Iterable[Reason]) -> str:
    return "; ".join(map(str, reasons))


def _roles(attribution: Attribution) -> dict[str, str]:
    return {
        "speaker": attribution.speaker,
        "blamed": "; ".join(attribution.blamed),
        "actors": "; ".join(attribution.actors),
    }
