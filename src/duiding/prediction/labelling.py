"""Label the sentences of a stream of articles."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from duiding.arrays import Array
from duiding.classifier import BATCH, TrainedClassifier
from duiding.language import ParsedSentence
from duiding.prediction.articles import Article, sentences_of
from duiding.prediction.batches import Batch, Parse, Predict, Predicted, predict_batch
from duiding.sentences import Sentence, clean

_LARGEST = 2 * BATCH  # sentences: rows of one article without end are parted all the same

_Split = tuple[Article, list[Sentence]]


class LabelledSentence(NamedTuple):
    """A sentence with its frame. ``text`` is ``source[start:end]``, in characters."""

    article_id: str
    sentence: int
    start: int
    end: int
    text: str
    label: str
    probabilities: tuple[float, ...]
    uncertain: bool

    @property
    def cleaned(self) -> str:
        """Its text as the model read it and as a person should: lines joined, words mended that a line end or soft hyphen broke."""
        return clean(self.text)


class LabelledArticle(NamedTuple):
    """An article, its labelled sentences and, where they were asked for, the parses of those."""

    article: Article
    sentences: list[LabelledSentence]
    parses: Sequence[ParsedSentence] = ()


def label_articles(
    classifier: TrainedClassifier,
    articles: Iterable[Article],
    predict: Predict | None = None,
    parse: Parse | None = None,
) -> Iterator[LabelledArticle]:
    """Label a stream of articles, in order, holding no more than the batches that are being worked on.

    Args:
        classifier: a trained classifier.
        articles: the articles.
        predict: turns batches of sentences into their probabilities, in order; by default the classifier does so here, one
            batch after another. Batches depend on the articles only, never on how they are spread.
        parse: where given, articles come with the parses of their sentences; called for batches that were predicted without.

    """
    waiting: deque[tuple[list[_Split], Batch]] = deque()

    def batches() -> Iterator[Batch]:
        for split in _batches(articles):
            batch = _batch_of(split)
            waiting.append((split, batch))
            yield batch

    for predicted in predict(batches()) if predict else (predict_batch(classifier, batch) for batch in batches()):
        split, batch = waiting.popleft()
        if parse and not predicted.parses:
            predicted = Predicted(predicted.probabilities, parse(batch))
        yield from _label(classifier, split, predicted)


def _batches(articles: Iterable[Article]) -> Iterator[list[_Split]]:
    """Gather articles until there are ``BATCH`` sentences; rows of one article stay together."""
    batch: list[_Split] = []
    count = 0
    for article in articles:
        if count >= BATCH and not (count < _LARGEST and _together(batch[-1][0], article)):
            yield batch
            batch, count = [], 0
        found = sentences_of(article)
        batch.append((article, found))
        count += len(found)
    if batch:
        yield batch


def _together(one: Article, other: Article) -> bool:
    """Tell whether two rows that follow one another are sentences of one article."""
    return one.whole and other.whole and one.context and other.context and one.article_id == other.article_id


def _batch_of(split: Sequence[_Split]) -> Batch:
    texts: list[str] = []
    groups: list[int] = []
    group, before = -1, None
    for article, found in split:
        if before is None or not _together(before, article):
            group += 1
        before = article
        texts += [clean(one.text) for one in found]
        groups += [group] * len(found)
    return texts, groups


def _label(classifier: TrainedClassifier, split: Sequence[_Split], predicted: Predicted) -> Iterator[LabelledArticle]:
    labels = [str(label) for label in classifier.classes_]
    place = 0
    for article, found in split:
        end = place + len(found)
        rows = predicted.probabilities[place:end]
        sentences = [
            _labelled(article, offset, one, labels, row, classifier.threshold_)
            for offset, (one, row) in enumerate(zip(found, rows, strict=True))
        ]
        yield LabelledArticle(article, sentences, predicted.parses[place:end])
        place = end


def _labelled(
    article: Article, offset: int, one: Sentence, labels: Sequence[str], row: Array, threshold: float
) -> LabelledSentence:
    return LabelledSentence(
        article.article_id,
        article.number + offset,
        one.start,
        one.end,
        one.text,
        labels[int(row.argmax())],
        tuple(row.tolist()),
        bool(row.max() < threshold),
    )


def columns_for(labels: Iterable[str]) -> list[str]:
    """Name the columns of the output, the same in every format."""
    return [
        *("article_id", "sentence", "start", "end", "text", "label"),
        *(f"p_{label}" for label in labels),
        *("uncertain", "model"),
    ]


def as_row(sentence: LabelledSentence, model: str) -> tuple[Any, ...]:
    """Give a sentence as one row of the output."""
    return (*sentence[:6], *(round(p, 4) for p in sentence.probabilities), sentence.uncertain, model)
