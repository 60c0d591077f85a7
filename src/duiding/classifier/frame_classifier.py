"""The classifier over texts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from duiding.arrays import Array
from duiding.classifier.calibration import HeldOut, choose_calibrator, threshold_for
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.classifier.explainer import Explainer
from duiding.classifier.explanation import Explanation
from duiding.classifier.inputs import check_groups, check_labels, check_texts, check_weights, classes_of, codes_of
from duiding.classifier.linear import Setting, fit_linear
from duiding.classifier.parameter_state import read_parameters
from duiding.classifier.parameters import check_parameters
from duiding.classifier.states import restore, state_of
from duiding.errors import InputError
from duiding.features import CountedSentences, FrameFeatures, components_for
from duiding.features.blocks import SHIPPED_BLOCKS
from duiding.language import ParsedSentence, Parser, PipelineInfo
from duiding.lexicon import Entry
from duiding.state import State

_log = logging.getLogger(__name__)

BATCH = 2048  # sentences held in memory at a time while predicting


class FrameClassifier(ClassifierMixin, BaseEstimator):
    """Label sentences with frames, by a linear model over features of their spaCy parse.

    Every parameter has the value of the shipped model, but for the lexicon, which must be read.

    Args:
        pipeline: spaCy pipeline to parse with (see ``duiding.language.load``).
        lexicon: entries of the frame lexicon.
        blocks: feature blocks (see ``duiding.features.BLOCKS``).
        word_ngrams: lowest and highest number of lemmas in a word n-gram.
        char_ngrams: lowest and highest number of characters in a character n-gram.
        min_df: number of sentences that an n-gram must occur in.
        block_weights: factor by block, 1 where not named; None for those of the shipped model.
        mask_names: whether names are replaced by what they name, so that none can decide a label.
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
        block_weights: Mapping[str, float] | None = None,
        mask_names: bool = True,
        model: str = "logistic",
        C: float = 0.02,
        class_weight: float = 0.0,
        calibration: str = "temperature",
        folds: int = 5,
        target_accuracy: float = 0.93,
        seed: int = 0,
    ) -> None:
        self.pipeline = pipeline
        self.lexicon = lexicon
        self.blocks = blocks
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.min_df = min_df
        self.block_weights = block_weights
        self.mask_names = mask_names
        self.model = model
        self.C = C
        self.class_weight = class_weight
        self.calibration = calibration
        self.folds = folds
        self.target_accuracy = target_accuracy
        self.seed = seed

    def parser(self, blocks: Iterable[str] | None = None) -> Parser:
        """Give the spaCy pipeline that this classifier reads texts with, with just the components that these blocks need, or its own.

        Raises:
            InputError: the classifier learned from the encodings of another sentence encoder than the one that is here.

        """
        info: PipelineInfo | None = getattr(self, "pipeline_", None)
        parser = Parser(info.name if info else self.pipeline, components_for(self.blocks if blocks is None else blocks))
        known: str | None = getattr(self, "encoder_", None)
        if parser.encoder and known and parser.encoder.digest != known:
            raise InputError(
                "The model learned from the encodings of another sentence encoder than the one that is here."
            )
        return parser

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
        check_parameters(self.get_params(deep=False))
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
                (sentences, labels), where a search has made them already, or those of other sentences with their labels; by default
                they are made here.
            classes: the labels in the order of ``classes_``; by default that of ``duiding.labels.in_order``.

        Raises:
            InputError: a parameter can't be, lengths differ, or there are too few sentences or labels.

        """
        check_parameters(self.get_params(deep=False))
        labels, articles = check_labels(y, counted.sentences), check_groups(groups, counted.sentences)
        weights = check_weights(sample_weight, counted.sentences)
        self._remember_parser()
        self.classes_ = classes_of(labels, classes)
        codes = codes_of(labels, self.classes_)
        setting = Setting(self.model, self.C, self.class_weight)
        if held_out is None:
            splits = article_folds(codes, articles, self.folds, self.seed)
            (held_out,) = held_out_decisions(counted, codes, splits, [setting], weights=weights, seed=self.seed)
        self._calibrate(held_out, codes, articles)
        self.features_ = self.new_features()
        matrix = self.features_.learn(counted)
        self.linear_ = fit_linear(setting, matrix, codes, seed=self.seed, sample_weight=weights)
        self.n_sentences_ = counted.sentences
        _log.info("Fitted on %d sentences: %d columns, calibration by %s", *matrix.shape, self.calibration_)
        return self

    def _remember_parser(self) -> None:
        parser = Parser(self.pipeline, components_for(self.blocks))
        self.pipeline_ = parser.info
        self.encoder_ = parser.encoder.digest if parser.encoder else ""

    def _calibrate(self, held_out: Array | HeldOut, codes: Array, articles: Iterable[Any] | None) -> None:
        if not isinstance(held_out, HeldOut):
            held_out = HeldOut(held_out, codes, _numbered(articles, len(codes)))
        self.calibration_, self.calibrator_ = choose_calibrator(self.calibration, held_out, self.seed)
        confidence = self.calibrator_.predict_proba(held_out.decisions)
        self.held_out_confidence_ = confidence.max(axis=1)
        self.held_out_right_ = confidence.argmax(axis=1) == held_out.codes
        self.held_out_articles_ = _numbered(held_out.articles, len(held_out.codes))
        self.set_target_accuracy(self.target_accuracy)

    def set_target_accuracy(self, accuracy: float) -> Self:
        """Set the threshold below which a sentence is uncertain, from the confidences held out during training.

        Args:
            accuracy: share of right labels that the sentences above the threshold should reach, from 0 to 1.

        Raises:
            InputError: that is no such share.

        """
        if not 0 <= accuracy <= 1:
            raise InputError(f"target_accuracy is {accuracy}: expected a number from 0 to 1.")
        self.target_accuracy = accuracy
        self.threshold_ = threshold_for(accuracy, self.held_out_confidence_, self.held_out_right_)
        return self

    def decision_function(
        self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None
    ) -> Array:
        """Give decision values, shape (sentences, labels); the label with the highest one is predicted.

        Args:
            X: sentences, as texts or as ParsedSentence.
            groups: the article of each sentence (see ``fit``).

        """
        check_is_fitted(self)
        return self._over_chunks(X, groups, lambda values: values)

    def predict_proba(self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None) -> Array:
        """Give calibrated probabilities, shape (sentences, labels), in the order of ``classes_``.

        Args:
            X: sentences, as texts or as ParsedSentence.
            groups: the article of each sentence (see ``fit``).

        """
        check_is_fitted(self)
        return self._over_chunks(X, groups, self.calibrator_.predict_proba)

    def predict(self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None) -> Array:
        """Give the most probable label of each sentence, shape (sentences,)."""
        check_is_fitted(self)
        return np.asarray(self.classes_[self.predict_proba(X, groups).argmax(axis=1)])

    def explain(
        self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None
    ) -> list[Explanation]:
        """Tell for each sentence which of its words pushed it to its label and away from the runner-up.

        Args:
            X: sentences, as texts or as ParsedSentence.
            groups: the article of each sentence (see ``fit``).

        """
        check_is_fitted(self)
        parser = self.parser()
        explainer = Explainer(self.features_, self.linear_, self.calibrator_, self.classes_, parser.encoder)
        items = check_texts(X)
        chunks = _chunked(self._stream(items, check_groups(groups, len(items))))
        return [one for chunk in chunks for one in explainer.explain(chunk)]

    def new_features(self) -> FrameFeatures:
        """Make unfitted features with this classifier's settings."""
        own = self.get_params(deep=False)
        return FrameFeatures(**{name: own[name] for name in FrameFeatures().get_params(deep=False)})

    def state(self) -> State:
        """Give the parameters and all that was learned, as arrays and words."""
        check_is_fitted(self)
        return state_of(self)

    @classmethod
    def from_state(cls, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> Self:
        """Rebuild a fitted classifier.

        Raises:
            InputError: something is missing or does not fit; it is named.

        """
        made = cls(**read_parameters(arrays, words, cls().get_params(deep=False)))
        restore(made, arrays, words)
        return made.set_target_accuracy(made.target_accuracy)

    def _over_chunks(self, X: Iterable[Any], groups: Iterable[Any] | None, finish: Callable[[Array], Array]) -> Array:
        items = check_texts(X)
        parts = [
            finish(self.linear_.decisions(self.features_.transform(chunk)))
            for chunk in _chunked(self._stream(items, check_groups(groups, len(items))))
        ]
        return np.vstack(parts) if parts else np.empty((0, len(self.classes_)))

    def _stream(self, items: Sequence[Any], articles: Sequence[Any] | None) -> Iterator[ParsedSentence]:
        if items and isinstance(items[0], ParsedSentence):
            return iter(items)
        return self.parser().stream(items, articles)


def _numbered(articles: Iterable[Any] | None, sentences: int) -> Array:
    """Give the articles of sentences numbers from 0, shape (sentences,); without any, each sentence is one."""
    numbers: dict[Any, int] = {}
    named = range(sentences) if articles is None else articles
    return np.array([numbers.setdefault(article, len(numbers)) for article in named], dtype=np.int64)


def _chunked(stream: Iterator[ParsedSentence]) -> Iterator[list[ParsedSentence]]:
    while chunk := list(islice(stream, BATCH)):
        yield chunk
