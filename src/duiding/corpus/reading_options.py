"""What a user may say about labelled sentences that are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from duiding.labels import SHIPPED, LabelSet

Preference = Literal["new", "old", "error"]


class ReadingOptions(NamedTuple):
    """How to read labelled sentences.

    Args:
        text_columns: the column or key of the sentence, where it has none of its usual names (see ``duiding.tabular``); of several columns
            of a table the texts are joined, in this order.
        label_column: the column or key of the label, likewise.
        article_column: the column or key of the article, likewise.
        title_column: that of the article's title.
        date_column: that of its date.
        annotator_columns: one column that names the annotator of each row, or several that hold an annotator's labels each.
        annotators: names of annotators by file, for files that have no such column.
        adjudicator: the annotator whose label decides.
        labels: other names for labels; an empty one leaves its rows out.
        also: the same, of a list that may have labels which no sentence has.
        prefer: which label to keep of two that differ: the one read last, the one read first, or neither.
        label_set: labels as they are to be spelled, with other names for them.
        weights: how much each sentence of a source counts.

    """

    text_columns: Sequence[str] = ()
    label_column: str = ""
    article_column: str = ""
    title_column: str = ""
    date_column: str = ""
    annotator_columns: Sequence[str] = ()
    annotators: Sequence[tuple[str, str]] = ()
    adjudicator: str = ""
    labels: Sequence[tuple[str, str]] = ()
    also: Sequence[tuple[str, str]] = ()
    prefer: Preference = "new"
    label_set: LabelSet = SHIPPED
    weights: Sequence[tuple[str, float]] = ()

    @property
    def text_column(self) -> str:
        """The first of the columns of the sentence; empty where none is named."""
        return next(iter(self.text_columns), "")


def names(source: str, path: Path, name: str) -> bool:
    """Tell whether a user who writes ``name`` means this source: its path or a folder it is in, or the end of one of these.

    Args:
        source: what the file is called.
        path: where it is.
        name: what the user writes.

    """
    parts = Path(name).parts
    if not parts:
        return False
    ends = (place.parts[-len(parts) :] for place in (Path(source), *Path(source).parents))
    return parts in ends or Path(name).absolute() == path.absolute()
