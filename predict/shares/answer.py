"""Count what is labelled, and answer what was asked once all of it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from duiding.cli.hints import told
from duiding.errors import InputError
from duiding.prediction import LabelledArticle
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
    grouped,
    names_in,
    plans,
    shares_by,
)
from duiding.translation import speak
from duiding.translation.terms import N_
from predict.notes import Notes
from predict.shares.comparison import Difference, Missing, difference, undated
from predict.shares.question import Question, meaning

if TYPE_CHECKING:
    import pandas as pd


_NOBODY = {
    "actor": N_("No sentence has an actor that can be told."),
    "speaker": N_("No sentence has a speaker that can be told."),
    "blamed": N_("No sentence has anybody blamed that can be told."),
}


class Answer(NamedTuple):
    """Shares of all that was labelled.

    ``counted`` is what they are made of; ``whole`` and ``trends`` are tables as ``duiding.shares.shares_by`` gives them, over all articles
    and by the groups asked for.
    ``held_out`` is what counted shares were off on articles held out, as the model keeps it; empty where it keeps nothing.
    ``labelled`` sentences of the sample's ``coded`` were found. ``problems`` tell what was asked and can't be answered.
    """

    by: tuple[str, ...]
    counted: Counted
    whole: pd.DataFrame
    trends: pd.DataFrame
    differences: Sequence[Difference]
    missing: Sequence[Missing]
    problems: Sequence[str]
    held_out: Mapping[str, Any]
    plan: Plan | None
    groups_plan: Plan | None
    coded: int
    labelled: int

    @property
    def corrected(self) -> bool:
        """Whether a sample corrects the shares."""
        return self.labelled > 0


class Shares:
    """Counts labelled articles as they come.

    Args:
        labels: the model's labels.
        question: what is asked.
        coded: the sample, if one is given.
        held_out: what the model's manifest says of shares.

    """

    def __init__(
        self, labels: Sequence[str], question: Question, coded: Mapping[str, Coded], held_out: Mapping[str, Any]
    ) -> None:
        self._question, self._coded, self._held_out = question, coded, held_out
        fields = list(dict.fromkeys([*FIELDS, *question.fields]))
        self._tally = Tally(labels, fields, coded=coded)
        self._of_role = Tally(labels, fields, question.role, coded) if question.role else None
        self._known: set[str] = set()

    def add(self, labelled: LabelledArticle, notes: Notes) -> None:
        """Count an article, or a row that is a sentence of one."""
        self._known.update(name for name, value in labelled.article.fields.items() if value)
        self._tally.add(labelled)
        if self._of_role:
            cell = ROLES[self._question.role]
            values = [names_in(notes.of(place).cells.get(cell, "")) for place in range(len(labelled.sentences))]
            self._of_role.add(labelled, values)

    def answer(self) -> Answer:
        """Give shares of what was counted; what can't be answered is told among ``problems``."""
        counted, by, problems = self._tally.counted(), tuple(map(self._meant, self._question.by)), list[str]()
        of_groups = counted.part(np.arange(0))
        with _noting(problems):
            of_groups = self._of(by)
        differences = []
        for one in self._question.compared:
            with _noting(problems):
                meant = one._replace(name=self._meant(one.name))
                differences.append(difference(self._of([meant.name]), meant))
        off = float(self._held_out.get("errors", 1.0))
        of_all, of_each = plans(counted, of_groups, Grouping(by, self._question.width, off))
        return Answer(
            by=by,
            counted=counted,
            whole=shares_by(counted),
            trends=shares_by(of_groups, by),
            differences=differences,
            missing=[one for one in (*map(self._missing, by), *map(undated, differences)) if one],
            problems=problems,
            held_out=self._held_out,
            plan=of_all,
            groups_plan=of_each,
            coded=len(self._coded),
            labelled=counted.labelled,
        )

    def _meant(self, name: str) -> str:
        """Give what is meant by a name: a column of the input that is called so, or what we call it."""
        meant = meaning(name)
        if meant in ROLES or (meant in UNITS and (meant == name or DATE in self._known)):
            return meant
        return name if name in self._known else meant

    def _of(self, names: Sequence[str]) -> Counted:
        """Give the counts by which something can be grouped."""
        for name in names:
            if not self._has(name):
                raise self._lacking(name)
        if not self._of_role or not any(name in ROLES for name in names):
            return self._tally.counted()
        counted = self._of_role.counted()
        if not len(counted.rows):
            raise InputError(_NOBODY[self._question.role])
        return counted

    def _has(self, name: str) -> bool:
        """Tell whether something is known of any article, or of its sentences."""
        fields = {"publisher": {"publisher", "sitename"}}.get(name, {DATE if name in UNITS else name})
        return name in ROLES or not self._known.isdisjoint(fields)

    def _lacking(self, name: str) -> InputError:
        """Say that no article has something, and what is known of them."""
        what = speak().term(DATE if name in UNITS else name)
        if not self._known:
            return InputError(
                "No article has a '%(what)s': nothing is known of them but their text; give a table with a column for it.",
                what=what,
            )
        return InputError(
            "No article has a '%(what)s': found %(found)s.",
            what=what,
            found=", ".join(map(speak().term, sorted(self._known))),
        )

    def _missing(self, name: str) -> Missing | None:
        if name in ROLES:
            return None
        rows = self._tally.counted().rows
        lacking = rows[(grouped(rows, [name])[name] == "").to_numpy()]
        articles = lacking["article_id"].nunique()
        if not articles or not self._has(name):  # that none has it is told among the problems
            return None
        example = next((date for date in lacking["date"] if date), "") if name in UNITS else ""
        return Missing(name, articles, rows["article_id"].nunique(), example)


@contextmanager
def _noting(problems: list[str]) -> Iterator[None]:
    """Keep what can't be answered, so that nothing that was labelled is lost by it."""
    try:
        yield
    except InputError as error:
        problems.append(told(error))
