"""Count the sentences of articles by label, with what is known of the articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from duiding.arrays import Array
from duiding.prediction import LabelledArticle

FIELDS = ("date", "publisher", "section")  # of articles, kept in any case
ARTICLE = "article_id"


class Counted(NamedTuple):
    """Sentences by article and label.

    ``rows`` has a row an article and what is known of it: article_id and the fields, each as text. ``counts`` and ``sums`` have the
    number of sentences of each label, and the sum of each label's probability, shape (rows, labels).
    """

    rows: pd.DataFrame
    counts: Array
    sums: Array
    labels: Sequence[str]


class Tally:
    """Adds up labelled articles as they come; memory grows with the number of articles, not of sentences.

    Args:
        labels: the model's labels.
        fields: what is kept of articles, by the names that their fields have.
        several: the name of something of which a sentence may have several values or none, such as ``actor``; it then counts once
            for each of them.

    """

    def __init__(self, labels: Sequence[str], fields: Sequence[str] = FIELDS, several: str = "") -> None:
        self.labels, self._fields, self._several = list(labels), list(fields), several
        self._sums: dict[tuple[str, ...], Array] = {}

    def add(self, labelled: LabelledArticle, values: Sequence[Sequence[str]] | None = None) -> None:
        """Count the sentences of an article, or of a row that is one sentence of it.

        Args:
            labelled: the article.
            values: of ``several``, for each sentence.

        """
        article = labelled.article
        key = (article.article_id, *(_text(article.fields, name) for name in self._fields))
        for place, one in enumerate(labelled.sentences):
            figures = np.zeros((2, len(self.labels)))
            figures[0, self.labels.index(one.label)] = 1
            figures[1] = one.probabilities
            for value in self._values(values, place):
                self._add((*key, *value), figures)

    def _values(self, values: Sequence[Sequence[str]] | None, place: int) -> list[tuple[str, ...]]:
        if not self._several:
            return [()]
        return [(value,) for value in dict.fromkeys(values[place])] if values else []

    def _add(self, key: tuple[str, ...], figures: Array) -> None:
        known = self._sums.get(key)
        if known is None:
            self._sums[key] = figures
        else:
            known += figures

    def counted(self) -> Counted:
        """Give what was counted."""
        columns = [ARTICLE, *self._fields, *([self._several] if self._several else [])]
        rows = pd.DataFrame(list(self._sums), columns=columns, dtype=str)
        shape = (len(rows), 2, len(self.labels))
        figures = np.array(list(self._sums.values())).reshape(shape)
        return Counted(rows, figures[:, 0], figures[:, 1], self.labels)


def _text(fields: Mapping[str, str], name: str) -> str:
    return " ".join(str(fields.get(name) or "").split())
