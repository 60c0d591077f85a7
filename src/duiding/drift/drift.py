"""Measure, while articles are labelled, whether they are like those of the training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

from duiding.drift.clusters import Clusters
from duiding.drift.reference import Reference
from duiding.drift.words import FrequentWords, TellingWord, words_of
from duiding.prediction import LabelledArticle

CERTAINTY = 3.5  # standard errors: more than the usual two or three, since the figures of a few articles are skewed
EFFECT = 0.8  # standard deviations of single articles: what Cohen (1988) calls a large effect
LEAST = 30  # training articles: fewer don't tell how much articles differ
LISTED = 20  # words that are named


class DriftFigure(NamedTuple):
    """One figure of these articles beside that of the training; beyond ``limit`` (infinite where there is none) it is unlike."""

    name: str
    here: float
    training: float
    limit: float
    unlike: bool


class DriftReport(NamedTuple):
    """What was found: how much was read, each figure, the share of names that are new, and the words that tell most."""

    articles: int
    sentences: int
    figures: list[DriftFigure]
    new_names: float
    new_names_training: float
    words: list[TellingWord]

    @property
    def unlike(self) -> bool:
        """Whether any figure is beyond its limit."""
        return any(one.unlike for one in self.figures)


class Drift:
    """Watches labelled articles go by, in bounded memory.

    Articles are unlike those of the training if their share of new words or of uncertain sentences is higher, or their mean confidence
    lower, than they may be: by more than ``CERTAINTY`` standard errors, in which an article and not a sentence is what was
    drawn (Kish 1965, cluster samples), and by more than ``EFFECT`` times the standard deviation of single training articles. The first
    keeps one odd article from raising an alarm, the second keeps a small difference in a large sample from it. Names are reported but
    raise no alarm: every month brings new ones, and the model does not read them. A model trained on fewer than ``LEAST`` articles raises none.

    Args:
        reference: what the model remembers of its training.
        threshold: the confidence below which the model is uncertain.

    """

    def __init__(self, reference: Reference, threshold: float) -> None:
        self._reference, self._threshold = reference, threshold
        self._words = FrequentWords()
        self._sums = {name: Clusters() for name in ("new_words", "new_names", "confidence", "uncertain")}
        self._sentences = 0
        self._article: str | None = None
        self._open: dict[str, list[float]] = {}

    def add(self, labelled: LabelledArticle) -> None:
        """Measure one labelled article; rows of the same article that follow one another count as one."""
        if labelled.article.article_id != self._article:
            self._close()
            self._article = labelled.article.article_id
        read = [words_of(sentence.text) for sentence in labelled.sentences]
        strange = self._strange(word for words in read for word in (*words.plain, *words.names))
        for sentence, words in zip(labelled.sentences, read, strict=True):
            new = [word for word in words.plain if word in strange]
            self._words.add(words.plain if len(self._reference.counts) else new)
            new_names = sum(word in strange for word in words.names)
            confidence = max(sentence.probabilities)
            self._count("new_words", len(words.plain), len(new), len(new))
            self._count("new_names", len(words.names), new_names, new_names)
            self._count("confidence", 1, confidence, confidence**2)
            self._count("uncertain", 1, sentence.uncertain, sentence.uncertain)
        self._sentences += len(labelled.sentences)

    def report(self) -> DriftReport:
        """Compare what has gone by so far with the training."""
        self._close()
        sums, reference = self._sums, self._reference
        return DriftReport(
            sums["confidence"].articles,
            self._sentences,
            [
                _compare("new_words", sums["new_words"], reference.new_words),
                _compare("confidence", sums["confidence"], reference.confidence, worse=-1),
                _compare("uncertain", sums["uncertain"], reference.uncertain(self._threshold)),
            ],
            sums["new_names"].mean,
            reference.new_names.mean,
            self._words.telling(self._often, reference.new_words.units, LISTED),
        )

    def _often(self, words: Sequence[str]) -> dict[str, int]:
        return self._reference.often(words) if len(self._reference.counts) else {}

    def _strange(self, words: Iterable[str]) -> set[str]:
        """Give those of these words that no training sentence has."""
        distinct = list(set(words))
        places = self._reference.known.places(distinct).tolist()
        return {word for word, place in zip(distinct, places, strict=True) if place < 0}

    def _count(self, name: str, *figures: float) -> None:
        sums = self._open.setdefault(name, [0, 0, 0])
        for i, figure in enumerate(figures):
            sums[i] += figure

    def _close(self) -> None:
        for name, (units, total, squares) in self._open.items():
            self._sums[name].add(int(units), total, squares)
        self._open, self._article = {}, None


def _compare(name: str, here: Clusters, training: Clusters, worse: int = 1) -> DriftFigure:
    if training.articles < LEAST:
        return DriftFigure(name, here.mean, training.mean, worse * inf, False)
    slack = max(CERTAINTY * training.standard_error(here), EFFECT * training.spread)
    limit = training.mean + worse * slack
    unlike = here.units > 0 and worse * (here.mean - limit) > 0
    return DriftFigure(name, here.mean, training.mean, limit, unlike)
