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
LENGTHS = ((1, 8, "up to 8 words"), (9, 15, "9 to 15"), (16, 25, "16 to 25"), (26, 10_000, "26 and more"))
CARRIED = ("novelty", "register", "subject")


class Errors(NamedTuple):
    """A model's mistakes, in three tables.

    ``worst``: a row a wrong label with ``article_id, sentence_id, text, label, predicted, probability, probability_of_label`` and
    ``deciding``, the words that spoke for it. ``confusable``: a row a pair with ``label, predicted, sentences, share``, the last of
    the sentences with that label. ``slices``: a row a kind of sentence with ``kind, name, sentences, macro_f1, accuracy``.
    """

    worst: pd.DataFrame
    confusable: pd.DataFrame
    slices: pd.DataFrame

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        worst = self.worst.assign(deciding=self.worst["deciding"].map(lambda words: [word._asdict() for word in words]))
        kinds = self.slices.assign(macro_f1=[score.rounded() for score in self.slices["macro_f1"]])
        tables = {"worst": worst, "confusable": self.confusable, "slices": kinds}
        return {name: table.to_dict("records") for name, table in tables.items()}


def find_errors(classifier: FrameClassifier, found: Predictions, confusion: list[list[int]]) -> Errors:
    """Analyse the mistakes in a model's predictions.

    Args:
        classifier: the model.
        found: its predictions.
        confusion: counts of true label (row) and predicted label (column).

    """
    return Errors(
        worst_mistakes(classifier, found),
        confusable_pairs(found.labels, confusion),
        slices(found, Lexicon(classifier.lexicon)),
    )


def worst_mistakes(classifier: FrameClassifier, found: Predictions, count: int = WORST) -> pd.DataFrame:
    """Give the wrong labels that the model was surest of, the surest first, with the words that decided.

    Args:
        classifier: the model; the words are those of its own explanation, which tells what each adds over the runner-up.
        found: its predictions.
        count: mistakes to give at most.

    """
    codes, chosen = np.array(codes_of(found.truth, found.labels)), found.probabilities.argmax(axis=1)
    wrong = np.flatnonzero(codes != chosen)
    surest = wrong[np.argsort(-found.probabilities[wrong, chosen[wrong]], kind="stable")][:count]
    explanations = classifier.explain([found.parsed[i] for i in surest])
    words = [[Reason(word, round(value, 4)) for word, value in one.reasons(DECIDING)] for one in explanations]
    rows = found.sentences.iloc[surest][["article_id", "sentence_id", "text", "label", "predicted"]]
    return rows.assign(
        probability=found.probabilities[surest, chosen[surest]].round(4),
        probability_of_label=found.probabilities[surest, codes[surest]].round(4),
        deciding=pd.Series(words, index=rows.index, dtype=object),
    ).reset_index(drop=True)


def confusable_pairs(labels: Sequence[str], confusion: list[list[int]]) -> pd.DataFrame:
    """List which label is taken for which, the most frequent first; pairs that never occur are left out."""
    pairs = [
        (label, other, count, round(count / sum(row), 4))
        for label, row in zip(labels, confusion, strict=True)
        for other, count in zip(labels, row, strict=True)
        if other != label and count
    ]
    found = pd.DataFrame(pairs, columns=["label", "predicted", "sentences", "share"])
    return found.sort_values(["sentences", "share", "label"], ascending=[False, False, True], ignore_index=True)


def slices(found: Predictions, lexicon: Lexicon) -> pd.DataFrame:
    """Score the predictions by kind of sentence: what the corpus tells of it, its length, its number of theme words."""
    kinds = {kind: found.sentences[kind] for kind in CARRIED if kind in found.sentences.columns}
    kinds["length"] = found.sentences["text"].map(_length)
    kinds["theme words"] = pd.Series([_theme_words(lexicon, parse) for parse in found.parsed], dtype=object)
    rows = [row for kind, values in kinds.items() for row in _by_value(found, kind, values)]
    return pd.DataFrame(rows, columns=["kind", "name", "sentences", "macro_f1", "accuracy"])


def _by_value(found: Predictions, kind: str, values: pd.Series[Any]) -> list[tuple[str, str, int, Interval, float]]:
    rows = []
    for name, group in found.sentences.groupby(values.to_numpy()):
        if name and len(group) >= SMALLEST:
            score = macro_f1_interval(list(group["label"]), list(group["predicted"]), list(group["article_id"]))
            accuracy = round(float((group["label"] == group["predicted"]).mean()), 4)
            rows.append((kind, str(name), len(group), score, accuracy))
    if kind in CARRIED:
        return sorted(rows, key=lambda row: (row[3].value, row[1]))[:MOST]
    order = [name for *_, name in LENGTHS]
    return sorted(rows, key=lambda row: (order.index(row[1]) if row[1] in order else 0, row[1]))


def _length(text: str) -> str:
    words = len(text.split())
    return next(name for low, high, name in LENGTHS if max(words, 1) <= high)


def _theme_words(lexicon: Lexicon, parse: Any) -> str:
    """Count the words of the frame lexicon in a sentence, names of actors left out."""
    count = sum(not hit.is_actor for hit in lexicon.match(parse))
    return str(count) if count < 3 else "3 and more"
