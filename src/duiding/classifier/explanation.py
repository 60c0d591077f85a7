"""Why a sentence got its label: what each of its words added to the decision."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from duiding.arrays import Array

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
    (labels,); ``intercept``, shape (labels,), is where a sentence starts, in an article
    from another place than alone. All three add up to ``decision``, shape (labels,).
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
        by_word = self.by_word
        return np.asarray(by_word[:, self.labels.index(self.label)] - by_word[:, self.labels.index(self.runner_up)])

    def reasons(self, count: int = 3) -> list[Reason]:
        """Name the words that pushed the sentence to its label and away from the runner-up, the strongest first."""
        return [one for one in self._by_strength() if one.value >= _LEAST][:count]

    def objections(self, count: int = 3) -> list[Reason]:
        """Name the words that spoke for the runner-up, the strongest first."""
        return [one for one in reversed(self._by_strength()) if one.value <= -_LEAST][:count]

    def _by_strength(self) -> list[Reason]:
        sums: dict[str, float] = defaultdict(float)
        spelled: dict[str, str] = {}
        for word, value in zip(self.words, self.margin, strict=True):
            sums[word.lower()] += float(value)
            spelled.setdefault(word.lower(), word)
        found = [Reason(spelled[word], value) for word, value in sums.items()]
        return sorted(found, key=lambda one: (-one.value, one.word))
