"""Predict batches of sentences, and keep what was parsed for those who look further into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from duiding.arrays import Array
from duiding.classifier import TrainedClassifier
from duiding.language import ParsedSentence, Parser

Batch = tuple[list[str], list[int]]  # sentences of whole articles, cleaned, and the article of each, numbered from 0
Components = Sequence[str] | None  # spaCy components to parse with for those who want the parses; None: nobody does


class Predicted(NamedTuple):
    """What became of a batch: probabilities, shape (sentences, labels), and its parses where they were asked for, else none."""

    probabilities: Array
    parses: Sequence[ParsedSentence] = ()


Predict = Callable[[Iterable[Batch]], Iterator[Predicted]]
Parse = Callable[[Batch], Sequence[ParsedSentence]]
Work = Callable[[TrainedClassifier, Batch], Predicted]


def predict_batch(classifier: TrainedClassifier, batch: Batch, components: Components = None) -> Predicted:
    """Predict a batch of sentences.

    Args:
        classifier: a trained classifier.
        batch: sentences and the article of each.
        components: see ``parse_batch``; None gives no parses.

    """
    if components is None:
        return Predicted(classifier.predict_proba(*batch))
    parses = parse_batch(classifier, batch, components)
    return Predicted(classifier.predict_proba(as_trained(parses)), parses)


def parse_batch(classifier: TrainedClassifier, batch: Batch, components: Sequence[str]) -> list[ParsedSentence]:
    """Parse sentences with the classifier's pipeline.

    Args:
        classifier: a trained classifier.
        batch: sentences and the article of each.
        components: spaCy components, those that the classifier needs for its features among them.

    """
    return list(Parser(classifier.pipeline_.name, components).stream(*batch))


def as_trained(parses: Iterable[ParsedSentence]) -> list[ParsedSentence]:
    """Hide from a classifier, which learned without a dependency parse, that there is one: it must not change a label."""
    return [one.without_relations() for one in parses]
