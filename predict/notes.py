"""What may be known of the sentences of an article beside their labels: why, and who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple


class Word(NamedTuple):
    """A word that pushed a sentence to its label (positive weight) or away from it (negative)."""

    text: str
    weight: float


class ActorRow(NamedTuple):
    """How many sentences of each label, in the order of the labels, an actor has a role in.

    Where names are merged, ``written`` is how articles name it; where they are not, ``canonical`` is its one name.
    """

    actor: str
    role: str
    counts: tuple[int, ...]
    written: tuple[str, ...] = ()
    canonical: str = ""


class SentenceNotes(NamedTuple):
    """``cells`` become columns of a table, ``words`` are shown in the report with the sentence's probabilities."""

    cells: Mapping[str, str] = MappingProxyType({})
    words: Sequence[Word] = ()


class Notes(NamedTuple):
    """One entry a sentence, or none where nothing was asked for.

    ``actors`` is the article's table of actors and frames, ``as_written`` the same with a row for each way in which it names them.
    """

    sentences: Sequence[SentenceNotes] = ()
    actors: Sequence[ActorRow] = ()
    as_written: Sequence[ActorRow] = ()

    def of(self, place: int) -> SentenceNotes:
        """Give the notes of one sentence by its place in the article, from 0."""
        return self.sentences[place] if place < len(self.sentences) else SentenceNotes()


NO_NOTES = Notes()
