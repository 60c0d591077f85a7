"""Share out the decisions of a linear model among the words of a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from duiding.arrays import Array, Matrix
from duiding.classifier.calibrators import Calibrator
from duiding.classifier.explanation import Explanation
from duiding.classifier.linear import Linear
from duiding.classifier.omission import word_shares
from duiding.encoder import Encoder
from duiding.features import BLOCKS, LearnedFeatures, View
from duiding.features.blocks import Encoding
from duiding.language import ParsedSentence, in_article


class Explainer:
    """Explains the decisions of a linear model over features.

    A linear model's decision value is the intercept and, column by column, the sentence's figure times the label's coefficient. A
    column's product is shared alike among the times it occurs in the sentence, and each time among the tokens it is made of. What an
    encoding adds is shared by leaving words out (see ``omission``), and is then the one costly part.

    Args:
        features: fitted.
        linear: fitted on their columns.
        calibrator: turns decision values into probabilities.
        labels: names of the labels, in the order of the model's.
        encoder: that makes the encodings, where the features hold any.

    """

    def __init__(
        self,
        features: LearnedFeatures,
        linear: Linear,
        calibrator: Calibrator,
        labels: Iterable[object],
        encoder: Encoder | None = None,
    ) -> None:
        self._features = features
        self._linear = linear
        self._calibrator = calibrator
        self._encoder = encoder
        self._labels = tuple(map(str, labels))
        coefficients = np.ascontiguousarray(linear.coefficients.T)  # shape (columns, labels)
        self._parts = [
            _Encoded(features, name, coefficients[columns.start : columns.stop], encoder)
            if encoder and BLOCKS[name].in_context
            else _Placed(features, name, columns, coefficients)
            for name, columns in features.columns().items()
        ]

    def explain(self, sentences: Sequence[ParsedSentence]) -> Iterator[Explanation]:
        """Explain parsed sentences one by one, in order."""
        if not sentences:
            return
        matrix = self._features.transform(sentences)
        within = in_article(sentences)
        intercepts, decisions = self._linear.intercepts_of(within), self._linear.decisions(matrix, within)
        order = np.argsort(-self._calibrator.predict_proba(decisions), axis=1, kind="stable")
        shares = zip(*(part.shares(matrix, sentences) for part in self._parts), strict=True)
        for sentence, found, intercept, decision, (first, second, *_) in zip(
            sentences, shares, intercepts, decisions, order, strict=True
        ):
            yield Explanation(
                text=sentence.text,
                labels=self._labels,
                label=self._labels[first],
                runner_up=self._labels[second],
                words=sentence.forms,
                spans=sentence.spans,
                by_word=sum((one.by_word for one in found), np.zeros((len(sentence), len(self._labels)))),
                elsewhere={name: values for one in found for name, values in one.elsewhere.items()},
                intercept=intercept,
                decision=decision,
            )


class _Shares(NamedTuple):
    """What a block adds to decision values: by token, shape (tokens, labels), and what no token does, by name, shape (labels,)."""

    by_word: Array
    elsewhere: dict[str, Array]


class _Placed:
    """The columns of a block that tells which tokens fill them."""

    def __init__(self, features: LearnedFeatures, name: str, columns: range, coefficients: Array) -> None:
        self._features = features
        self._name = name
        self._columns = columns
        self._coefficients = coefficients
        self._block = next(one for one in features.made_blocks() if one.name == name)
        self._vectorizer = features.vectorizers_[name]

    def shares(self, matrix: Matrix, sentences: Sequence[ParsedSentence]) -> Iterator[_Shares]:
        """Share out what each column of a sentence adds."""
        for i, sentence in enumerate(sentences):
            figures = self._figures(matrix[[i]])
            occurrences = self._occurrences(figures, self._features.view(sentence))
            by_word = np.zeros((len(sentence), self._coefficients.shape[1]))
            for column, tokens_each_time in occurrences.items():
                product = figures[column] * self._coefficients[column] / len(tokens_each_time)
                for tokens in tokens_each_time:
                    for token in tokens:
                        by_word[token] += product / len(tokens)
            rest = [
                figure * self._coefficients[column] for column, figure in figures.items() if column not in occurrences
            ]
            yield _Shares(by_word, {self._name: np.sum(rest, axis=0)} if rest else {})

    def _figures(self, row: Matrix) -> dict[int, float]:
        inside = (row.indices >= self._columns.start) & (row.indices < self._columns.stop)
        return dict(zip(row.indices[inside].tolist(), row.data[inside].tolist(), strict=True))

    def _occurrences(self, figures: Mapping[int, float], seen: View) -> dict[int, list[tuple[int, ...]]]:
        """Give the tokens that fill each column, each time that they do."""
        found: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        placed = [one for one in self._block.placed(seen) if one[1]]
        places = self._vectorizer.places([name for name, _ in placed]).tolist()
        for place, (_, tokens) in zip(places, placed, strict=True):
            if place >= 0 and self._columns.start + place in figures:
                found[self._columns.start + place].append(tokens)
        return found


class _Encoded:
    """The columns of a block made of encodings: see ``word_shares``."""

    def __init__(self, features: LearnedFeatures, name: str, coefficients: Array, encoder: Encoder) -> None:
        self._features = features
        (self._block,) = (one for one in features.made_blocks() if one.name == name and isinstance(one, Encoding))
        self._name = name
        self._coefficients = coefficients
        self._encoder = encoder

    def shares(self, matrix: Matrix, sentences: Sequence[ParsedSentence]) -> Iterator[_Shares]:
        """Share out what each encoding adds."""
        totals = self._added([sentence.encoding for sentence in sentences])
        for sentence, total, (by_word, around) in zip(
            sentences, totals, word_shares(sentences, totals, self._encoder, self._added), strict=True
        ):
            elsewhere = {} if around is None else {"sentences around": around}
            yield _Shares(
                by_word,
                elsewhere if len(sentence) else elsewhere | {self._name: total if around is None else total - around},
            )

    def _added(self, encodings: Sequence[Any]) -> Array:
        own = [self._block.of(encoding) for encoding in encodings]
        return np.asarray(self._features.transform_block(self._name, own) @ self._coefficients)
