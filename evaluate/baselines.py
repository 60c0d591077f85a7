"""What a model must beat: the lexicon alone."""

from __future__ import annotations

from collections.abc import Sequence

from duiding.classifier import FrameClassifier
from duiding.language import ParsedSentence
from duiding.lexicon import Lexicon, label_by_lexicon


def lexicon_alone(classifier: FrameClassifier, sentences: Sequence[ParsedSentence]) -> list[str] | None:
    """Label by the model's own lexicon; None where it has none, or one for other labels."""
    classes = set(map(str, classifier.classes_))
    entries = [entry for entry in classifier.lexicon if entry.label in classes]
    if not any(not entry.event.startswith("actor") for entry in entries):
        return None
    fallback = "other" if "other" in classes else sorted(classes)[0]
    return label_by_lexicon(Lexicon(classifier.lexicon), sentences, fallback)
