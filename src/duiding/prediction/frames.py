"""What the frames of an article come to."""

from __future__ import annotations

from collections.abc import Sequence

from duiding.prediction.labelling import LabelledArticle

FEWEST = 2  # sentences, of an article that has as many: one of five is chance
LEAST = 0.1  # share of the sentences


def most_frequent(labelled: LabelledArticle, labels: Sequence[str], no_frame: str = "") -> list[int]:
    """Give the numbers of the frames that most sentences of an article have: one, several that tie, or none that stands out.

    A frame stands out with ``FEWEST`` sentences and the share ``LEAST`` of all; in an article of one sentence with that one.

    Args:
        labelled: the article.
        labels: the model's labels.
        no_frame: the label that is no frame.

    """
    given = [one.label for one in labelled.sentences]
    counts = [0 if label == no_frame else given.count(label) for label in labels]
    needed = max(min(FEWEST, len(given)), LEAST * len(given), 1)
    most = max(counts, default=0)
    return [i for i, count in enumerate(counts) if count == most] if most >= needed else []
