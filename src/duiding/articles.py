"""Label the sentences of articles, one article or a stream of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from duiding.arrays import Array
from duiding.errors import DuidingError, TooLongError
from duiding.predicting import Predict, Predicted, predict_batch
from duiding.sentences import Sentence, clean, read_front_matter, split

if TYPE_CHECKING:
    from duiding.classifier import FrameClassifier
    from duiding.language import ParsedSentence

LONGEST = 1_000_000  # characters: a newspaper's article has some 5,000; a longer file than this is not one article
BATCH = 2048  # sentences labelled at a time, across articles

Parse = Callable[[list[str]], "Sequence[ParsedSentence]"]


class Article(NamedTuple):
    """A text to label.

    ``fields`` holds what is known about it (date, title, columns of its row); ``whole`` says that it is one sentence already.
    """

    article_id: str
    text: str
    fields: Mapping[str, str] = MappingProxyType({})
    whole: bool = False
    number: int = 1


Batch = list[tuple[Article, list[Sentence]]]


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


class LabelledArticle(NamedTuple):
    """An article, its labelled sentences and, where they were asked for, the parses of those."""

    article: Article
    sentences: list[LabelledSentence]
    parses: Sequence[ParsedSentence] = ()


def check_length(text: str, where: str) -> None:
    """See that a text can be an article.

    Raises:
        DuidingError: it is empty, or longer than ``LONGEST``.

    """
    if not text.strip():
        raise DuidingError(f"{where} holds no text: expected an article.")
    if len(text) > LONGEST:
        raise TooLongError(
            f"{where} has {len(text):,} characters, more than the {LONGEST:,} of any one article: cut it into articles."
        )


def sentences_of(article: Article) -> list[Sentence]:
    """Split an article into sentences, its front matter left out; one that is ``whole`` is kept as it is."""
    if article.whole:
        stripped = article.text.strip()
        start = article.text.find(stripped)
        return [Sentence(start, start + len(stripped), stripped)] if stripped else []
    return split(article.text, read_front_matter(article.text).body)


def label_articles(
    classifier: FrameClassifier,
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
    waiting: deque[Batch] = deque()

    def texts() -> Iterator[list[str]]:
        for batch in _batches(articles):
            waiting.append(batch)
            yield _texts(batch)

    for predicted in predict(texts()) if predict else (predict_batch(classifier, batch) for batch in texts()):
        batch = waiting.popleft()
        if parse and not predicted.parses:
            predicted = Predicted(predicted.probabilities, parse(_texts(batch)))
        yield from _label(classifier, batch, predicted)


def _texts(batch: Batch) -> list[str]:
    return [clean(one.text) for _, found in batch for one in found]


def _batches(articles: Iterable[Article]) -> Iterator[Batch]:
    batch: Batch = []
    count = 0
    for article in articles:
        found = sentences_of(article)
        batch.append((article, found))
        count += len(found)
        if count >= BATCH:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _label(classifier: FrameClassifier, batch: Batch, predicted: Predicted) -> Iterator[LabelledArticle]:
    labels = [str(label) for label in classifier.classes_]
    place = 0
    for article, found in batch:
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
    return (
        *sentence[:6],
        *(round(p, 4) for p in sentence.probabilities),
        sentence.uncertain,
        model,
    )


def label_article(classifier: FrameClassifier, text: str, article_id: str = "article") -> pd.DataFrame:
    """Split a text into sentences and label each.

    Returns:
        A row a sentence: article_id, sentence, start, end, text, label, a probability a label, uncertain, model.

    Raises:
        DuidingError: the text is empty or too long to be an article.

    """
    check_length(text, "The article")
    labelled = next(iter(label_articles(classifier, [Article(article_id, text)])))
    model = getattr(classifier, "name_", "unsaved")
    rows = [as_row(one, model) for one in labelled.sentences]
    return pd.DataFrame(rows, columns=columns_for(map(str, classifier.classes_)))
