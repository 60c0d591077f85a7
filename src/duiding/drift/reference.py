"""What a model remembers of the articles that it was trained on, to tell whether others are like them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.drift.clusters import Clusters
from duiding.drift.words import Words, words_of

if TYPE_CHECKING:
    from duiding.classifier import FrameClassifier


class Reference(NamedTuple):
    """Words of the training sentences, and four figures as articles showed them that were held out.

    ``new_words`` and ``new_names`` are by plain word and by name, ``confidence`` (the highest probability) and ``uncertain`` by sentence.
    """

    known: frozenset[str]
    new_words: Clusters
    new_names: Clusters
    confidence: Clusters
    uncertain: Clusters


def remember(classifier: FrameClassifier, texts: Sequence[str], articles: Sequence[Hashable]) -> None:
    """Store in a fitted classifier what ``reference_of`` needs.

    The share of new words is held out an article at a time: a word counts as new in an article if no other article has it. It is the
    share that an article of the same kind shows to the model as it is, since all but one article is all but all of them. Confidences
    are those that the calibration held out.

    Args:
        classifier: fitted on these sentences.
        texts: its training sentences.
        articles: the article of each.

    """
    numbers = {article: i for i, article in enumerate(dict.fromkeys(articles))}
    by_article: list[list[Words]] = [[] for _ in numbers]
    for text, article in zip(texts, articles, strict=True):
        by_article[numbers[article]].append(words_of(text))
    spread = _articles_of(by_article)
    known = sorted(spread)
    once = {word for word, count in spread.items() if count == 1}
    classifier.reference_ = {
        "words": "\n".join(known),
        "articles": np.array([numbers[article] for article in articles], dtype=np.int64),
        "new_words": _share((word in once for one in found for word in one.plain) for found in by_article).to_record(),
        "new_names": _share((word in once for one in found for word in one.names) for found in by_article).to_record(),
    }


def reference_of(classifier: FrameClassifier) -> Reference | None:
    """Give what a classifier remembers of its training articles; None if it was trained by a duiding that stored nothing.

    The share of uncertain sentences goes by the threshold as it stands, which may have been set anew after training.
    """
    record: Mapping[str, Any] | None = getattr(classifier, "reference_", None)
    if record is None:
        return None
    confidence = classifier.held_out_confidence_
    articles = record["articles"]
    return Reference(
        frozenset(record["words"].split("\n")),
        Clusters(**record["new_words"]),
        Clusters(**record["new_names"]),
        _clusters(confidence, articles),
        _clusters((confidence < classifier.threshold_).astype(float), articles),
    )


def manifest_record(classifier: FrameClassifier) -> dict[str, Any]:
    """Give what a manifest tells of a classifier's reference: each figure's mean, and its standard deviation over articles."""
    reference = reference_of(classifier)
    if reference is None:
        return {}
    figures = {name: one for name, one in reference._asdict().items() if isinstance(one, Clusters)}
    return {"known_words": len(reference.known)} | {
        name: {"mean": round(one.mean, 4), "spread": round(one.spread, 4)} for name, one in figures.items()
    }


def _articles_of(by_article: Iterable[Iterable[Words]]) -> dict[str, int]:
    """Count the articles that each word occurs in."""
    counts: dict[str, int] = {}
    for found in by_article:
        for word in {word for one in found for part in one for word in part}:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _share(by_article: Iterable[Iterable[bool]]) -> Clusters:
    found = Clusters()
    for flags in by_article:
        known = list(flags)
        found.add(len(known), sum(known), sum(known))
    return found


def _clusters(values: Array, articles: Array) -> Clusters:
    found = Clusters()
    sums = (np.bincount(articles), np.bincount(articles, values), np.bincount(articles, values**2))
    for units, total, squares in zip(*(one.tolist() for one in sums), strict=True):
        found.add(units, total, squares)
    return found
