"""The classifier that learns, as scikit-learn's do."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin

from duiding.arrays import Array
from duiding.classifier.calibration import HeldOut, article_intercepts, choose_calibrator
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.classifier.inputs import check_groups, check_labels, check_texts, check_weights, classes_of, codes_of
from duiding.classifier.linear import Setting, fit_linear
from duiding.classifier.parameters import check_parameters
from duiding.classifier.trained import TrainedClassifier
from duiding.features import CountedSentences, FrameFeatures, components_for
from duiding.language import ParsedSentence, Parser

_log = logging.getLogger(__name__)


class FrameClassifier(ClassifierMixin, TrainedClassifier, BaseEstimator):
    """Learn from labelled sentences to label others; for the parameters see ``TrainedClassifier``."""

    @classmethod
    def of(cls, trained: TrainedClassifier) -> Self:
        """Make one of a trained classifier, with all that it has learned."""
        made = cls(**trained.parameters())
        made.__dict__.update(vars(trained))
        return made

    def fit(
        self,
        X: Iterable[str] | Iterable[ParsedSentence],
        y: Iterable[Any],
        groups: Iterable[Any] | None = None,
        sample_weight: Iterable[float] | None = None,
    ) -> Self:
        """Learn from labelled sentences, then calibrate on decision values held out by article.

        Args:
            X: sentences, as texts or as ParsedSentence.
            y: a label a sentence, text or whole numbers.
            groups: the article of each sentence; those of one article stand together, in order. Without it every sentence counts as
                an article of its own.
            sample_weight: how much each sentence counts in learning; without it all alike.

        Raises:
            InputError: a parameter can't be, X is empty or not text, lengths differ, or there are too few sentences or labels.

        """
        check_parameters(self.parameters())
        items = check_texts(X, some=True)
        labels, articles = check_labels(y, len(items)), check_groups(groups, len(items))
        counted = self.new_features().count(self._stream(items, articles))
        return self.fit_counted(counted, labels, articles, sample_weight)

    def fit_counted(
        self,
        counted: CountedSentences,
        y: Iterable[Any],
        groups: Iterable[Any] | None = None,
        sample_weight: Iterable[float] | None = None,
        held_out: Array | HeldOut | None = None,
        classes: Sequence[Any] | None = None,
    ) -> Self:
        """Learn from sentences that ``new_features().count`` has counted: what ``fit`` does after reading them.

        Args:
            counted: the sentences.
            y: see ``fit``.
            groups: see ``fit``.
            sample_weight: see ``fit``.
            held_out: what to calibrate on: decision values of every sentence by models that did not see its article, shape
                (sentences, labels), where a search has made them already, or those of other sentences with their labels, which then
                also give the intercepts of sentences read in an article; by default they are made here.
            classes: the labels in the order of ``classes_``; by default that of ``duiding.labels.in_order``.

        Raises:
            InputError: a parameter can't be, lengths differ, or there are too few sentences or labels.

        """
        check_parameters(self.parameters())
        labels, articles = check_labels(y, counted.sentences), check_groups(groups, counted.sentences)
        weights = check_weights(sample_weight, counted.sentences)
        self._remember_parser()
        self.classes_ = classes_of(labels, classes)
        codes = codes_of(labels, self.classes_)
        setting = Setting(self.model, self.C, self.class_weight)
        if held_out is None:
            splits = article_folds(codes, articles, self.folds, self.seed)
            (held_out,) = held_out_decisions(counted, codes, splits, [setting], weights=weights, seed=self.seed)
        added = self._calibrate(held_out, codes, articles)
        self.features_ = self.new_features()
        matrix = self.features_.learn(counted)
        linear = fit_linear(setting, matrix, codes, seed=self.seed, sample_weight=weights)
        self.linear_ = linear._replace(article_intercepts=added)
        self.n_sentences_ = counted.sentences
        _log.info("Fitted on %d sentences: %d columns, calibration by %s", *matrix.shape, self.calibration_)
        return self

    def new_features(self) -> FrameFeatures:
        """Make unfitted features with this classifier's settings."""
        return FrameFeatures(**vars(super().new_features()))

    def _remember_parser(self) -> None:
        parser = Parser(self.pipeline, components_for(self.blocks))
        self.pipeline_ = parser.info
        self.encoder_ = parser.encoder.digest if parser.encoder else ""

    def _calibrate(self, held_out: Array | HeldOut, codes: Array, articles: Iterable[Any] | None) -> Array:
        """Calibrate, and give what is to be added to the intercepts in articles, shape (labels,)."""
        added = np.zeros(len(self.classes_))
        if not isinstance(held_out, HeldOut):
            held_out = HeldOut(held_out, codes, _numbered(articles, len(codes)))
        elif self.encoder_:  # without an encoder no sentence is read in an article
            added = article_intercepts(held_out)
        held_out = held_out.shifted(added)
        self.calibration_, self.calibrator_ = choose_calibrator(self.calibration, held_out, self.seed)
        confidence = self.calibrator_.predict_proba(held_out.decisions)
        self.held_out_confidence_ = confidence.max(axis=1)
        self.held_out_right_ = confidence.argmax(axis=1) == held_out.codes
        self.held_out_articles_ = _numbered(held_out.articles, len(held_out.codes))
        self.set_target_accuracy(self.target_accuracy)
        return added


def _numbered(articles: Iterable[Any] | None, sentences: int) -> Array:
    """Give the articles of sentences numbers from 0, shape (sentences,); without any, each sentence is one."""
    numbers: dict[Any, int] = {}
    named = range(sentences) if articles is None else articles
    return np.array([numbers.setdefault(article, len(numbers)) for article in named], dtype=np.int64)
