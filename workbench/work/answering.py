"""What the labels of a project come to: shares with intervals, corrected where people labelled a random sample, and actors."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from duiding.corpus import ReadingOptions
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.shares import Coded, Counted, Tally, read_sample, shares_by
from workbench.projects import Project
from workbench.projects.names import SETTLED
from workbench.storage.index import Index
from workbench.storage.labels import Labels
from workbench.work.task import Task

GROUPS = ("day", "week", "month", "quarter", "year", "publisher", "section")
FORMATS = ("html", "csv", "xlsx", "jsonl", "json", "parquet", "sav", "dta")
ROLES = {"actors": "named", "speaker": "speaks", "blamed": "blamed"}


class Answer(NamedTuple):
    """Shares by some group, and what is to be told of them."""

    shares: pd.DataFrame
    remarks: list[str]
    undated: int


class Actor(NamedTuple):
    """How many sentences of each label an actor has a role in."""

    name: str
    role: str
    counts: list[int]


class Answers:
    """What is asked of a project's labels, and the files in which they are given out.

    Args:
        project: the project.
        index: its labelled articles.
        labels: what people said.

    """

    def __init__(self, project: Project, index: Index, labels: Labels) -> None:
        self._project, self._index, self._labels = project, index, labels
        self.task = Task(project.folder / "answers", "export")
        self._lock = threading.Lock()
        self._counted: tuple[Any, Counted, list[str]] | None = None

    def shares(self, by: str = "") -> Answer:
        """Give the share of each label, as a whole or by a group.

        Args:
            by: one of ``GROUPS``; empty for all articles together.

        Raises:
            InputError: there is no such group.

        """
        if by and by not in GROUPS:
            raise InputError(f"Shares are given by {', '.join(GROUPS)}.")
        counted, remarks = self._count()
        found = shares_by(counted, [by] if by else [])
        shown = int(found.drop_duplicates(by)["articles"].sum()) if by and len(found) else 0
        return Answer(found, remarks, len(counted.rows) - shown if by else 0)

    def actors(self, most: int = 40) -> list[Actor]:
        """Give the actors of most sentences, by role, with the number of sentences of each label."""
        labels = self._names()
        counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(labels))
        with self._index.open() as database:
            for label, notes in database.execute("SELECT label, notes FROM sentences WHERE notes != '{}'"):
                if label in labels:
                    for role, name in _actors(json.loads(notes)):
                        counts[name, role][labels.index(label)] += 1
        found = [Actor(name, role, numbers) for (name, role), numbers in counts.items()]
        return sorted(found, key=lambda one: (-sum(one.counts), one.name, one.role))[:most]

    def export(self, kind: str) -> None:
        """Have all articles written in a format that predict writes.

        Raises:
            InputError: there is no such format, or one is being written.

        """
        if kind not in FORMATS:
            raise InputError(f"There is no such format: {', '.join(FORMATS)}.")
        output = self._project.folder / "answers" / f"{self._project.name}.{kind}"
        words = [
            "predict",
            str(self._project.articles),
            "--model",
            str(self._project.model_folder()),
            "--output",
            str(output),
        ]
        self.task.start([*words, "--force", "--explain", "--who"])

    def files(self) -> list[str]:
        """Name the files that were written, the newest first."""
        folder = self._project.folder / "answers"
        found = [path for path in folder.glob(f"{self._project.name}.*") if path.suffix[1:] in FORMATS]
        return [path.name for path in sorted(found, key=lambda path: -path.stat().st_mtime)]

    def _names(self) -> list[str]:
        manifest = self._project.manifest
        return list(manifest.labels) if manifest else []

    def _count(self) -> tuple[Counted, list[str]]:
        """Count all sentences, once for the same articles and labels."""
        with self._lock:
            with self._index.open() as database:
                parts = [tuple(row) for row in database.execute("SELECT * FROM parts ORDER BY part")]
            state = parts, self._names(), self._labels.state()
            if self._counted is None or self._counted[0] != state:
                coded, remarks = self._sample()
                tally = Tally(self._names(), coded=coded)
                for article in self._articles():
                    tally.add(article)
                self._counted = state, tally.counted(), remarks
            return self._counted[1:]

    def _sample(self) -> tuple[dict[str, Coded], list[str]]:
        """Read what people said of sentences drawn at random; nothing where there are none."""
        path, remarks = self._project.folder / "training.csv", list[str]()
        if not self._labels.write_training(path) or not self._labels.drawn():
            return {}, []
        reading = ReadingOptions(adjudicator=SETTLED if self._labels.settled() else "")
        try:
            return read_sample(path, self._names(), remarks.append, reading), remarks
        except DuidingError as error:
            return {}, [str(error)]

    def _articles(self) -> Iterator[LabelledArticle]:
        labels = self._names()
        with self._index.open() as database:
            for row in database.execute("SELECT key, id, date, publisher, fields FROM articles"):
                fields = {"date": row["date"], "publisher": row["publisher"], **json.loads(row["fields"])}
                query = "SELECT * FROM sentences WHERE key = ? ORDER BY number"
                sentences = [_sentence(row["id"], one, labels) for one in database.execute(query, (row["key"],))]
                yield LabelledArticle(Article(row["id"], "", fields), [one for one in sentences if one.label in labels])


def _sentence(article: str, row: Any, labels: Sequence[str]) -> LabelledSentence:
    chances = json.loads(row["chances"])
    numbers = tuple(float(chances.get(label, 0)) for label in labels)
    place = (row["number"], row["start"], row["end"], row["text"], row["label"])
    return LabelledSentence(article, *place, numbers, bool(row["uncertain"]))


def _actors(notes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column, role in ROLES.items():
        for name in notes.get(column, "").split("; "):
            if name:
                yield role, name
