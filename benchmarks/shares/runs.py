"""Draw articles whose mix of labels drifts, and a sample of their sentences, many times over."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.shares.material import Material
from duiding.arrays import Array
from duiding.shares import Counted, compare
from duiding.shares.estimates import Estimate, corrected, raw
from duiding.shares.held_out import leaning
from duiding.shares.intervals import around, wilson, worth
from duiding.shares.tally import ARTICLE, Drawn

ALARM = 0.05
METHODS = ("counted", "corrected", "labelled alone")


class Setting(NamedTuple):
    """How many articles there are, and how many of their sentences a person labels."""

    articles: int
    labelled: int


class Outcome(NamedTuple):
    """Of one method in one setting, shape (labels,): how often the interval holds the true share, its width, and how far the share is off."""

    covered: Array
    width: Array
    off: Array


def simulate(material: Material, setting: Setting, runs: int, seed: int) -> dict[str, Outcome]:
    """Play a setting through; gives the outcome of each method.

    The articles of a run lean to, or away from, those with much of a label: drawn with replacement, each with a chance that grows or
    falls with its share of that label. The true share is that of all articles by these chances: what a newspaper or a month with
    such a leaning has, of which the drawn articles are some. Of their sentences a person labels some, drawn at random.

    Args:
        material: articles to draw from.
        setting: how many of what.
        runs: how often.
        seed: random state.

    """
    random, truth = np.random.default_rng((seed, *setting)), material.truth
    found: dict[str, list[tuple[Array, Array, Array]]] = {name: [] for name in METHODS}
    for _ in range(runs):
        chances = leaning(truth, random)
        true = chances @ truth / (chances @ truth.sum(axis=1))
        counted = _drawn(material, random.choice(len(truth), setting.articles, p=chances), setting.labelled, random)
        for name, (value, low, high) in _intervals(counted).items():
            found[name].append(((low <= true) & (true <= high), high - low, np.abs(value - true)))
    return {name: Outcome(*(np.mean(one, axis=0) for one in zip(*rows, strict=True))) for name, rows in found.items()}


def false_alarms(material: Material, setting: Setting, runs: int, seed: int) -> dict[str, Array]:
    """Compare two groups drawn from the same articles; gives how often each label's shares are called different at 0.05.

    Args:
        material: articles to draw from.
        setting: how many in a group, and how many sentences of both a person labels.
        runs: how often.
        seed: random state.

    """
    random, size = np.random.default_rng((seed, *setting)), setting.articles
    found: dict[str, list[Array]] = {"counted": [], "corrected": []}
    for _ in range(runs):
        articles = random.choice(len(material.truth), 2 * size)
        table = compare(
            _drawn(material, articles, setting.labelled, random), np.arange(size), np.arange(size, 2 * size)
        )
        for name, column in (("counted", "p_value"), ("corrected", "corrected_p_value")):
            found[name].append(table[column].to_numpy() < ALARM)
    return {name: np.mean(rows, axis=0) for name, rows in found.items()}


def _intervals(counted: Counted) -> dict[str, tuple[Array, Array, Array]]:
    shares, better = raw(counted), corrected(counted)
    assert better is not None, "a setting has too few labels"
    by_hand = _labelled_alone(counted)
    return {
        "counted": (shares.value, *_wilson(shares, counted.counts.sum())),
        "corrected": (better.value, *around(better)),
        "labelled alone": (by_hand.value, *_wilson(by_hand, len(counted.drawn.codes))),
    }


def _wilson(shares: Estimate, sentences: float) -> tuple[Array, Array]:
    own = worth(shares, sentences)
    return wilson(shares.value, own.towards(own))


def _labelled_alone(counted: Counted) -> Estimate:
    """Give the shares of the sentences that a person labelled, without a model."""
    counts = np.eye(len(counted.labels))[counted.drawn.codes]
    rows = counted.rows.iloc[counted.drawn.rows].reset_index(drop=True)
    return raw(Counted(rows, counts, counts, counts, counted.labels, counted.drawn))


def _drawn(material: Material, articles: Array, labelled: int, random: np.random.Generator) -> Counted:
    """Count the sentences of articles, one that was drawn twice as two, and draw some of them."""
    places = [np.flatnonzero(material.articles == article) for article in articles]
    sentences = np.concatenate(places)
    rows = np.repeat(np.arange(len(articles)), [len(one) for one in places])
    chances = material.probabilities[sentences]
    guessed = np.eye(len(material.labels))[chances.argmax(axis=1)]
    counts, sums, doubts = (np.zeros((len(articles), len(material.labels))) for _ in range(3))
    for one, figures in ((counts, guessed), (sums, chances), (doubts, chances * (1 - chances))):
        np.add.at(one, rows, figures)
    sample = np.sort(random.choice(len(sentences), min(labelled, len(sentences)), replace=False))
    drawn = Drawn(rows[sample], sample, material.codes[sentences[sample]], np.ones(len(sample)), chances[sample])
    names = pd.DataFrame({ARTICLE: [f"{place:05d}" for place in range(len(articles))]})
    return Counted(names, counts, sums, doubts, material.labels, drawn)
