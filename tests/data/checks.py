"""What must hold for the shipped corpus, as functions that give what they found."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Lower-case words of a text."""
    return _WORD.findall(text.lower())


def grams(text: str, size: int) -> set[tuple[str, ...]]:
    """Runs of ``size`` words."""
    found = words(text)
    return {tuple(found[i : i + size]) for i in range(len(found) - size + 1)}


def alike(corpus: pd.DataFrame, above: float, *, across_splits: bool) -> Iterator[tuple[float, str, str]]:
    """Pairs of sentences of different articles whose sets of 5-grams have a Jaccard index above a bound."""
    sets = [grams(text, 5) for text in corpus["text"]]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, found in enumerate(sets):
        for gram in found:
            where[gram].append(row)
    pairs = {pair for rows in where.values() if len(rows) > 1 for pair in combinations(rows, 2)}
    articles, splits = list(corpus["article_id"]), list(corpus["split"])
    for a, b in sorted(pairs):
        apart = splits[a] != splits[b] if across_splits else articles[a] != articles[b]
        score = len(sets[a] & sets[b]) / len(sets[a] | sets[b])
        if apart and score > above:
            yield (
                score,
                f"{articles[a]}: {corpus['text'].iloc[a]}",
                f"{articles[b]}: {corpus['text'].iloc[b]}",
            )


def most_repeated(corpus: pd.DataFrame, size: int = 6) -> tuple[str, float]:
    """The run of words that stands in most sentences, and in what share of them."""
    counts = Counter(gram for text in corpus["text"] for gram in grams(text, size))
    gram, count = counts.most_common(1)[0]
    return " ".join(gram), count / len(corpus)


def overlaps(corpus: pd.DataFrame, others: Iterable[str], size: int = 8) -> list[str]:
    """Sentences that share a run of ``size`` words with other texts."""
    foreign = {gram for text in others for gram in grams(text, size)}
    return [text for text in corpus["text"] if not foreign.isdisjoint(grams(text, size))]


def countries_named(corpus: pd.DataFrame, actors: Path) -> pd.DataFrame:
    """A row a sentence and country that it names: country, label, article_id, row."""
    with actors.open(encoding="utf-8", newline="") as file:
        names = [row["stem"] for row in csv.DictReader(file) if row["event"] in ("actor-state", "actor-home")]
    pattern = re.compile(r"\b(" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")\b")
    rows = [
        (match, label, article, row)
        for row, (text, label, article) in enumerate(
            zip(corpus["text"], corpus["label"], corpus["article_id"], strict=True)
        )
        for match in dict.fromkeys(pattern.findall(text.lower()))
    ]
    return pd.DataFrame(rows, columns=["country", "label", "article_id", "row"])
