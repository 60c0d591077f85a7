"""Train a model's settings anew on other sentences or with other features, through the core alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.base import clone

from duiding.classifier import FrameClassifier
from duiding.classifier.cross_validation import Setting, article_folds, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import decisions_of, make_linear
from duiding.errors import DuidingError
from duiding.features import FrameFeatures
from duiding.labels import in_order
from duiding.language import ParsedSentence, Parser

FOLDS = 5
TIMED, WARM, ROUNDS = (
    1000,
    100,
    3,
)  # sentences timed and warmed up with, times that they are timed


class Fitted(NamedTuple):
    """Features and a linear model over them, without calibration."""

    features: FrameFeatures
    linear: Any
    classes: list[str]

    def predict(self, sentences: Sequence[ParsedSentence]) -> list[str]:
        """Give the label with the highest decision value of each sentence."""
        if not sentences:
            return []
        values = decisions_of(self.linear, self.features.transform(sentences))
        return [self.classes[self.linear.classes_[code]] for code in values.argmax(axis=1)]


def fit(
    classifier: FrameClassifier,
    sentences: Sequence[ParsedSentence],
    labels: Sequence[str],
    blocks: Sequence[str] | None = None,
) -> Fitted:
    """Fit the settings of a classifier to sentences.

    Args:
        classifier: whose settings are taken; it stays as it is.
        sentences: parsed with the components that the blocks need.
        labels: a label a sentence.
        blocks: feature blocks; by default those of the classifier.

    Raises:
        DuidingError: there are too few sentences for any term to occur as often as the settings ask.

    """
    settings = classifier.get_params(deep=False)
    classes = in_order(labels)
    codes = codes_of(labels, classes)
    features = FrameFeatures(
        blocks=list(blocks or settings["blocks"]),
        **{name: settings[name] for name in ("lexicon", "word_ngrams", "char_ngrams", "min_df", "block_weights")},
    )
    linear = make_linear(
        settings["model"],
        settings["C"],
        settings["class_weight"],
        codes,
        settings["seed"],
    )
    try:
        matrix = features.fit_transform(sentences)
    except ValueError as error:  # scikit-learn's: no terms remain
        raise DuidingError(f"{len(sentences)} sentences are too few to make features of: label more.") from error
    return Fitted(features, linear.fit(matrix, codes), classes)


def cross_validate(
    classifier: FrameClassifier,
    sentences: Sequence[ParsedSentence],
    labels: Sequence[str],
    articles: Sequence[str],
    *,
    blocks: Sequence[str] | None = None,
    folds: int = FOLDS,
    jobs: int = 1,
) -> list[str]:
    """Label every sentence by a model that did not see its article; folds are stratified by label."""
    classes = in_order(labels)
    codes = codes_of(labels, classes)
    splits = article_folds(codes, articles, folds, classifier.seed)
    setting = Setting(classifier.model, classifier.C, classifier.class_weight)
    counted = clone(classifier).set_params(blocks=list(blocks or classifier.blocks)).new_features().count(sentences)
    (values,) = held_out_decisions(counted, codes, splits, [setting], seed=classifier.seed, jobs=jobs)
    return [classes[code] for code in values.argmax(axis=1)]


def sentences_a_second(parser: Parser, fitted: Fitted, texts: Sequence[str]) -> float:
    """Time reading and labelling texts: the median of three rounds, in one process, warm."""
    sample = list(texts)[:TIMED]
    fitted.predict(list(parser.stream(sample[:WARM])))
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        fitted.predict(list(parser.stream(sample)))
        seconds.append(time.perf_counter() - start)
    return len(sample) / float(np.median(seconds))
