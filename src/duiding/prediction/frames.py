"""What the frames of an article come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def dominant(counts: Mapping[str, int], sums: Mapping[str, float], no_frame: str = "") -> str:
    """Give the frame that most sentences have, of equals the one with the larger sum of probabilities.

    The label that is no frame dominates only where no sentence has another; the text is empty where there are no sentences.

    Args:
        counts: sentences of each label.
        sums: the sum of each label's probability.
        no_frame: the label that is no frame.

    """
    found = [label for label, count in counts.items() if count]
    frames = [label for label in found if label != no_frame] or found
    return max(frames, key=lambda label: (counts[label], sums[label]), default="")
