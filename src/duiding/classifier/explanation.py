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
from duiding.features import FrameFeatures, View
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
    column's product is shared alike among the times it occurs in the sentence, and each time among the tokens it is made of.

    Args:
        features: fitted.
        linear: fitted on their columns.
        calibrator: turns decision values into probabilities.
        labels: names of the labels, in the order of the model's.

    """

    def __init__(
        self, features: FrameFeatures, linear: Linear, calibrator: Calibrator, labels: Iterable[object]
    ) -> None:
        self._features = features
        self._linear = linear
        self._calibrator = calibrator
        self._labels = tuple(map(str, labels))
        self._coefficients = np.ascontiguousarray(linear.coefficients.T)  # shape (columns, labels)
        self._parts = [_Part(block, columns, features) for block, columns in features.columns().items()]

    def explain(self, sentences: Sequence[ParsedSentence]) -> Iterator[Explanation]:
        """Explain parsed sentences one by one, in order."""
        if not sentences:
            return
        matrix = self._features.transform(sentences)
        decisions = self._linear.decisions(matrix)
        order = np.argsort(-self._calibrator.predict_proba(decisions), axis=1, kind="stable")
        for i, sentence in enumerate(sentences):
            by_word, elsewhere = self._shares(matrix[[i]], sentence)
            first, second = order[i, :2]
            yield Explanation(
                text=sentence.text,
                labels=self._labels,
                label=self._labels[first],
                runner_up=self._labels[second],
                words=sentence.forms,
                spans=tuple(_spans(sentence)),
                by_word=by_word,
                elsewhere=elsewhere,
                intercept=self._linear.intercepts,
                decision=decisions[i],
            )

    def _shares(self, row: Matrix, sentence: ParsedSentence) -> tuple[Array, dict[str, Array]]:
        """Give what each token adds, shape (tokens, labels), and what no token does, by block."""
        seen = self._features.view(sentence)
        by_word = np.zeros((len(sentence), len(self._labels)))
        elsewhere: dict[str, Array] = {}
        for part in self._parts:
            figures = part.figures(row)
            occurrences = part.occurrences(figures, seen)
            for column, tokens_each_time in occurrences.items():
                product = figures[column] * self._coefficients[column] / len(tokens_each_time)
                for tokens in tokens_each_time:
                    for token in tokens:
                        by_word[token] += product / len(tokens)
            rest = [
                figure * self._coefficients[column] for column, figure in figures.items() if column not in occurrences
            ]
            if rest:
                elsewhere[part.name] = np.asarray(sum(rest))
        return by_word, elsewhere


class _Part:
    """The columns of one block."""

    def __init__(self, block: str, columns: range, features: FrameFeatures) -> None:
        self.name = block
        self._columns = columns
        self._block = next(one for one in features.made_blocks() if one.name == block)
        self._vocabulary = features.vectorizers_[block].vocabulary

    def figures(self, row: Matrix) -> dict[int, float]:
        """Give a sentence's figures by column."""
        inside = (row.indices >= self._columns.start) & (row.indices < self._columns.stop)
        return dict(zip(row.indices[inside].tolist(), row.data[inside].tolist(), strict=True))

    def occurrences(self, figures: Mapping[int, float], seen: View) -> dict[int, list[tuple[int, ...]]]:
        """Give the tokens that fill each column, each time that they do."""
        found: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for name, tokens in self._block.placed(seen):
            column = self._columns.start + self._vocabulary.get(name, -1)
            if tokens and column in figures:
                found[column].append(tokens)
        return found


def _spans(sentence: ParsedSentence) -> Iterator[tuple[int, int]]:
    end = 0
    for form in sentence.forms:
        start = sentence.text.index(form, end)
        end = start + len(form)
        yield start, end
