"""Why a sentence got its label: what each of its words added to the decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from duiding.arrays import Array, Matrix
from duiding.classifier.calibration import Calibrator
from duiding.classifier.linear import Linear
from duiding.classifier.omission import word_shares
from duiding.encoder import Encoder
from duiding.features import BLOCKS, FrameFeatures, View
from duiding.language import ParsedSentence

_LEAST = 0.005  # what rounds to 0.00 explains nothing


class Reason(NamedTuple):
    """A word and what it added to the label over the runner-up; negative where it spoke for the runner-up."""

    word: str
    value: float

    def __str__(self) -> str:
        """Write it as people do: the word, then the signed figure."""
        return f"{self.word} {self.value:+.2f}"


@dataclass(frozen=True, eq=False)
class Explanation:
    """What made the decision values of one sentence.

    ``words`` are its tokens and ``spans`` their offsets in ``text``. ``by_word``, shape (tokens, labels), is what the columns made of
    each token add to each label's decision value; ``elsewhere`` is, by feature block, what columns that belong to no word add, shape
    (labels,); ``intercept``, shape (labels,), is where every sentence starts. All three add up to ``decision``, shape (labels,).
    """

    text: str
    labels: tuple[str, ...]
    label: str
    runner_up: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    by_word: Array
    elsewhere: dict[str, Array]
    intercept: Array
    decision: Array

    @property
    def margin(self) -> Array:
        """What each token adds to the label over the runner-up, shape (tokens,)."""
        return np.asarray(self._over(self.by_word))

    def reasons(self, count: int = 3) -> list[Reason]:
        """Name the words that pushed the sentence to its label and away from the runner-up, the strongest first."""
        return [one for one in self._by_strength() if one.value >= _LEAST][:count]

    def objections(self, count: int = 3) -> list[Reason]:
        """Name the words that spoke for the runner-up, the strongest first."""
        return [one for one in reversed(self._by_strength()) if one.value <= -_LEAST][:count]

    def beside_words(self) -> dict[str, float]:
        """Tell what no word accounts for: the intercept, and blocks that look at the sentence as a whole."""
        return {"intercept": float(self._over(self.intercept))} | {
            block: float(self._over(values)) for block, values in self.elsewhere.items()
        }

    def _over(self, values: Array) -> Any:
        return values[..., self.labels.index(self.label)] - values[..., self.labels.index(self.runner_up)]

    def _by_strength(self) -> list[Reason]:
        sums: dict[str, float] = defaultdict(float)
        spelled: dict[str, str] = {}
        for word, value in zip(self.words, self.margin, strict=True):
            sums[word.lower()] += float(value)
            spelled.setdefault(word.lower(), word)
        found = [Reason(spelled[word], value) for word, value in sums.items()]
        return sorted(found, key=lambda one: (-one.value, one.word))


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
        features: FrameFeatures,
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
        decisions = self._linear.decisions(matrix)
        order = np.argsort(-self._calibrator.predict_proba(decisions), axis=1, kind="stable")
        shares = zip(*(part.shares(matrix, sentences) for part in self._parts), strict=True)
        for sentence, found, decision, (first, second, *_) in zip(sentences, shares, decisions, order, strict=True):
            yield Explanation(
                text=sentence.text,
                labels=self._labels,
                label=self._labels[first],
                runner_up=self._labels[second],
                words=sentence.forms,
                spans=sentence.spans,
                by_word=sum((one.by_word for one in found), np.zeros((len(sentence), len(self._labels)))),
                elsewhere={name: values for one in found for name, values in one.elsewhere.items()},
                intercept=self._linear.intercepts,
                decision=decision,
            )


class _Shares(NamedTuple):
    """What a block adds to decision values: by token, shape (tokens, labels), and what no token does, by name, shape (labels,)."""

    by_word: Array
    elsewhere: dict[str, Array]


class _Placed:
    """The columns of a block that tells which tokens fill them."""

    def __init__(self, features: FrameFeatures, name: str, columns: range, coefficients: Array) -> None:
        self._features = features
        self._name = name
        self._columns = columns
        self._coefficients = coefficients
        self._block = next(one for one in features.made_blocks() if one.name == name)
        self._vocabulary = features.vectorizers_[name].vocabulary

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
        for name, tokens in self._block.placed(seen):
            column = self._columns.start + self._vocabulary.get(name, -1)
            if tokens and column in figures:
                found[column].append(tokens)
        return found


class _Encoded:
    """The columns of a block made of encodings: see ``word_shares``."""

    def __init__(self, features: FrameFeatures, name: str, coefficients: Array, encoder: Encoder) -> None:
        self._features = features
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
        return np.asarray(self._features.transform_block(self._name, encodings) @ self._coefficients)
