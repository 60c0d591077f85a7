"""Write all that a classifier has learned to arrays and words, and read it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from duiding.arrays import Array
from duiding.classifier.calibrators import METHODS
from duiding.classifier.linear import Linear
from duiding.classifier.parameter_state import written_parameters
from duiding.errors import InputError
from duiding.language import PipelineInfo
from duiding.state import State, array_in, joined, part_of, strings_in, word_in

if TYPE_CHECKING:
    from duiding.classifier.trained import TrainedClassifier

_PARTS = ("features", "linear", "calibrator")
_MOST = 2**31  # sentences to learn from
_HELD_OUT = ("confidence", "right", "articles")


def state_of(classifier: TrainedClassifier) -> State:
    """Give a fitted classifier's parameters and all that it has learned, as arrays and words."""
    states = (classifier.features_.state(), classifier.linear_.state(), classifier.calibrator_.state())
    arrays, words = joined(dict(zip(_PARTS, states, strict=True)))
    lexicon, parameters = written_parameters(classifier.parameters())
    arrays |= lexicon | {f"held_out_{name}": getattr(classifier, f"held_out_{name}_") for name in _HELD_OUT}
    words |= parameters | {
        "classes": classifier.classes_.tolist(),
        "calibration": classifier.calibration_,
        "pipeline": list(classifier.pipeline_),
        "encoder": classifier.encoder_,
        "sentences": classifier.n_sentences_,
    }
    return arrays, words


def restore(classifier: TrainedClassifier, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> None:
    """Give a classifier that has its parameters what it had learned; all but the threshold.

    Args:
        classifier: the unfitted one.
        arrays: of its state.
        words: of the same.

    Raises:
        InputError: something is missing or does not fit; it is named.

    """
    classifier.pipeline_ = _pipeline(words)
    classifier.encoder_ = word_in(words, "encoder", str)
    classifier.classes_ = _classes(words)
    labels = len(classifier.classes_)
    classifier.features_ = classifier.new_features().restore(part_of("features", arrays), part_of("features", words))
    columns = sum(map(len, classifier.features_.columns().values()))
    classifier.linear_ = Linear.from_state(part_of("linear", arrays), labels, columns)
    classifier.calibration_ = _choice(words, "calibration", METHODS)
    classifier.calibrator_ = METHODS[classifier.calibration_]().restore(part_of("calibrator", arrays), labels)
    classifier.n_sentences_ = word_in(words, "sentences", int)
    if not 0 < classifier.n_sentences_ < _MOST:
        raise InputError("The number of its training sentences does not fit.")
    _restore_held_out(classifier, arrays)


def _restore_held_out(classifier: TrainedClassifier, arrays: Mapping[str, Array]) -> None:
    confidence = array_in(arrays, "held_out_confidence", (-1,))
    right = array_in(arrays, "held_out_right", (-1,), np.bool_)
    articles = array_in(arrays, "held_out_articles", (-1,), np.int64)
    if {len(right), len(articles)} != {len(confidence)}:
        raise InputError("Of held_out_confidence, held_out_right and held_out_articles, one is longer than another.")
    if not ((articles >= 0) & (articles < len(confidence))).all():
        raise InputError("The numbers of the held-out articles do not fit.")
    classifier.held_out_confidence_, classifier.held_out_right_, classifier.held_out_articles_ = (
        confidence,
        right,
        articles,
    )


def _classes(words: Mapping[str, Any]) -> Array:
    """Read the labels: different strings or whole numbers, two or more.

    Raises:
        InputError: they are something else.

    """
    found = word_in(words, "classes", list)
    whole = all(type(one) is int and abs(one) < 2**63 for one in found)
    if (
        (not whole and not all(isinstance(one, str) for one in found))
        or len(set(found)) != len(found)
        or len(found) < 2
    ):
        raise InputError("The classes must be two or more different strings or whole numbers.")
    return np.array(found)


def _pipeline(words: Mapping[str, Any]) -> PipelineInfo:
    """Read the name and version of the spaCy pipeline.

    Raises:
        InputError: they are something else.

    """
    found = strings_in(words, "pipeline")
    if len(found) != len(PipelineInfo._fields):
        raise InputError("The pipeline must be a name and a version.")
    return PipelineInfo(*found)


def _choice(words: Mapping[str, Any], name: str, choices: Collection[str]) -> str:
    """Read a word that is one of some.

    Args:
        words: of a state.
        name: of the word.
        choices: what it may be.

    Raises:
        InputError: it is another.

    """
    found = word_in(words, name, str)
    if found not in choices:
        raise InputError(f"'{name}' is {found!r}, expected one of {', '.join(choices)}.")
    return found
