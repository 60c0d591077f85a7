"""What ``--explain`` and ``--who`` add to each sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from duiding.features import components_for
from duiding.prediction import Components, LabelledArticle, Parse, as_trained, parse_batch
from predict.notes import ActorRow, Notes, SentenceNotes, Word

if TYPE_CHECKING:
    from duiding import Model
    from duiding.attribution import Attribution
    from duiding.classifier import Explanation, Reason

ROLES = ("speaker", "blamed", "actors")
CANONICAL = "_canonical"  # ends the column that has one name for each actor


class Details:
    """Tells why a sentence got its label and who speaks in it, where that is asked for.

    Args:
        model: the model.
        explain: whether to tell which words decided.
        who: whether to tell who speaks, who is blamed and who is named; the parser is loaded only then.

    """

    def __init__(self, model: Model, *, explain: bool = False, who: bool = False) -> None:
        self._classifier = model.trained
        self._explain = explain
        self._labels = model.labels
        self._attributor = None
        if who:
            from duiding.attribution import ActorMerger, Attributor

            self._merger = ActorMerger(model.trained.features_.lexicon_)
            self._attributor = Attributor(model.trained.pipeline_.name, model.trained.features_.lexicon_)

    @property
    def components(self) -> Components:
        """The spaCy components that parses need, those of the classifier among them; None where nothing is asked for."""
        own = components_for(self._classifier.blocks)
        if self._attributor and self.attributes:
            return sorted({*own, *self._attributor.components})
        return own if self._explain else None

    @property
    def parse(self) -> Parse | None:
        """Parses a batch that was predicted without; None where nothing is asked for."""
        components = self.components
        return None if components is None else partial(parse_batch, self._classifier, components=components)

    @property
    def attributes(self) -> bool:
        """Whether it tells who; not where the model's pipeline has no parser."""
        return self._attributor is not None and self._attributor.available

    def of(self, labelled: LabelledArticle) -> Notes:
        """Give the notes of an article that comes with its parses; none where nothing was asked for."""
        parses = labelled.parses
        why = list(self._classifier.explain(as_trained(parses))) if self._explain else []
        who = list(self._attributor.attribute(parses)) if self._attributor and self.attributes else []
        merged = self._merger.of(who) if who else []
        sentences = [
            SentenceNotes(
                cells={
                    **(_reasons(why[i]) if why else {}),
                    **(_roles(who[i], merged[i]) if who else {}),
                },
                words=_words(why[i]) if why else (),
            )
            for i in range(len(parses) if why or who else 0)
        ]
        frames = [one.label for one in labelled.sentences]
        return Notes(sentences, *_tables(who, merged, frames, self._labels)) if who else Notes(sentences)


def _tables(
    who: Sequence[Attribution], merged: Sequence[Attribution], frames: Sequence[str], labels: Sequence[str]
) -> tuple[list[ActorRow], list[ActorRow]]:
    """Give the actors of an article by frame, by one name for each and as they are written."""
    from duiding.attribution import names_of

    names = names_of(who, merged)
    one_name = {(written.lower(), role): actor for actor, role, written in names}
    ways: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for actor, role, written in names:
        ways[actor.lower(), role][written] = None
    by_name = [row._replace(written=tuple(ways[row.actor.lower(), row.role])) for row in _rows(merged, frames, labels)]
    as_written = [row._replace(canonical=one_name[row.actor.lower(), row.role]) for row in _rows(who, frames, labels)]
    return by_name, as_written


def _rows(who: Sequence[Attribution], frames: Sequence[str], labels: Sequence[str]) -> list[ActorRow]:
    from duiding.attribution import actor_frames

    table = actor_frames(who, frames, labels)
    counts = table[list(labels)].to_numpy().tolist()
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


def _roles(attribution: Attribution, merged: Attribution) -> dict[str, str]:
    """Give who has which role as it is written, and by one name for each actor."""
    return {
        **_listed_roles(attribution),
        **{f"{role}{CANONICAL}": cell for role, cell in _listed_roles(merged).items()},
    }


def _listed_roles(attribution: Attribution) -> dict[str, str]:
    return {
        "speaker": attribution.speaker,
        "blamed": "; ".join(dict.fromkeys(attribution.blamed)),
        "actors": "; ".join(dict.fromkeys(attribution.actors)),
    }
