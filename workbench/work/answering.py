"""What the labels of a project come to: shares with intervals, corrected where people labelled a random sample, and actors."""

from __future__ import annotations

import csv
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duiding.errors import DuidingError, InputError
from duiding.files import WholeFile
from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.shares import (
    CHOSEN,
    CONTROL,
    FIELDS,
    UNITS,
    Coded,
    Counted,
    Grouping,
    Plan,
    Tally,
    compare,
    grouped,
    period_of,
    plan,
    plan_groups,
    read_sample,
    shares_by,
    side_of,
)
from duiding.spreadsheets import harmless
from workbench.projects import Project
from workbench.storage.index import Index
from workbench.storage.labels import Labels

ROLES = {
    "actor": "actors",
    "speaker": "speaker",
    "blamed": "blamed",
}  # of sentences: what predict calls them and their notes
DATE = "date"
WIDTH = 0.1  # of intervals, from the lower to the upper bound, that labels are planned for
_MOST_VALUES = 100  # of a field by which articles are grouped
_ACTORS = 100


class Answer(NamedTuple):
    """Shares by some group, what is to be told of them, and how many articles of all are in no group.

    ``plan`` tells how many sentences to label for shares of all articles, ``groups_plan`` for those of every group.
    """

    shares: pd.DataFrame
    remarks: Sequence[str]
    outside: int
    plan: Plan | None
    groups_plan: Plan | None
    labelled: int


class Difference(NamedTuple):
    """The shares of two groups beside each other, and how many articles are in neither."""

    table: pd.DataFrame
    first: int
    second: int
    outside: int


class Actor(NamedTuple):
    """How many sentences of each label an actor has a role in."""

    name: str
    role: str
    counts: list[int]


class Answers:
    """What is asked of a project's labels; what was counted is kept until articles, model or labels change.

    Args:
        project: the project.
        index: its labelled articles.
        labels: what people said.

    """

    def __init__(self, project: Project, index: Index, labels: Labels) -> None:
        self._project, self._index, self._labels = project, index, labels
        self._lock = threading.Lock()
        self._state: Any = None
        self._kept: dict[str, Any] = {}

    @property
    def sample(self) -> Path:
        """The table of the sentences that were drawn at random and labelled, as ``predict --sample`` reads it."""
        return self._project.folder / "runs" / "sample.csv"

    def fields(self) -> dict[str, list[str]]:
        """Give what is known of articles that can group them, with its values, the most frequent first."""
        with self._lock:
            self._refresh()
            if "fields" not in self._kept:
                self._kept["fields"] = self._fields()
            found: dict[str, list[str]] = self._kept["fields"]
            return found

    def groups(self) -> list[str]:
        """Name all that shares can be given by."""
        fields = self.fields()
        periods = UNITS if any(period_of(date, "year") for date in fields.get(DATE, [])) else ()
        return [*periods, *(name for name in fields if name != DATE), *ROLES]

    def shares(self, by: Sequence[str] = ()) -> Answer:
        """Give the share of each label, as a whole or by groups.

        Args:
            by: up to two of ``groups``; none for all articles together.

        Raises:
            InputError: there are no such groups, or they do not go together.

        """
        self._check(by)
        counted, remarks = self._counted(next((one for one in by if one in ROLES), ""))
        found = shares_by(counted, by)
        off = float(self._held_out.get("errors", 1.0))
        whole, _ = self._counted("")
        return Answer(
            found,
            remarks,
            self._outside(counted, by),
            plan(whole, WIDTH, off) if len(whole.rows) else None,
            plan_groups(counted, Grouping(by, WIDTH, off)) if by and len(found) else None,
            len(np.unique(whole.drawn.texts)),
        )

    def compare(self, name: str, one: str, other: str) -> Difference:
        """Compare the shares of two groups of articles.

        Args:
            name: what parts them: a field, or ``date``.
            one: its value in the first group, or the first day of the second.
            other: its value in the second group; empty for a date.

        Raises:
            InputError: there is no such field or day, or a group has no articles.

        """
        counted, _ = self._counted("")
        if name == DATE:
            if not (day := period_of(one, "day")):
                raise InputError("Give the day from which the second group begins, as in 2022-02-24.")
            sides = np.array([side_of(date, day) for date in counted.rows[DATE]])
            parts = [np.flatnonzero(sides == side) for side in (-1, 1)]
        elif name in self.fields() and one != other:
            parts = [np.flatnonzero(counted.rows[name] == value) for value in (one, other)]
        else:
            raise InputError("Choose two different values to compare.")
        if not all(len(part) for part in parts):
            raise InputError("One of the two groups has no articles: choose others.")
        first, second = (len(set(counted.articles[part])) for part in parts)
        return Difference(compare(counted, *parts), first, second, len(set(counted.articles)) - first - second)

    def actors(self) -> list[Actor]:
        """Give the actors of most sentences, by role, with the number of sentences of each label."""
        labels = self._names()
        counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(labels))
        with self._index.open() as database:
            for label, notes in database.execute("SELECT label, notes FROM sentences WHERE notes != '{}'"):
                known = json.loads(notes) if label in labels else {}
                for role, column in ROLES.items():
                    for name in _names_in(known.get(column, "")):
                        counts[name, role][labels.index(label)] += 1
        found = [Actor(name, role, numbers) for (name, role), numbers in counts.items()]
        return sorted(found, key=lambda one: (-sum(one.counts), one.name, one.role))[:_ACTORS]

    def held_out(self) -> Mapping[str, Any]:
        """Give what the model in use keeps of how far such shares were off in its training; empty where it keeps nothing."""
        return self._held_out

    def sampled(self) -> bool:
        """Tell whether sentences that were drawn at random have labels that correct the shares."""
        return bool(len(self._counted("")[0].drawn.rows))

    def write_sample(self) -> int:
        """Write the sentences that were drawn at random, each with the label that holds for it; gives their number.

        Raises:
            DuidingError: the table can't be written.

        """
        marks, settled, rows = self._labels.by_coder(), self._labels.settled(), []
        for key in sorted(self._labels.drawn()):
            final = settled.get(key)
            given = Counter(mark.label for mark in marks[key].values()).most_common(1)
            if final or 2 * given[0][1] > len(marks[key]):
                one = final or next(mark for mark in marks[key].values() if mark.label == given[0][0])
                rows.append([harmless(one.article_id), harmless(one.text), one.label, CONTROL])
        self.sample.parent.mkdir(exist_ok=True)
        with WholeFile(self.sample) as file:
            csv.writer(file, lineterminator="\n").writerows([("article_id", "text", "label", CHOSEN), *rows])
        return len(rows)

    @property
    def _held_out(self) -> Mapping[str, Any]:
        manifest = self._project.manifest
        return manifest.shares if manifest else {}

    def _names(self) -> list[str]:
        manifest = self._project.manifest
        return list(manifest.labels) if manifest else []

    def _check(self, by: Sequence[str]) -> None:
        known = self.groups()
        if unknown := [one for one in by if one not in known]:
            raise InputError(f"No article tells its {unknown[0]}: shares can be given by {', '.join(known)}.")
        for kind in (UNITS, ROLES):
            if len([one for one in by if one in kind]) > 1 or len(set(by)) < len(by):
                raise InputError("Choose two different things to group by, such as publisher and month.")

    def _refresh(self) -> None:
        """Forget what was counted of other articles, by another model or with other labels."""
        with self._index.open() as database:
            parts = [tuple(row) for row in database.execute("SELECT * FROM parts ORDER BY part")]
        if (state := (parts, self._names(), self._labels.state())) != self._state:
            self._state, self._kept = state, {}

    def _counted(self, role: str) -> tuple[Counted, list[str]]:
        """Count all sentences, or those in which somebody has a role, for each of these."""
        fields = self.fields()
        with self._lock:
            self._refresh()
            if "coded" not in self._kept:
                self._kept["coded"] = self._coded()
            coded, remarks = self._kept["coded"]
            if role not in self._kept:
                names = list(dict.fromkeys([*FIELDS, *fields]))
                tally = Tally(self._names(), names, role, coded)
                for article, values in self._articles(role):
                    tally.add(article, values)
                self._kept[role] = tally.counted()
            return self._kept[role], remarks

    def _coded(self) -> tuple[dict[str, Coded], list[str]]:
        """Read what people said of sentences drawn at random; nothing where there are none."""
        remarks: list[str] = []
        try:
            if not self._labels.drawn() or not self.write_sample():
                return {}, []
            return read_sample(self.sample, self._names(), lambda text: None), remarks
        except DuidingError as error:
            return {}, [str(error)]

    def _fields(self) -> dict[str, list[str]]:
        values: dict[str, Counter[str]] = defaultdict(Counter)
        with self._index.open() as database:
            for row in database.execute("SELECT date, publisher, fields FROM articles"):
                for name, value in _fields_of(row).items():
                    if value:
                        values[name][" ".join(value.split())] += 1
        several = {name: found for name, found in values.items() if name == DATE or 1 < len(found) <= _MOST_VALUES}
        order = sorted(several, key=lambda name: (FIELDS.index(name) if name in FIELDS else len(FIELDS), name))
        return {name: [value for value, _ in several[name].most_common()] for name in order}

    def _outside(self, counted: Counted, by: Sequence[str]) -> int:
        """Count the articles that do not tell by what they are to be grouped; of who is in them none has to tell."""
        groups = grouped(counted.rows, [one for one in by if one not in ROLES])
        told = (groups != "").all(axis=1)
        articles = counted.rows["article_id"]
        return len(set(articles)) - len(set(articles[told]))

    def _articles(self, role: str) -> Iterator[tuple[LabelledArticle, list[list[str]] | None]]:
        labels = self._names()
        with self._index.open() as database:
            for row in database.execute("SELECT key, id, date, publisher, fields FROM articles"):
                query = "SELECT * FROM sentences WHERE key = ? ORDER BY number"
                rows = [one for one in database.execute(query, (row["key"],)) if one["label"] in labels]
                values = [_names_in(json.loads(one["notes"]).get(ROLES[role], "")) for one in rows] if role else None
                sentences = [_sentence(row["id"], one, labels) for one in rows]
                yield LabelledArticle(Article(row["id"], "", _fields_of(row)), sentences), values


def _fields_of(row: Any) -> dict[str, str]:
    return {**json.loads(row["fields"]), "date": row["date"], "publisher": row["publisher"]}


def _sentence(article: str, row: Any, labels: Sequence[str]) -> LabelledSentence:
    chances = json.loads(row["chances"])
    numbers = tuple(float(chances.get(label, 0)) for label in labels)
    place = (row["number"], row["start"], row["end"], row["text"], row["label"])
    return LabelledSentence(article, *place, numbers, bool(row["uncertain"]))


def _names_in(cell: str) -> list[str]:
    return [one for one in cell.split("; ") if one]
