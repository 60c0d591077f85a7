"""The classifier once it is trained: what labels sentences, without scikit-learn, which takes longer to import than that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from inspect import signature
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from duiding.arrays import Array
from duiding.classifier.calibrators import Calibrator
from duiding.classifier.explainer import Explainer
from duiding.classifier.explanation import Explanation
from duiding.classifier.inputs import check_groups, check_texts
from duiding.classifier.linear import Linear
from duiding.classifier.parameter_state import read_parameters
from duiding.classifier.states import restore, state_of
from duiding.classifier.threshold import threshold_for
from duiding.errors import InputError
from duiding.features import LearnedFeatures, components_for
from duiding.features.blocks import SHIPPED_BLOCKS
from duiding.language import ParsedSentence, Parser, PipelineInfo, in_article
from duiding.lexicon import Entry
from duiding.state import State

if TYPE_CHECKING:
    from duiding.classifier.calibration import HeldOut  # its module needs scikit-learn

BATCH = 2048  # sentences held in memory at a time while predicting


class TrainedClassifier:
    """Label sentences with frames, by a linear model over features of their spaCy parse; ``from_state`` makes one.

    Every parameter has the value of the shipped model, but for the lexicon, which must be read.

    Args:
        pipeline: spaCy pipeline to parse with (see ``duiding.language.load``).
        lexicon: entries of the frame lexicon.
        blocks: feature blocks (see ``duiding.features.BLOCKS``).
        word_ngrams: lowest and highest number of lemmas in a word n-gram.
        char_ngrams: lowest and highest number of characters in a character n-gram.
        min_df: number of sentences that an n-gram must occur in.
        block_weights: factor by block, 1 where not named; None for ``usual_weights``.
        mask_names: whether names are replaced by what they name, so that none can decide a label.
        model: ``logistic`` or ``svm``.
        C: inverse of the strength of regularisation.
        class_weight: 0 weighs sentences alike, 1 weighs labels by the inverse of their frequency.
        calibration: ``auto``, ``temperature`` or ``sigmoid``.
        folds: folds over which held-out decision values for the calibration are made.
        target_accuracy: accuracy that the sentences not marked as uncertain should reach, on held-out articles.
        seed: random state.

    """

    pipeline_: PipelineInfo
    encoder_: str
    classes_: Array
    features_: LearnedFeatures
    linear_: Linear
    calibration_: str
    calibrator_: Calibrator
    held_out_confidence_: Array
    held_out_right_: Array
    held_out_articles_: Array
    n_sentences_: int

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
            groups: the article of each sentence (see ``FrameClassifier.fit``).

        """
        self._check_fitted()
        return self._over_chunks(X, groups, lambda values: values)

    def predict_proba(self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None) -> Array:
        """Give calibrated probabilities, shape (sentences, labels), in the order of ``classes_``.

        Args:
            X: sentences, as texts or as ParsedSentence.
            groups: the article of each sentence (see ``FrameClassifier.fit``).

        """
        self._check_fitted()
        return self._over_chunks(X, groups, self.calibrator_.predict_proba)

    def held_out_probabilities(self, held_out: HeldOut) -> Array:
        """Give the probabilities, shape (sentences, labels), that it would give to sentences held out, by their decision values."""
        return self.calibrator_.predict_proba(held_out.shifted(self.linear_.article_intercepts).decisions)

    def predict(self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None) -> Array:
        """Give the most probable label of each sentence, shape (sentences,)."""
        self._check_fitted()
        return np.asarray(self.classes_[self.predict_proba(X, groups).argmax(axis=1)])

    def explain(
        self, X: Iterable[str] | Iterable[ParsedSentence], groups: Iterable[Any] | None = None
    ) -> list[Explanation]:
        """Tell for each sentence which of its words pushed it to its label and away from the runner-up.

        Args:
            X: sentences, as texts or as ParsedSentence.
            groups: the article of each sentence (see ``FrameClassifier.fit``).

        """
        self._check_fitted()
        parser = self.parser()
        explainer = Explainer(self.features_, self.linear_, self.calibrator_, self.classes_, parser.encoder)
        items = check_texts(X)
        chunks = _chunked(self._stream(items, check_groups(groups, len(items))))
        return [one for chunk in chunks for one in explainer.explain(chunk)]

    def parameters(self) -> dict[str, Any]:
        """Give the parameters by name."""
        return {
            name: getattr(self, name) for name in signature(TrainedClassifier.__init__).parameters if name != "self"
        }

    def new_features(self) -> LearnedFeatures:
        """Make features with this classifier's settings, which have learned nothing yet."""
        return LearnedFeatures(**{name: getattr(self, name) for name in vars(LearnedFeatures())})

    def state(self) -> State:
        """Give the parameters and all that was learned, as arrays and words."""
        self._check_fitted()
        return state_of(self)

    @classmethod
    def from_state(cls, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> Self:
        """Rebuild a fitted classifier.

        Raises:
            InputError: something is missing or does not fit; it is named.

        """
        made = cls(**read_parameters(arrays, words, cls().parameters()))
        restore(made, arrays, words)
        return made.set_target_accuracy(made.target_accuracy)

    def _check_fitted(self) -> None:
        if not hasattr(self, "linear_"):
            from sklearn.exceptions import NotFittedError  # takes longer to import than an article to label

            raise NotFittedError(f"This {type(self).__name__} has learned nothing yet.")

    def _over_chunks(self, X: Iterable[Any], groups: Iterable[Any] | None, finish: Callable[[Array], Array]) -> Array:
        items = check_texts(X)
        parts = [
            finish(self.linear_.decisions(self.features_.transform(chunk), in_article(chunk)))
            for chunk in _chunked(self._stream(items, check_groups(groups, len(items))))
        ]
        return np.vstack(parts) if parts else np.empty((0, len(self.classes_)))

    def _stream(self, items: Sequence[Any], articles: Sequence[Any] | None) -> Iterator[ParsedSentence]:
        if items and isinstance(items[0], ParsedSentence):
            return iter(items)
        return self.parser().stream(items, articles)


def _chunked(stream: Iterator[ParsedSentence]) -> Iterator[list[ParsedSentence]]:
    while chunk := list(islice(stream, BATCH)):
        yield chunk
