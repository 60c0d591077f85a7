"""Peers that learn nothing from text: the most frequent label, and the lexicon alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from duiding.classifier import FrameClassifier
from duiding.language import ParsedSentence
from duiding.lexicon import Lexicon, label_by_lexicon
from evaluate.peers.peer import Peer


class Majority(Peer):
    """The most frequent label of the training articles for every sentence."""

    name = "majority"

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Count the labels."""
        self.label = Counter(labels).most_common(1)[0][0]

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Give every text the same label."""
        return [self.label] * len(items)

    def size(self) -> int:
        """Measure one label."""
        return len(self.label)


class LexiconAlone(Peer):
    """The label with most words of the frame lexicon (``duiding.lexicon.label_by_lexicon``)."""

    name = "lexicon alone"

    def __init__(self, classifier: FrameClassifier) -> None:
        self._classifier = classifier
        self._parser = classifier.parser(["lexicon"])

    def fit(self, items: Sequence[Any], labels: Sequence[str], articles: Sequence[str], setting: Any) -> None:
        """Learn nothing: the lexicon was written by hand."""

    def predict(self, items: Sequence[Any]) -> list[str]:
        """Parse the texts and count the words of each label."""
        found = lexicon_alone(self._classifier, list(self._parser.stream(items)))
        assert found is not None, "offered only where the model has a lexicon"
        return found

    def size(self) -> int:
        """Measure the text of the entries."""
        return sum(len("".join(entry).encode()) for entry in self._classifier.lexicon)


def lexicon_alone(classifier: FrameClassifier, sentences: Sequence[ParsedSentence]) -> list[str] | None:
    """Label by the model's own lexicon; None where it has none, or one for other labels."""
    classes = set(map(str, classifier.classes_))
    entries = [entry for entry in classifier.lexicon if entry.label in classes]
    if not any(not entry.event.startswith("actor") for entry in entries):
        return None
    fallback = "other" if "other" in classes else sorted(classes)[0]
    return label_by_lexicon(Lexicon(classifier.lexicon), sentences, fallback)
