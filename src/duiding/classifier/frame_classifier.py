"""The classifier over texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from duiding.arrays import Array
from duiding.classifier.calibration import choose_calibrator, threshold_for
from duiding.classifier.cross_validation import Setting, article_folds, held_out_decisions
from duiding.classifier.explanation import Explanation, explain
from duiding.classifier.inputs import check_labels, check_texts, codes_of
from duiding.classifier.linear import decisions_of, make_linear
from duiding.errors import DuidingError
from duiding.features import CountedSentences, FrameFeatures, components_for
from duiding.features.blocks import SHIPPED_BLOCKS
from duiding.labels import in_order
from duiding.language import ParsedSentence, Parser, PipelineInfo
from duiding.lexicon import Entry

BATCH = 2048  # sentences held in memory at a time while predicting


class FrameClassifier(ClassifierMixin, BaseEstimator):
    """Label sentences with frames, by a linear model over features of their spaCy parse.

    Args:
        pipeline: spaCy pipeline to parse with (see ``duiding.language.load``).
        lexicon: entries of the frame lexicon.
        blocks: feature blocks (see ``duiding.features.BLOCKS``).
        word_ngrams: lowest and highest number of lemmas in a word n-gram.
        char_ngrams: lowest and highest number of characters in a character n-gram.
        min_df: number of sentences that an n-gram must occur in.
        block_weights: factor by block, 1 where not named; None for those of the shipped model.
        model: ``logistic`` or ``svm``.
        C: inverse of the strength of regularisation.
        class_weight: 0 weighs sentences alike, 1 weighs labels by the inverse of their frequency.
        calibration: ``auto``, ``temperature`` or ``sigmoid``.
        folds: folds over which held-out decision values for the calibration are made.
        target_accuracy: accuracy that the sentences not marked as uncertain should reach, on held-out articles.
        seed: random state.

    """

    def __init__(
        self,
        pipeline: str = "auto",
        lexicon: Sequence[Entry] = (),
        blocks: Sequence[str] = SHIPPED_BLOCKS,
        word_ngrams: tuple[int, int] = (1, 2),
        char_ngrams: tuple[int, int] = (3, 6),
        min_df: int = 3,
        block_weights: dict[str, float] | None = None,
        model: str = "logistic",
        C: float = 1.0,
        class_weight: float = 0.5,
        calibration: str = "auto",
        folds: int = 5,
        target_accuracy: float = 0.9,
        seed: int = 0,
    ) -> None:
        self.pipeline = pipeline
        self.lexicon = lexicon
        self.blocks = blocks
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.min_df = min_df
        self.block_weights = block_weights
        self.model = model
        self.C = C
        self.class_weight = class_weight
        self.calibration = calibration
        self.folds = folds
        self.target_accuracy = target_accuracy
        self.seed = seed

    def parser(self) -> Parser:
        """Give the spaCy pipeline that this classifier reads texts with, with just the components it needs."""
        info: PipelineInfo | None = getattr(self, "pipeline_", None)
        return Parser(info.name if info else self.pipeline, components_for(self.blocks))

    def fit(
        self,
        X: Sequence[Any],
        y: Sequence[str],
        groups: Sequence[Any] | None = None,
        sample_weight: Sequence[float] | Array | None = None,
    ) -> Self:
        """Learn from labelled sentences, then calibrate on decision values held out by article.

        Args:
            X: sentences, as texts or as ParsedSentence.
            y: a label a sentence.
            groups: the article of each sentence; without it every sentence counts as an article of its own.
            sample_weight: how much each sentence counts in learning; without it all alike.

        Raises:
            DuidingError: X is empty or not text, lengths differ, or there is only one label.

        """
        sentences = list(self._stream(check_texts(X, some=True), groups))
        check_labels(y, len(sentences))
        return self.fit_counted(self.new_features().count(sentences), y, groups, sample_weight)

    def fit_counted(
        self,
        counted: CountedSentences,
        y: Sequence[str],
        groups: Sequence[Any] | None = None,
        sample_weight: Sequence[float] | Array | None = None,
        held_out: Array | None = None,
    ) -> Self:
        """Learn from sentences that ``new_features().count`` has counted: what ``fit`` does after reading them.

        Args:
            counted: the sentences.
            y: a label a sentence.
            groups: see ``fit``.
            sample_weight: see ``fit``.
            held_out: decision values of every sentence by models that did not see its article, shape (sentences, labels), where a
                search has made them already; else they are made here.

        Raises:
            DuidingError: lengths differ, or there is only one label.

        """
        self.pipeline_ = Parser(self.pipeline, components_for(self.blocks)).info
        labels = check_labels(y, counted.sentences)
        self.classes_ = np.array(in_order(labels))
        codes = codes_of(labels, list(self.classes_))
        weights = None if sample_weight is None else np.asarray(sample_weight, dtype=float)
        if held_out is None:
            held_out = self._held_out(counted, codes, groups, weights)
        self._calibrate(held_out, codes, groups)
        self.features_ = self.new_features()
        matrix = self.features_.learn(counted)
        linear = make_linear(self.model, self.C, self.class_weight, codes, self.seed, weights)
        self.linear_ = linear.fit(matrix, codes, sample_weight=weights)
        self.n_sentences_ = counted.sentences
        return self

    def _calibrate(self, held_out: Array, codes: Array, groups: Sequence[Any] | None) -> None:
        self.calibration_, self.calibrator_ = choose_calibrator(self.calibration, held_out, codes, groups, self.seed)
        confidence = self.calibrator_.predict_proba(held_out)
        self.held_out_confidence_ = confidence.max(axis=1)
        self.held_out_right_ = confidence.argmax(axis=1) == codes
        self.set_target_accuracy(self.target_accuracy)

    def set_target_accuracy(self, accuracy: float) -> Self:
        """Set the threshold below which a sentence is uncertain, from the confidences held out during training.

        Args:
            accuracy: share of right labels that the sentences above the threshold should reach, from 0 to 1.

        Raises:
            DuidingError: the model was saved by a duiding that did not keep those confidences.

        """
        if not hasattr(self, "held_out_confidence_"):
            raise DuidingError("The model keeps no held-out confidences to set a threshold by: train it again.")
        self.target_accuracy = accuracy
        self.threshold_ = threshold_for(accuracy, self.held_out_confidence_, self.held_out_right_)
        return self

    def decision_function(self, X: Iterable[Any], groups: Sequence[Any] | None = None) -> Array:
        """Give decision values, shape (sentences, labels); the label with the highest one is predicted.

        Args:
            X: sentences, as texts or as ParsedSentence.
            groups: the article of each sentence; sentences of one article stand together, in order. None: each stands alone.

        """
        return self._over_chunks(X, groups, lambda values: values)

    def predict_proba(self, X: Iterable[Any], groups: Sequence[Any] | None = None) -> Array:
        """Give calibrated probabilities, shape (sentences, labels), in the order of ``classes_``; see ``decision_function``."""
        check_is_fitted(self)
        return self._over_chunks(X, groups, self.calibrator_.predict_proba)

    def predict(self, X: Iterable[Any], groups: Sequence[Any] | None = None) -> Array:
        """Give the most probable label of each sentence; see ``decision_function``."""
        check_is_fitted(self)
        return np.asarray(self.classes_[self.predict_proba(X, groups).argmax(axis=1)])

    def explain(self, X: Iterable[Any], groups: Sequence[Any] | None = None) -> list[Explanation]:
        """Tell for each sentence which of its words pushed it to its label and away from the runner-up; see ``decision_function``."""
        check_is_fitted(self)
        chunks = _chunked(self._stream(check_texts(X), groups))
        return [one for chunk in chunks for one in explain(self, chunk)]

    def _over_chunks(self, X: Iterable[Any], groups: Sequence[Any] | None, finish: Any) -> Array:
        check_is_fitted(self)
        parts = [
            finish(decisions_of(self.linear_, self.features_.transform(chunk)))
            for chunk in _chunked(self._stream(check_texts(X), groups))
        ]
        return np.vstack(parts) if parts else np.empty((0, len(self.classes_)))

    def _stream(self, items: Sequence[Any], groups: Sequence[Any] | None) -> Iterator[ParsedSentence]:
        if items and isinstance(items[0], ParsedSentence):
            return iter(items)
        return self.parser().stream(items, groups)

    def new_features(self) -> FrameFeatures:
        """Make unfitted features with this classifier's settings."""
        return FrameFeatures(
            blocks=self.blocks,
            lexicon=self.lexicon,
            word_ngrams=self.word_ngrams,
            char_ngrams=self.char_ngrams,
            min_df=self.min_df,
            block_weights=self.block_weights,
        )

    def _held_out(
        self, counted: CountedSentences, codes: Array, groups: Sequence[Any] | None, weights: Array | None
    ) -> Array:
        splits = article_folds(codes, groups, self.folds, self.seed)
        setting = Setting(self.model, self.C, self.class_weight)
        (values,) = held_out_decisions(counted, codes, splits, [setting], weights=weights, seed=self.seed)
        return np.asarray(values)


def _chunked(stream: Iterator[ParsedSentence]) -> Iterator[list[ParsedSentence]]:
    while chunk := list(islice(stream, BATCH)):
        yield chunk
