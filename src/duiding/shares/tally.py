"""Count the sentences of articles by label, with what is known of the articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.documents.dates import iso_date
from duiding.prediction import LabelledArticle, LabelledSentence
from duiding.shares.periods import period_of
from duiding.shares.sample import Coded, key_of

if TYPE_CHECKING:
    import pandas as pd


DATE = "date"
FIELDS = (DATE, "publisher", "section")  # of articles, kept in any case
ARTICLE = "article_id"
_SITE = "sitename"


class Drawn(NamedTuple):
    """Sentences that were drawn at random and labelled by a person, wherever they stand in the articles.

    ``rows`` tells to which row of ``Counted`` each belongs and ``texts`` numbers the distinct ones; ``codes`` are the labels given,
    ``weights`` one over the probability of being drawn, ``probabilities`` the model's, shape (sentences, labels).
    """

    rows: Array
    texts: Array
    codes: Array
    weights: Array
    probabilities: Array


class Counted(NamedTuple):
    """Sentences by article and label.

    ``rows`` has a row an article and what is known of it: article_id and the fields, each as text. ``counts`` has the number of
    sentences of each label, ``sums`` the sum of each label's probability p, ``doubts`` that of p(1-p), shape (rows, labels).
    """

    rows: pd.DataFrame
    counts: Array
    sums: Array
    doubts: Array
    labels: Sequence[str]
    drawn: Drawn

    @property
    def articles(self) -> Array:
        """The article of each row."""
        return self.rows[ARTICLE].to_numpy()

    @property
    def labelled(self) -> int:
        """How many sentences that were drawn at random a person labelled."""
        return len(np.unique(self.drawn.texts))

    def part(self, places: Array) -> Counted:
        """Give some of the rows."""
        kept = np.isin(self.drawn.rows, places)
        drawn = Drawn(*(one[kept] for one in self.drawn))
        drawn = drawn._replace(rows=np.searchsorted(places, drawn.rows))
        figures = (self.counts[places], self.sums[places], self.doubts[places])
        return Counted(self.rows.iloc[places], *figures, self.labels, drawn)


class Tally:
    """Adds up labelled articles as they come; memory grows with the number of articles, not of sentences.

    Args:
        labels: the model's labels.
        fields: what is kept of articles, by the names that their fields have.
        several: the name of something of which a sentence may have several values or none, such as ``actor``; it then counts once
            for each of them.
        coded: the sentences that a person labelled, by ``key_of`` their text.

    """

    def __init__(
        self,
        labels: Sequence[str],
        fields: Sequence[str] = FIELDS,
        several: str = "",
        coded: Mapping[str, Coded] | None = None,
    ) -> None:
        self.labels, self._fields, self._several = list(labels), list(fields), several
        self._coded = coded or {}
        self._texts = {text: number for number, text in enumerate(self._coded)}
        self._sums: dict[tuple[str, ...], Array] = {}
        self._places: dict[tuple[str, ...], int] = {}
        self._drawn: list[tuple[int, int, int, float, tuple[float, ...]]] = []

    def add(self, labelled: LabelledArticle, values: Sequence[Sequence[str]] | None = None) -> None:
        """Count the sentences of an article, or of a row that is one sentence of it.

        Args:
            labelled: the article.
            values: of ``several``, for each sentence.

        """
        article = labelled.article
        key = (article.article_id, *(_text(article.fields, name) for name in self._fields))
        for place, one in enumerate(labelled.sentences):
            chances = np.array(one.probabilities)
            figures = np.stack([np.zeros(len(chances)), chances, chances * (1 - chances)])
            figures[0, self.labels.index(one.label)] = 1
            for value in self._values(values, place):
                self._add((*key, *value), figures, one)

    def _values(self, values: Sequence[Sequence[str]] | None, place: int) -> list[tuple[str, ...]]:
        if not self._several:
            return [()]
        return [(value,) for value in dict.fromkeys(values[place])] if values else []

    def _add(self, key: tuple[str, ...], figures: Array, sentence: LabelledSentence) -> None:
        place = self._places.setdefault(key, len(self._places))
        if key in self._sums:
            self._sums[key] += figures
        else:
            self._sums[key] = figures.copy()
        if self._coded and (found := self._coded.get(text := key_of(sentence.text))):
            code = self.labels.index(found.label)
            self._drawn.append((place, self._texts[text], code, found.weight, sentence.probabilities))

    def counted(self) -> Counted:
        """Give what was counted."""
        import pandas as pd  # takes long to import, and most runs label without it

        columns = [ARTICLE, *self._fields, *([self._several] if self._several else [])]
        rows = pd.DataFrame(list(self._sums), columns=columns, dtype=str)
        figures = np.array(list(self._sums.values())).reshape(len(rows), 3, len(self.labels))
        parts = list(zip(*self._drawn, strict=True)) if self._drawn else [()] * 5
        drawn = Drawn(
            np.array(parts[0], dtype=int),
            np.array(parts[1], dtype=int),
            np.array(parts[2], dtype=int),
            np.array(parts[3], dtype=float),
            np.array(parts[4], dtype=float).reshape(-1, len(self.labels)),
        )
        return Counted(rows, figures[:, 0], figures[:, 1], figures[:, 2], self.labels, drawn)


def _text(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name) or (fields.get(_SITE) if name == "publisher" else "")  # a page of the web tells its site
    text = " ".join(str(value or "").split())
    return iso_date(text) or text if name == DATE and not period_of(text, "year") else text
