"""Where a model fails: its worst mistakes, the labels it mixes up, the kinds of sentences it finds hard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from duiding.classifier import FrameClassifier, Reason
from duiding.classifier.inputs import codes_of
from duiding.lexicon import Lexicon
from duiding.scoring import Predictions
from duiding.scoring.metrics import Interval, macro_f1_interval

WORST = 30
DECIDING = 4  # words shown of each mistake
SMALLEST = 30  # sentences: a slice with fewer says nothing
MOST = 25  # slices of one kind that are shown, those with the lowest score first
LENGTHS = (
    (1, 8, "up to 8 words"),
    (9, 15, "9 to 15"),
    (16, 25, "16 to 25"),
    (26, 10_000, "26 and more"),
)
CARRIED = ("novelty", "register", "subject")


class Mistake(NamedTuple):
    """A wrong label, how sure the model was of it, and the words that spoke for it."""

    article_id: str
    sentence_id: str
    text: str
    label: str
    predicted: str
    probability: float
    probability_of_label: float
    deciding: list[Reason]


class Confusable(NamedTuple):
    """How often a label is taken for another, and which share of its sentences that is."""

    label: str
    predicted: str
    sentences: int
    share: float


class Slice(NamedTuple):
    """Macro-F1 and accuracy on one kind of sentences."""

    kind: str
    name: str
    sentences: int
    macro_f1: Interval
    accuracy: float


class Errors(NamedTuple):
    """All that is told of a model's mistakes."""

    worst: list[Mistake]
    confusable: list[Confusable]
    slices: list[Slice]

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        return {
            "worst": [{**one._asdict(), "deciding": [word._asdict() for word in one.deciding]} for one in self.worst],
            "confusable": [one._asdict() for one in self.confusable],
            "slices": [{**one._asdict(), "macro_f1": one.macro_f1.rounded()} for one in self.slices],
        }


def find_errors(classifier: FrameClassifier, found: Predictions, confusion: list[list[int]]) -> Errors:
    """Analyse the mistakes in a model's predictions."""
    return Errors(
        worst_mistakes(classifier, found),
        confusable_pairs(found.labels, confusion),
        slices(found, Lexicon(classifier.lexicon)),
    )


def worst_mistakes(classifier: FrameClassifier, found: Predictions, count: int = WORST) -> list[Mistake]:
    """Give the wrong labels that the model was surest of, the surest first, with the words that decided.

    The words are those of the classifier's own explanation: what each adds to the decision over the runner-up.
    """
    codes = codes_of(found.truth, found.labels)
    chosen = found.probabilities.argmax(axis=1)
    wrong = np.flatnonzero(codes != chosen)
    surest = wrong[np.argsort(-found.probabilities[wrong, chosen[wrong]], kind="stable")][:count]
    explanations = classifier.explain([found.parsed[i] for i in surest])
    return [
        Mistake(
            str(found.sentences["article_id"].iloc[i]),
            str(found.sentences["sentence_id"].iloc[i]),
            str(found.sentences["text"].iloc[i]),
            found.labels[codes[i]],
            found.labels[chosen[i]],
            round(float(found.probabilities[i, chosen[i]]), 4),
            round(float(found.probabilities[i, codes[i]]), 4),
            [Reason(word, round(value, 4)) for word, value in explanation.reasons(DECIDING)],
        )
        for i, explanation in zip(surest, explanations, strict=True)
    ]


def confusable_pairs(labels: Sequence[str], confusion: list[list[int]]) -> list[Confusable]:
    """List which label is taken for which, the most frequent first; pairs that never occur are left out."""
    pairs = [
        Confusable(label, other, count, round(count / sum(row), 4))
        for label, row in zip(labels, confusion, strict=True)
        for other, count in zip(labels, row, strict=True)
        if other != label and count
    ]
    return sorted(pairs, key=lambda pair: (-pair.sentences, -pair.share, pair.label))


def slices(found: Predictions, lexicon: Lexicon) -> list[Slice]:
    """Score the predictions by kind of sentence: what the corpus tells of it, its length, its number of theme words."""
    kinds = {kind: found.sentences[kind] for kind in CARRIED if kind in found.sentences.columns}
    kinds["length"] = found.sentences["text"].map(_length)
    kinds["theme words"] = pd.Series([_theme_words(lexicon, parse) for parse in found.parsed], dtype=object)
    return [one for kind, values in kinds.items() for one in _by_value(found, kind, values)]


def _by_value(found: Predictions, kind: str, values: pd.Series[Any]) -> list[Slice]:
    rows = []
    for name, group in found.sentences.groupby(values.to_numpy()):
        if name and len(group) >= SMALLEST:
            score = macro_f1_interval(
                list(group["label"]),
                list(group["predicted"]),
                list(group["article_id"]),
            )
            accuracy = round(float((group["label"] == group["predicted"]).mean()), 4)
            rows.append(Slice(kind, str(name), len(group), score, accuracy))
    if kind in CARRIED:
        return sorted(rows, key=lambda one: (one.macro_f1.value, one.name))[:MOST]
    order = [name for *_, name in LENGTHS]
    return sorted(
        rows,
        key=lambda one: (order.index(one.name) if one.name in order else 0, one.name),
    )


def _length(text: str) -> str:
    words = len(text.split())
    return next(name for low, high, name in LENGTHS if max(words, 1) <= high)


def _theme_words(lexicon: Lexicon, parse: Any) -> str:
    """Count the words of the frame lexicon in a sentence, names of actors left out."""
    count = sum(not hit.is_actor for hit in lexicon.match(parse))
    return str(count) if count < 3 else "3 and more"
