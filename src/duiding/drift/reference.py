"""What a model remembers of the articles that it was trained on, to tell whether others are like them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from duiding.arrays import Array
from duiding.drift.clusters import Clusters
from duiding.drift.words import Words, words_of
from duiding.errors import InputError
from duiding.state import State, array_in, many_strings_in
from duiding.strings import Strings

_MOST = 2**31  # words in an article


@dataclass(frozen=True, eq=False)
class Reference:
    """Words of the training sentences, and what articles showed when they were held out.

    ``words`` and ``names``, shape (articles, 2), tell how many plain words and names each article has, and how many of them no other
    article has. ``confidences`` is the highest probability of each sentence that the classifier was calibrated on, and ``articles``
    numbers its article, both of shape (held-out sentences,). ``counts`` tells how often each known word occurs as a plain one, and is empty in
    an older model. ``sentences`` holds a hash of each training sentence, or nothing in an
    older model.
    """

    known: Strings
    words: Array
    names: Array
    articles: Array
    confidences: Array
    sentences: Array = field(default_factory=lambda: _nothing())
    counts: Array = field(default_factory=lambda: _nothing())

    @property
    def new_words(self) -> Clusters:
        """The share of plain words that no other article has, by word."""
        return _share(self.words)

    @property
    def new_names(self) -> Clusters:
        """The share of names that no other article has, by name."""
        return _share(self.names)

    @property
    def confidence(self) -> Clusters:
        """The held-out confidence by sentence."""
        return _clusters(self.confidences, self.articles)

    def uncertain(self, threshold: float) -> Clusters:
        """Give the share of sentences with a held-out confidence below a threshold, which may have been set anew after training."""
        return _clusters((self.confidences < threshold).astype(float), self.articles)

    def state(self) -> State:
        """Give it as arrays and words; confidences and their articles are the classifier's."""
        own = {"words": self.words, "names": self.names, "sentences": self.sentences, "known": self.known.raw}
        return (own | {"counts": self.counts} if len(self.counts) else own), {}

    @classmethod
    def from_state(
        cls, arrays: Mapping[str, Array], words: Mapping[str, Any], confidences: Array, articles: Array
    ) -> Self:
        """Rebuild it.

        Args:
            arrays: what ``state`` gave.
            words: what ``state`` gave.
            confidences: the classifier's, held out.
            articles: of each of them.

        Raises:
            InputError: something is missing or does not fit; it is named.

        """
        counts = array_in(arrays, "words", (-1, 2), np.int64), array_in(arrays, "names", (-1, 2), np.int64)
        if any((one < 0).any() or (one > _MOST).any() or (one[:, 1] > one[:, 0]).any() for one in counts):
            raise InputError("The counts of words of its training articles do not fit.")
        if len(counts[0]) != len(counts[1]):
            raise InputError("The counts of its training articles do not fit.")
        sentences = array_in({"sentences": hashes([])} | dict(arrays), "sentences", (-1,), np.int64)
        known = many_strings_in(arrays, words, "known")
        often = array_in({"counts": _nothing()} | dict(arrays), "counts", (-1,), np.int64)
        total = counts[0][:, 0].sum()
        if len(often) not in (0, len(known)) or ((often < 0) | (often > total)).any() or often.sum() > total:
            raise InputError("The counts of the words of its training articles do not fit.")
        return cls(known, *counts, articles, confidences, sentences, often)

    def often(self, words: Sequence[str]) -> dict[str, int]:
        """Tell how often each of some words occurs in the training sentences; those that do not are left out."""
        places = self.known.places(words).tolist()
        return {word: int(self.counts[place]) for word, place in zip(words, places, strict=True) if place >= 0}

    def has(self, texts: Sequence[str]) -> Array:
        """Tell of each text whether it was a training sentence, shape (texts,)."""
        return np.isin(hashes(texts), self.sentences)

    def to_record(self, threshold: float) -> dict[str, Any]:
        """Give what a manifest tells of it: each figure's mean, and its standard deviation over articles."""
        figures = {
            "new_words": self.new_words,
            "new_names": self.new_names,
            "confidence": self.confidence,
            "uncertain": self.uncertain(threshold),
        }
        return {"known_words": len(self.known)} | {
            name: {"mean": round(one.mean, 4), "spread": round(one.spread, 4)} for name, one in figures.items()
        }


def remember(
    texts: Sequence[str], articles: Sequence[Hashable], confidences: Array, held_out_articles: Array
) -> Reference:
    """Work out what a model should remember of its training.

    The share of new words is held out an article at a time: a word counts as new in an article if no other article has it. It is the
    share that an article of the same kind shows to the model as it is, since all but one article is all but all of them.

    Args:
        texts: its training sentences.
        articles: the article of each.
        confidences: the highest probability of each held-out sentence.
        held_out_articles: the number of its article.

    """
    numbers = {article: i for i, article in enumerate(dict.fromkeys(articles))}
    by_article: list[list[Words]] = [[] for _ in numbers]
    for text, article in zip(texts, articles, strict=True):
        by_article[numbers[article]].append(words_of(text))
    spread = _articles_of(by_article)
    known = sorted(spread)
    often = Counter(word for found in by_article for one in found for word in one.plain)
    once = {word for word, count in spread.items() if count == 1}
    return Reference(
        Strings.of(known),
        _counts([[word for one in found for word in one.plain] for found in by_article], once),
        _counts([[word for one in found for word in one.names] for found in by_article], once),
        held_out_articles,
        confidences,
        hashes(texts),
        np.array([often[word] for word in known], dtype=np.int64),
    )


def _nothing() -> Array:
    return np.zeros(0, dtype=np.int64)


def hashes(texts: Sequence[str]) -> Array:
    """Give 32 bits of the SHA-256 of each text, shape (texts,)."""
    digests = (hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:4] for text in texts)
    return np.frombuffer(b"".join(digests), dtype=np.uint32).astype(np.int64)


def _articles_of(by_article: Iterable[Iterable[Words]]) -> dict[str, int]:
    """Count the articles that each word occurs in."""
    counts: dict[str, int] = {}
    for found in by_article:
        for word in {word for one in found for part in one for word in part}:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _counts(by_article: Sequence[Sequence[str]], once: set[str]) -> Array:
    """Count the words of each article, and those that occur in it alone, shape (articles, 2)."""
    return np.array([(len(words), sum(word in once for word in words)) for words in by_article], dtype=np.int64)


def _share(counts: Array) -> Clusters:
    found = Clusters()
    for words, new in counts.tolist():
        found.add(words, new, new)
    return found


def _clusters(values: Array, articles: Array) -> Clusters:
    found = Clusters()
    sums = (np.bincount(articles), np.bincount(articles, values), np.bincount(articles, values**2))
    for units, total, squares in zip(*(one.tolist() for one in sums), strict=True):
        found.add(units, total, squares)
    return found
