"""Label articles and send the rows on: the plain functions under the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Console

from duiding.articles import Article, as_row, columns_for, label_articles
from duiding.classifier import FrameClassifier
from duiding.files import WholeFile
from predict.details import Details
from predict.display import show
from predict.outputs import rows_for


class Skipped:
    """Counts what was left out, and tells why.

    Args:
        tell: called with each reason.

    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.count = 0
        self._tell = tell

    def __call__(self, reason: str) -> None:
        """Note one input that was left out."""
        self.count += 1
        self._tell(f"predict: skipped: {reason}")


def predict_to_screen(
    classifier: FrameClassifier, articles: Iterable[Article], console: Console, details: Details
) -> int:
    """Label articles and print them; gives the number of sentences."""
    labels = [str(label) for label in classifier.classes_]
    count = 0
    for labelled in label_articles(classifier, articles):
        show(console, labelled, labels, [details.lines(cells) for cells in details.of(labelled)])
        count += len(labelled.sentences)
    return count


def predict_to_file(
    classifier: FrameClassifier, articles: Iterable[Article], target: WholeFile, model: str, details: Details
) -> int:
    """Label articles and write a row a sentence; the file appears when all is done, or not at all.

    Returns:
        The number of sentences; where there are none, no file is written.

    """
    columns = [*columns_for(str(label) for label in classifier.classes_), *details.columns]
    count = 0
    with target as file:
        rows = rows_for(target.path, file, columns)
        for labelled in label_articles(classifier, articles):
            for sentence, cells in zip(labelled.sentences, details.of(labelled), strict=True):
                rows.write((*as_row(sentence, model), *cells))
            count += len(labelled.sentences)
        if not count:
            target.give_up()
    return count
