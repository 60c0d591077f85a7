"""What the labels of a project come to: shares with intervals, corrected where people labelled a random sample, and actors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duiding.errors import DuidingError, InputError
from duiding.shares import (
    DATE,
    FIELDS,
    ROLES,
    UNITS,
    Coded,
    Counted,
    Grouping,
    Plan,
    Tally,
    around,
    compare,
    grouped,
    period_of,
    plans,
    shares_by,
)
from workbench.projects import Project
from workbench.storage.index import Index
from workbench.storage.labels import Labels
from workbench.work.drawn import read_drawn
from workbench.work.labelled import Actor, actors_of, articles_of, fields_of

WIDTH = 0.1  # of intervals, from the lower to the upper bound, that labels are planned for


class Answer(NamedTuple):
    """Shares by some group, what is to be told of them, and how many articles of all are in no group.

    ``plan`` tells how many sentences to label for shares of all articles, ``groups_plan`` for those of every group.
    """

    shares: pd.DataFrame
    remarks: Sequence[DuidingError]
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


class Answers:
    """What is asked of a project's labels; what was counted is kept until articles, model or labels change.

    Args:
        project: the project.
        index: its labelled articles.
        labels: what people said.

    """

    def __init__(self, project: Project, index: Index, labels: Labels) -> None:
        self._project, self._index, self._labels = project, index, labels
        self._lock = threading.RLock()
        self._state: Any = None
        self._kept: dict[Any, Any] = {}

    @property
    def sample(self) -> Path:
        """The table of the sentences that were drawn at random and labelled, as ``predict --sample`` reads it."""
        return self._project.folder / "runs" / "sample.csv"

    def fields(self) -> dict[str, list[str]]:
        """Give what is known of articles that can group them, with its values, the most frequent first."""
        found: dict[str, list[str]] = self._once("fields", partial(fields_of, self._index))
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
        found: Answer = self._once(("shares", *by), partial(self._shares, by))
        return found

    def _shares(self, by: Sequence[str]) -> Answer:
        counted, remarks = self._counted(next((one for one in by if one in ROLES), ""))
        found = shares_by(counted, by)
        off = float(self._held_out.get("errors", 1.0))
        whole, _ = self._counted("")
        of_all, of_each = plans(whole, counted, Grouping(by, WIDTH, off))
        return Answer(found, remarks, self._outside(counted, by), of_all, of_each, whole.labelled)

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
            parts = list(around(counted, day))
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
        found: list[Actor] = self._once("actors", partial(actors_of, self._index, self._names()))
        return found

    def held_out(self) -> Mapping[str, Any]:
        """Give what the model in use keeps of how far such shares were off in its training; empty where it keeps nothing."""
        return self._held_out

    def sampled(self) -> bool:
        """Tell whether sentences that were drawn at random have labels that correct the shares."""
        return bool(len(self._counted("")[0].drawn.rows))

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
            raise InputError(
                "No article tells its %(name)s: shares can be given by %(known)s.",
                name=unknown[0],
                known=", ".join(known),
            )
        for kind in (UNITS, ROLES):
            if len([one for one in by if one in kind]) > 1 or len(set(by)) < len(by):
                raise InputError("Choose two different things to group by, such as publisher and month.")

    def _once(self, what: Any, make: Callable[[], Any]) -> Any:
        """Give what was made before, unless it was of other articles, by another model or with other labels."""
        with self._lock:
            with self._index.open() as database:
                parts = [tuple(row) for row in database.execute("SELECT * FROM parts ORDER BY part")]
            if (state := (parts, self._project.settings.model, self._labels.state())) != self._state:
                self._state, self._kept = state, {}
            kept = self._kept  # another one, should a label be given meanwhile
            if what not in kept:
                kept[what] = make()
            return kept[what]

    def _coded(self) -> tuple[dict[str, Coded], list[DuidingError]]:
        try:
            return read_drawn(self._labels, self.sample, self._names()), []
        except DuidingError as error:
            return {}, [error]

    def _counted(self, role: str) -> tuple[Counted, list[DuidingError]]:
        """Count all sentences, or those in which somebody has a role, for each of these."""
        coded, remarks = self._once("coded", self._coded)
        return self._once(("counted", role), partial(self._count, role, coded)), remarks

    def _count(self, role: str, coded: Mapping[str, Coded]) -> Counted:
        tally = Tally(self._names(), list(dict.fromkeys([*FIELDS, *self.fields()])), role, coded)
        for article, values in articles_of(self._index, self._names(), role):
            tally.add(article, values)
        return tally.counted()

    def _outside(self, counted: Counted, by: Sequence[str]) -> int:
        """Count the articles that do not tell by what they are to be grouped; of who is in them none has to tell."""
        groups = grouped(counted.rows, [one for one in by if one not in ROLES])
        told = (groups != "").all(axis=1)
        articles = counted.rows["article_id"]
        return len(set(articles)) - len(set(articles[told]))
