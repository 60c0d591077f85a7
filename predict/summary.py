"""What the frames of a whole article come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from duiding.labels import LabelSet
from duiding.language import ParsedSentence
from duiding.prediction import LabelledArticle, LabelledSentence, dominant


class FrameSummary(NamedTuple):
    """One frame in one article; ``first`` and ``strongest`` are None where no sentence has it."""

    label: str
    sentences: int
    share: float
    first: LabelledSentence | None
    strongest: LabelledSentence | None


class ArticleSummary(NamedTuple):
    """The frames of one article, one entry a label of the model."""

    article_id: str
    sentences: int
    dominant: str
    uncertain_share: float
    frames: list[FrameSummary]


def summarise(labelled: LabelledArticle, label_set: LabelSet) -> ArticleSummary:
    """Summarise an article; ``dominant`` is told as ``duiding.prediction.dominant`` gives it."""
    sentences = labelled.sentences
    frames = [_of_frame(label, sentences) for label in label_set.names]
    total = len(sentences)
    counts = {frame.label: frame.sentences for frame in frames}
    sums = {label: sum(one.probabilities[i] for one in sentences) for i, label in enumerate(label_set.names)}
    uncertain = sum(one.uncertain for one in sentences) / total if total else 0.0
    return ArticleSummary(
        labelled.article.article_id,
        total,
        dominant(counts, sums, label_set.no_frame),
        uncertain,
        frames,
    )


def _of_frame(label: str, sentences: Sequence[LabelledSentence]) -> FrameSummary:
    mine = [one for one in sentences if one.label == label]
    strongest = max(mine, key=lambda one: max(one.probabilities), default=None)
    share = len(mine) / len(sentences) if sentences else 0.0
    return FrameSummary(label, len(mine), share, mine[0] if mine else None, strongest)


def by_article(labelled: Iterable[LabelledArticle]) -> Iterator[LabelledArticle]:
    """Put sentences that come one by one, as the rows of a table do, back into the article that they belong to.

    Rows of an article are expected one after another; an id that comes back later begins another entry. Of what the rows carry,
    the article keeps what they agree on.
    """
    waiting: LabelledArticle | None = None
    parses: list[ParsedSentence] = []
    for one in labelled:
        if waiting and one.article.whole and waiting.article.article_id == one.article.article_id:
            fields = {k: v for k, v in waiting.article.fields.items() if one.article.fields.get(k) == v}
            waiting.sentences.extend(one.sentences)
            parses.extend(one.parses)
            waiting = LabelledArticle(waiting.article._replace(fields=fields), waiting.sentences, parses)
            continue
        if waiting:
            yield waiting
        parses = list(one.parses)
        waiting = LabelledArticle(one.article, list(one.sentences), parses)
    if waiting:
        yield waiting
