"""Whether more labels would help: the score against the number of training articles, and where it is heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duiding.arrays import Array
from duiding.classifier import FrameClassifier
from duiding.classifier.cross_validation import held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting
from duiding.errors import DuidingError
from duiding.labels import in_order
from duiding.language import ParsedSentence
from duiding.scoring.metrics import RESAMPLES, Interval, confusion_by_article, interval, macro_f1
from evaluate.power_law import Law, fit_law

SHARES = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
REPEATS = 3
MORE = 500
REFITS = 200


class LearningCurve(NamedTuple):
    """The points, the law fitted to them, and what that law expects of ``MORE`` sentences more.

    ``points`` has a row a size of the training part: ``articles``, ``sentences``, ``macro_f1`` (an ``Interval``).
    """

    points: pd.DataFrame
    law: Law | None
    gain: Interval | None

    @property
    def words(self) -> str:
        """What the curve says, in one sentence."""
        if self.gain is None:
            return "The curve is too short or too uneven to be extrapolated."
        gain = self.gain
        return (
            f"With {MORE} more sentences like these expect about {gain.value:+.3f} macro-F1 "
            f"(95 % interval {gain.low:+.3f} to {gain.high:+.3f})."
        )

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        return {
            "points": self.points.assign(macro_f1=[one.rounded() for one in self.points["macro_f1"]]).to_dict(
                "records"
            ),
            "law": {name: round(figure, 6) for name, figure in self.law._asdict().items()} if self.law else None,
            "more_sentences": MORE,
            "gain": self.gain.rounded() if self.gain else None,
            "words": self.words,
        }


def draw_curve(
    classifier: FrameClassifier,
    training: pd.DataFrame,
    test: pd.DataFrame,
    sentences: Sequence[ParsedSentence],
    *,
    shares: Sequence[float] = SHARES,
    repeats: int = REPEATS,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> LearningCurve:
    """Train on growing parts of the training articles and score each on the same test articles.

    Parts are drawn by article, ``repeats`` times each, in nested order: a larger part holds the smaller one of its repeat.
    Parts that are too small to train on are left out.

    Args:
        classifier: whose settings are taken.
        training: sentences to train on.
        test: sentences to score on.
        sentences: the parses of both, in that order.
        shares: parts of the training articles.
        repeats: times that each part is drawn.
        seed: random state of the parts.
        progress: told how many parts are done, of how many.

    Raises:
        DuidingError: no part is large enough.

    """
    count = _counter(classifier, training, test, sentences)
    sizes, counts = [], []
    for done, (size, rows) in enumerate(_parts(training["article_id"], shares, repeats, seed), 1):
        if kept := [one for row in rows if (one := count(row)) is not None]:
            sizes.append((size, round(np.mean([len(row) for row in rows]))))
            counts.append(kept)
        if progress:
            progress(done, len(shares))
    if not counts:
        raise DuidingError(f"{len(training)} sentences for training are too few for a learning curve: label more.")
    return summarise(sizes, counts, seed)


def _parts(
    articles: pd.Series[str], shares: Sequence[float], repeats: int, seed: int
) -> Iterator[tuple[int, list[Array]]]:
    """Give for each share the number of its articles and, by repeat, the rows of those that are drawn; the whole is drawn once."""
    rng = np.random.default_rng(seed)
    names = articles.unique()
    orders = [rng.permutation(names) for _ in range(repeats)]
    for share in shares:
        size = max(2, round(share * len(names)))
        parts = [set(order[:size]) for order in (orders if share < 1 else orders[:1])]
        yield size, [np.flatnonzero(articles.isin(part)) for part in parts]


def _counter(
    classifier: FrameClassifier, training: pd.DataFrame, test: pd.DataFrame, sentences: Sequence[ParsedSentence]
) -> Callable[[Array], Array | None]:
    """Give what trains on some rows of ``training`` and counts by test article; None where they are too few or of one label."""
    labels = in_order([*training["label"], *test["label"]])
    codes = np.array(codes_of([*training["label"], *test["label"]], labels))
    tested = np.arange(len(training), len(codes))
    counted = classifier.new_features().count(sentences)
    setting = Setting(classifier.model, classifier.C, classifier.class_weight)

    def count(rows: Array) -> Array | None:
        if len(set(codes[rows])) < 2:
            return None
        (values,) = held_out_decisions(counted, codes, [(rows, tested)], [setting], seed=classifier.seed)
        if not np.ptp(values[tested], axis=0).any():  # no term occurs often enough: all sentences look alike
            return None
        predicted = [labels[code] for code in values[tested].argmax(axis=1)]
        return confusion_by_article(list(test["label"]), predicted, list(test["article_id"]), labels)

    return count


def summarise(sizes: Sequence[tuple[int, int]], counts: Sequence[Sequence[Array]], seed: int = 0) -> LearningCurve:
    """Give the points with their intervals and the fitted law.

    A resample draws test articles, the same for all sizes, and one of the repeats of each size, so that the intervals hold both
    the choice of test articles and that of training articles.

    Args:
        sizes: number of articles and of sentences of each point.
        counts: for each point, the confusion counts by test article of its repeats.
        seed: random state.

    """
    rng = np.random.default_rng(seed)
    articles = len(counts[0][0])
    draws = rng.multinomial(articles, np.full(articles, 1 / articles), size=RESAMPLES)
    points, curves = [], []
    for (size, sentences), repeats in zip(sizes, counts, strict=True):
        drawn = np.array([macro_f1(np.tensordot(draws, one, axes=1)) for one in repeats])
        samples = drawn[rng.integers(len(repeats), size=RESAMPLES), np.arange(RESAMPLES)]
        value = float(np.mean([macro_f1(one.sum(axis=0)) for one in repeats]))
        points.append((size, sentences, interval(value, samples)))
        curves.append(samples)
    law = fit_law([sentences for _, sentences in sizes], [score.value for *_, score in points])
    gain = _gain([sentences for _, sentences in sizes], np.array(curves), law)
    return LearningCurve(pd.DataFrame(points, columns=["articles", "sentences", "macro_f1"]), law, gain)


def _gain(sentences: Sequence[float], curves: Array, law: Law | None) -> Interval | None:
    if law is None:
        return None
    gains = [
        float(refitted(sentences[-1] + MORE) - refitted(sentences[-1]))
        for i in range(REFITS)
        if (refitted := fit_law(sentences, list(curves[:, i])))
    ]
    if len(gains) < REFITS // 2:
        return None
    return interval(float(law(sentences[-1] + MORE) - law(sentences[-1])), np.array(gains))
