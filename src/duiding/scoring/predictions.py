"""Test sentences beside what a model says of them."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from duiding.arrays import Array
from duiding.classifier import TrainedClassifier
from duiding.corpus import check_same_labels
from duiding.language import ParsedSentence


class Predictions(NamedTuple):
    """Test sentences with what a model says of them.

    ``sentences`` has the columns of the corpus and ``predicted`` and ``probability``; ``probabilities`` has shape (sentences, labels).
    """

    sentences: pd.DataFrame
    parsed: list[ParsedSentence]
    probabilities: Array
    labels: list[str]

    @property
    def truth(self) -> list[str]:
        """The true labels."""
        return list(self.sentences["label"])

    @property
    def predicted(self) -> list[str]:
        """The predicted labels."""
        return list(self.sentences["predicted"])

    @property
    def articles(self) -> list[str]:
        """The article of each sentence."""
        return list(self.sentences["article_id"])


def predict(classifier: TrainedClassifier, test: pd.DataFrame) -> Predictions:
    """Let a model label the sentences of ``test``.

    Raises:
        DuidingError: a sentence has a label that the model does not know.

    """
    labels = [str(label) for label in classifier.classes_]
    check_same_labels(test, labels)
    parsed = classifier.parser().parse(test["text"], groups=list(test["article_id"]))
    probabilities = classifier.predict_proba(parsed)
    predicted = [labels[code] for code in probabilities.argmax(axis=1)]
    sentences = test.assign(predicted=predicted, probability=probabilities.max(axis=1))
    return Predictions(sentences, parsed, probabilities, labels)
