"""What a row of a table is: a sentence, an article, or an actor in an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle, as_row, columns_for
from predict.notes import Notes
from predict.summary import ArticleSummary, summarise

Row = tuple[Sequence[Any], Mapping[str, str]]


class SentenceRows:
    """A row a sentence, with what its article carries behind it.

    Args:
        label_set: what is known of the model's labels.
        model: its name.

    """

    name = "sentences"

    def __init__(self, label_set: LabelSet, model: str) -> None:
        self._model = model
        types = {"sentence": int, "start": int, "end": int, "uncertain": bool}
        self.columns = {
            column: float if column.startswith("p_") else types.get(column, str)
            for column in columns_for(label_set.names)
        }

    def rows(self, labelled: LabelledArticle, notes: Notes) -> Iterator[Row]:
        """Give a row for each sentence."""
        for place, sentence in enumerate(labelled.sentences):
            yield (
                as_row(sentence, self._model),
                {**notes.of(place).cells, **labelled.article.fields},
            )


class ActorRows:
    """A row an article, actor and role: in how many sentences of each label; the actor as it is written there, and by its own name.

    Args:
        label_set: what is known of the model's labels.
        model: its name.

    """

    name = "actors"

    def __init__(self, label_set: LabelSet, model: str) -> None:
        self._model = model
        self.columns: dict[str, type] = {"article_id": str, "actor": str, "canonical": str, "role": str}
        self.columns |= {f"n_{label}": int for label in label_set.names}
        self.columns |= {"sentences": int, "model": str}

    def rows(self, labelled: LabelledArticle, notes: Notes) -> Iterator[Row]:
        """Give the actors of a whole article, the most frequent first."""
        for row in notes.as_written:
            cells = [
                labelled.article.article_id,
                row.actor,
                row.canonical,
                row.role,
                *row.counts,
                sum(row.counts),
                self._model,
            ]
            yield cells, labelled.article.fields


class SummaryRows:
    """A row an article: how much of each frame, the dominant one, and the first and the strongest sentence of each.

    Args:
        label_set: what is known of the model's labels.
        model: its name.

    """

    name = "articles"

    def __init__(self, label_set: LabelSet, model: str) -> None:
        self._label_set, self._model = label_set, model
        self.columns: dict[str, type] = {
            "article_id": str,
            "sentences": int,
            "dominant": str,
        }
        self.columns |= {f"share_{label}": float for label in label_set.names}
        self.columns |= {"share_uncertain": float}
        for label in label_set.names:
            self.columns |= {f"first_{label}": int, f"first_{label}_text": str}
            self.columns |= {
                f"strongest_{label}": int,
                f"strongest_{label}_text": str,
                f"strongest_{label}_p": float,
            }
        self.columns |= {"model": str}

    def rows(self, labelled: LabelledArticle, notes: Notes) -> Iterator[Row]:
        """Give the row of a whole article."""
        yield self._cells(summarise(labelled, self._label_set)), labelled.article.fields

    def _cells(self, summary: ArticleSummary) -> list[Any]:
        cells: list[Any] = [summary.article_id, summary.sentences, summary.dominant]
        cells += [round(frame.share, 4) for frame in summary.frames]
        cells.append(round(summary.uncertain_share, 4))
        for frame in summary.frames:
            first, strongest = frame.first, frame.strongest
            cells += [first.sentence, first.text] if first else [None, None]
            if strongest:
                cells += [
                    strongest.sentence,
                    strongest.text,
                    round(max(strongest.probabilities), 4),
                ]
            else:
                cells += [None, None, None]
        return [*cells, self._model]
