"""Why a sentence got its label: what each of its words added to the decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.classifier.linear import coefficients_of, decisions_of
from duiding.features import View, view
from duiding.features.placing import block_columns, places
from duiding.language import ParsedSentence

if TYPE_CHECKING:
    from scipy import sparse

    from duiding.classifier.frame_classifier import FrameClassifier

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


def explain(classifier: FrameClassifier, sentences: Sequence[ParsedSentence]) -> Iterator[Explanation]:
    """Explain sentences one by one, in order.

    A linear model's decision value is the intercept and, column by column, the sentence's figure times the label's coefficient. A
    column's product is shared alike among the times it occurs in the sentence, and each time among the tokens it is made of.

    Args:
        classifier: fitted.
        sentences: parsed by the classifier's own pipeline.

    """
    if not sentences:
        return
    matrix = classifier.features_.transform(sentences)
    decisions = decisions_of(classifier.linear_, matrix)
    order = np.argsort(-classifier.calibrator_.predict_proba(decisions), axis=1, kind="stable")
    credit = _Credit(classifier)
    labels = tuple(map(str, classifier.classes_))
    for i, sentence in enumerate(sentences):
        by_word, elsewhere = credit.share(matrix[[i]], sentence)
        first, second = order[i, :2]
        yield Explanation(
            text=sentence.text,
            labels=labels,
            label=labels[first],
            runner_up=labels[second],
            words=sentence.forms,
            spans=tuple(_spans(sentence)),
            by_word=by_word,
            elsewhere=elsewhere,
            intercept=credit.intercepts,
            decision=decisions[i],
        )


class _Credit:
    """Shares out a sentence's figures among its tokens."""

    def __init__(self, classifier: FrameClassifier) -> None:
        self._features = classifier.features_
        coefficients, self.intercepts = coefficients_of(classifier.linear_)
        self._coefficients = np.ascontiguousarray(coefficients.T)  # shape (columns, labels)
        self._columns = block_columns(self._features)

    def share(self, row: sparse.csr_matrix, sentence: ParsedSentence) -> tuple[Array, dict[str, Array]]:
        """Give what each token adds, shape (tokens, labels), and what no token does, by block."""
        seen = view(sentence, self._features.lexicon_)
        by_word = np.zeros((len(sentence), self._coefficients.shape[1]))
        elsewhere: dict[str, Array] = {}
        for block, columns in self._columns.items():
            inside = (row.indices >= columns.start) & (row.indices < columns.stop)
            figures = dict(zip(row.indices[inside].tolist(), row.data[inside].tolist(), strict=True))
            rest = self._share_block(block, columns.start, figures, seen, by_word)
            if rest:
                elsewhere[block] = self._products(rest)
        return by_word, elsewhere

    def _share_block(
        self,
        block: str,
        start: int,
        figures: dict[int, float],
        seen: View,
        by_word: Array,
    ) -> dict[int, float]:
        """Add a block's products to the tokens; gives the figures that no token accounts for."""
        occurrences = self._occurrences(block, start, figures, seen)
        for column, tokens_each_time in occurrences.items():
            product = figures[column] * self._coefficients[column] / len(tokens_each_time)
            for tokens in tokens_each_time:
                for token in tokens:
                    by_word[token] += product / len(tokens)
        return {column: figure for column, figure in figures.items() if column not in occurrences}

    def _occurrences(
        self, block: str, start: int, figures: dict[int, float], seen: View
    ) -> dict[int, list[tuple[int, ...]]]:
        vectorizer: Any = self._features.vectorizers_.get(block)
        found: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for name, tokens in places(self._features, block, seen):
            column = vectorizer.vocabulary_.get(name)
            if tokens and column is not None and start + column in figures:
                found[start + column].append(tokens)
        return found

    def _products(self, figures: dict[int, float]) -> Array:
        return np.asarray(sum(figure * self._coefficients[column] for column, figure in figures.items()))


def _spans(sentence: ParsedSentence) -> Iterator[tuple[int, int]]:
    end = 0
    for form in sentence.forms:
        start = sentence.text.index(form, end)
        end = start + len(form)
        yield start, end
