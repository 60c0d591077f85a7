"""An Excel workbook of a whole run: sentences, articles, trends, actors, and what made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

import pandas as pd

from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle
from duiding.shares import Tally, shares_by
from duiding.translation import _, speak
from predict.actors import ActorTally
from predict.facts import Facts
from predict.notes import NO_NOTES, Notes
from predict.outputs.about import about, lines
from predict.outputs.columns import describe, heading
from predict.outputs.kinds import is_day, read_as
from predict.outputs.layouts import SentenceRows, SummaryRows
from predict.outputs.sheets import Sheets
from predict.outputs.spool import Spool
from predict.report.timeline import unit_for
from predict.selection import ALL, Selection
from predict.shares.answer import Answer
from predict.shares.tables import COMPARISON, table_of

_ACTORS = 10_000  # rows in the sheet of actors
_FIRST = ("title", "date", "publisher", "sitename", "section", "author")  # of what articles carry, next to their id


class Workbook:
    """Labelled articles as a workbook that is written as they come; rows wait on disk until their columns are known.

    Args:
        file: where it goes.
        folder: where rows may wait.
        label_set: what is known of the model's labels.
        model: its name.
        with_sentences: whether there is a sheet of sentences.
        facts: gives, once all is labelled, what is known of the whole run.
        selection: which sentences stand in it; articles with one of these stand as a whole, and shares are of all.

    """

    chooses = True

    def __init__(
        self,
        file: IO[bytes],
        folder: Path,
        label_set: LabelSet,
        model: str,
        *,
        with_sentences: bool = True,
        facts: Callable[[], Facts] = Facts,
        selection: Selection = ALL,
    ) -> None:
        self._file, self._label_set, self._facts, self._selection = file, label_set, facts, selection
        self._sentences = SentenceRows(label_set, model) if with_sentences else None
        self._articles = SummaryRows(label_set, model)
        self._of_sentences = Spool(folder, list(self._sentences.columns)) if self._sentences else None
        self._of_articles = Spool(folder, list(self._articles.columns))
        self._actors, self._tally = ActorTally(label_set.names), Tally(label_set.names)

    def add(self, labelled: LabelledArticle, notes: Notes = NO_NOTES) -> None:
        """Take one whole article."""
        self._tally.add(labelled)
        chosen, chosen_notes = self._selection.of(labelled, notes, whole=False)
        if self._selection and not chosen.sentences:
            return
        if self._sentences and self._of_sentences:
            for own, carried in self._sentences.rows(chosen, chosen_notes):
                self._of_sentences.add(own, carried)
        for own, carried in self._articles.rows(labelled, notes):
            self._of_articles.add(own, carried)
        self._actors.add(notes.actors)

    def finish(self) -> None:
        """Write the workbook."""
        sheets, facts = Sheets(self._label_set), self._facts()
        columns: dict[str, None] = {}
        if self._sentences and self._of_sentences:
            _write(sheets, _("sentences"), self._of_sentences, self._sentences.columns)
            columns |= dict.fromkeys(self._of_sentences.columns)
        _write(sheets, _("articles"), self._of_articles, self._articles.columns, first=_FIRST)
        columns |= dict.fromkeys(self._of_articles.columns)
        sheets.trends(wide(self._shares(facts.shares), self._label_set.names))
        if facts.shares and facts.shares.differences:
            sheets.frame(_("comparison"), table_of(facts.shares, COMPARISON, in_words=True))
        told = list(lines(about(facts, self._label_set)))
        if not self._write_actors(sheets):
            told.append((_("actors"), _("none: --who tells who speaks, who is blamed and who is named")))
        meanings = ((column, describe(column, self._label_set)) for column in columns)
        sheets.about(told, [(column, meaning) for column, meaning in meanings if meaning])
        sheets.save(self._file)

    def close(self) -> None:
        """Forget the rows."""
        for spool in (self._of_sentences, self._of_articles):
            if spool:
                spool.close()

    def _write_actors(self, sheets: Sheets) -> bool:
        """Write the actors of all articles, if there are any; tells whether there are."""
        actors = self._actors.most_frequent(_ACTORS)
        columns = ["actor", "written as", "role", *(f"n_{label}" for label in self._label_set.names), "sentences"]
        rows: Iterator[Sequence[Any]] = (
            [row.actor, "; ".join(row.written), speak().term(row.role), *row.counts, sum(row.counts)] for row in actors
        )
        if actors:
            sheets.table(_("actors"), columns, rows, [heading(column, self._label_set) for column in columns])
        return bool(actors)

    def _shares(self, answer: Answer | None) -> pd.DataFrame:
        """Give the shares asked for; else those by period, as far as the dates tell it."""
        if answer and answer.by:
            return answer.trends
        counted = self._tally.counted()
        unit = unit_for(list(counted.rows["date"]))
        return shares_by(counted, [unit] if unit else [])


def wide(shares: pd.DataFrame, labels: Sequence[str]) -> pd.DataFrame:
    """Give a row a group: what it is, articles, sentences, and for each label share and bounds, side by side.

    Args:
        shares: as ``duiding.shares.shares_by`` gives them, a row a group and label.
        labels: in order.

    """
    figures = [name for name in shares.columns if name in _FIGURES]
    keys = [name for name in shares.columns if name not in (*_FIGURES, "label", "count")]
    groups = [shares.iloc[start : start + len(labels)] for start in range(0, len(shares), len(labels))]
    rows = [
        {
            **group.iloc[0][keys].to_dict(),
            **{f"{name}_{row['label']}": row[name] for name in figures for row in group.to_dict("records")},
        }
        for group in groups
    ]
    return pd.DataFrame(rows, columns=[*keys, *(f"{name}_{label}" for name in figures for label in labels)])


_FIGURES = ("share", "low", "high", "corrected", "corrected_low", "corrected_high")


def _write(sheets: Sheets, name: str, spool: Spool, own: Mapping[str, type], first: Sequence[str] = ()) -> None:
    """Write the rows of a spool as a sheet, numbers and days of the input as what they are.

    Args:
        sheets: the workbook.
        name: of the sheet.
        spool: the rows.
        own: the columns that every row has.
        first: carried columns that stand behind the first one.

    """
    kinds = spool.carried()
    head = [column for column in first if column in kinds]
    order = [*list(own)[:1], *head, *list(own)[1:], *(column for column in kinds if column not in head)]
    places = [spool.columns.index(column) for column in order]
    types = [kinds.get(column, str) for column in order]
    dated = {place for place, column in zip(places, order, strict=True) if column == "date"}
    sheets.table(name, order, (list(_cells(row, places, types, dated)) for row in spool.rows()))


def _cells(row: Sequence[Any], places: Sequence[int], types: Sequence[type], dated: set[int]) -> Iterator[Any]:
    for place, kind in zip(places, types, strict=True):
        cell = row[place]
        yield read_as(cell, date if kind is str and place in dated and isinstance(cell, str) and is_day(cell) else kind)
