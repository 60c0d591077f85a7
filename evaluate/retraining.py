"""Train a model's settings anew on other sentences or with other features, through the core alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.base import clone

from duiding.classifier import FrameClassifier
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Linear, Setting, fit_linear
from duiding.features import FrameFeatures
from duiding.labels import in_order
from duiding.language import ParsedSentence, Parser

FOLDS = 5
TIMED, WARM, ROUNDS = 1000, 100, 3  # sentences timed and warmed up with, times that they are timed


class Fitted(NamedTuple):
    """Features and a linear model over them, without calibration."""

    features: FrameFeatures
    linear: Linear
    classes: list[str]

    def predict(self, sentences: Sequence[ParsedSentence]) -> list[str]:
        """Give the label with the highest decision value of each sentence."""
        if not sentences:
            return []
        return [self.classes[code] for code in self.linear.predict(self.features.transform(sentences))]


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
        InputError: there are too few sentences for any term to occur as often as the settings ask, or they have one label.

    """
    classes = in_order(labels)
    codes = codes_of(labels, classes)
    features = _features(classifier, blocks)
    linear = fit_linear(_setting(classifier), features.fit_transform(sentences), codes, seed=classifier.seed)
    return Fitted(features, linear, classes)


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
    counted = _features(classifier, blocks).count(sentences)
    (values,) = held_out_decisions(counted, codes, splits, [_setting(classifier)], seed=classifier.seed, jobs=jobs)
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


def _features(classifier: FrameClassifier, blocks: Sequence[str] | None) -> FrameFeatures:
    changed: FrameClassifier = clone(classifier).set_params(blocks=list(blocks or classifier.blocks))
    return changed.new_features()


def _setting(classifier: FrameClassifier) -> Setting:
    return Setting(classifier.model, classifier.C, classifier.class_weight)
