"""What one annotator said of one sentence: the form into which every kind of file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

SHEET = "sheet"  # the field that names the sheet, where several are read
_NAMED = 5  # rows that are named where many are meant
UNKNOWN = ""  # an annotator whom the file does not name


class State(Enum):
    """How an annotator left a sentence."""

    LABELLED = "labelled"
    UNLABELLED = "without a label"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class Judgement(NamedTuple):
    """A sentence with the labels of one annotator; more labels than one are kept, to be told and not guessed at.

    ``row`` counts as a person would: rows below the heading, lines of JSONL, tasks of a JSON list, or Excel's own numbers.
    ``final`` marks a label that stands above the annotators', such as one in a column label beside theirs.
    """

    row: int
    text: str
    labels: tuple[str, ...]
    annotator: str = UNKNOWN
    state: State = State.LABELLED
    final: bool = False
    fields: Mapping[str, str] = MappingProxyType({})

    @property
    def place(self) -> str:
        """Its row, and its sheet where a workbook has several, for a message."""
        sheet = self.fields.get(SHEET)
        return f"row {self.row} of sheet {sheet}" if sheet else f"row {self.row}"


class Read(NamedTuple):
    """A file's judgements. ``source`` is what to call it; ``round`` tells which files were labelled together."""

    source: str
    path: Path
    round: int
    judgements: list[Judgement]


class Sentence(NamedTuple):
    """A judgement with its place among all that was read."""

    source: str
    round: int
    judgement: Judgement

    @property
    def where(self) -> str:
        """File and row, for a message."""
        return f"{self.source}, {self.judgement.place}"


def counted(number: int) -> str:
    """Say how many sentences."""
    return f"{number} sentence" if number == 1 else f"{number} sentences"


def places(judgements: Sequence[Judgement]) -> str:
    """Say in which rows judgements stand, the first few by number."""
    found = list(dict.fromkeys((one.row, one.place) for one in judgements))
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    if any(one.fields.get(SHEET) for one in judgements):
        return ", ".join(place for _, place in found[:_NAMED]) + more
    return f"row{'s' if len(found) > 1 else ''} {', '.join(str(row) for row, _ in found[:_NAMED])}{more}"


def numbered_anew(sentences: Iterable[tuple[str, str, str]]) -> list[str]:
    """Give the numbers that stand for articles of several tables which have no sentence in common.

    Args:
        sentences: the article, the sheet or file, and the text of each; ids that are no numbers do not count.

    """
    texts: dict[str, dict[str, set[str]]] = {}
    for article, table, text in sentences:
        if article.isdecimal():
            texts.setdefault(article, {}).setdefault(table, set()).add(text)
    return [
        article
        for article, tables in texts.items()
        if len(tables) > 1 and sum(map(len, tables.values())) == len(set().union(*tables.values()))
    ]


def judged(row: int, text: str, labels: tuple[str, ...], annotator: str, fields: Mapping[str, str]) -> Judgement:
    """Make a judgement that is labelled if it has a label.

    Args:
        row: its number.
        text: the sentence.
        labels: those that it was given; empty ones do not count.
        annotator: who gave them, or ``UNKNOWN``.
        fields: what else the file tells.

    """
    kept = tuple(dict.fromkeys(label for label in (" ".join(one.split()) for one in labels) if label))
    state = State.LABELLED if kept else State.UNLABELLED
    return Judgement(row, text, kept, annotator.strip(), state, fields=fields)
