"""Sentences in articles with their true labels and what a model says of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from duiding import Model
from duiding.arrays import Array
from duiding.corpus import read_corpus, test_part
from duiding.labels import in_order
from duiding.scoring import predict
from duiding.shares.held_out import LONG
from train.real_news import TABLE, read_real_news


class Material(NamedTuple):
    """Probabilities, shape (sentences, labels), true label codes, and the article of each sentence, numbered from 0."""

    probabilities: Array
    codes: Array
    articles: Array
    labels: list[str]

    @property
    def truth(self) -> Array:
        """Sentences by article and true label."""
        counts = np.zeros((self.articles.max() + 1, len(self.labels)))
        np.add.at(counts, (self.articles, self.codes), 1)
        return counts


def of_test_part(model: Model, data: list[Path], kept: Path | None) -> Material:
    """Label the test part of a corpus, or read what an earlier call kept in a file.

    Args:
        model: the model.
        data: the corpus.
        kept: a file (``.npz``) of predictions, written where it is not there.

    """
    if kept and kept.is_file():
        with np.load(kept) as found:
            return _material(found["probabilities"], found["codes"], found["articles"], model.labels)
    found = predict(model.classifier, test_part(read_corpus(data)))
    codes = np.array([model.labels.index(label) for label in found.truth])
    articles = np.unique(np.array(found.articles), return_inverse=True)[1]
    if kept:
        np.savez(kept, probabilities=found.probabilities, codes=codes, articles=articles)
    return _material(found.probabilities, codes, articles, model.labels)


def of_real_news(model: Model) -> Material | None:
    """Give the whole articles among the real news that the model is calibrated on; None where it is calibrated on other news."""
    found = read_real_news(TABLE, in_order(model.labels), model.classifier.encoder_, model.classifier.blocks)
    if found is None:
        return None
    chances = model.classifier.held_out_probabilities(found.held_out)
    return _material(chances, found.held_out.codes, np.asarray(found.held_out.articles), model.labels)


def _material(probabilities: Array, codes: Array, articles: Array, labels: list[str]) -> Material:
    """Leave loose sentences out."""
    _, place, sizes = np.unique(articles, return_inverse=True, return_counts=True)
    kept = sizes[place] >= LONG
    return Material(probabilities[kept], codes[kept], np.unique(place[kept], return_inverse=True)[1], labels)
