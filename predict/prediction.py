"""Label articles and send them on: the plain functions under the command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack

from rich.console import Console

from duiding import Model
from duiding.files import WholeFile
from duiding.prediction import Article, Components, LabelledArticle, Predict, label_articles, predict_batch
from predict.actors import ActorTally
from predict.details import Details, lines_of
from predict.outputs import What, output_for, takes_whole_articles
from predict.summary import gathered

_ACTORS = 20  # rows in the terminal's table of actors
Watch = Callable[[Iterable[LabelledArticle]], Iterable[LabelledArticle]]


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


def spread(model: Model, jobs: int, dask: str | None, beside: Components = None) -> Predict:
    """Choose where batches are predicted: in this process, in several, or on the workers of a Dask cluster.

    Raises:
        DuidingError: no Dask scheduler answers at the address.

    """
    from duiding.prediction import workers

    if dask:
        return workers.over_dask(model, dask, beside)
    if jobs != 1:
        return workers.over_cores(model, jobs, beside)
    return lambda batches: (predict_batch(model.classifier, batch, beside) for batch in batches)


def predict_to_screen(
    model: Model,
    articles: Iterable[Article],
    console: Console,
    predict: Predict,
    details: Details,
    *,
    summary: bool,
    watch: Watch = iter,
) -> int:
    """Label articles and print them; gives the number of sentences."""
    from predict.display import show, show_actors, show_summary  # tables take long to import, and a file needs none

    labels = model.labels
    labelled = watch(label_articles(model.classifier, articles, predict, details.parse))
    tally, count = ActorTally(labels), 0
    for one in gathered(labelled) if summary else labelled:
        notes = details.of(one)
        if summary:
            tally.add(notes.actors)
            show_summary(console, one, labels)
        else:
            show(
                console,
                one,
                labels,
                [lines_of(notes.of(place)) for place in range(len(one.sentences))],
            )
        count += len(one.sentences)
    if actors := tally.most_frequent(_ACTORS):
        show_actors(console, actors, labels)
    return count


def predict_to_file(
    model: Model,
    articles: Iterable[Article],
    target: WholeFile,
    predict: Predict,
    details: Details,
    *,
    summary: bool,
    actors: WholeFile | None = None,
    labelled: Callable[[int], None] = lambda sentences: None,
    watch: Watch = iter,
) -> int:
    """Label articles and write them; the file appears when all is done, or not at all.

    Args:
        model: a trained model.
        articles: the articles.
        target: what ``open_output`` gave.
        predict: see ``duiding.prediction.label_articles``.
        details: tells why, and who, if that is asked for.
        summary: whether to write a row an article.
        actors: where the table of actors goes, if there is to be one.
        labelled: told how many sentences were labelled since it was last told.
        watch: passes labelled articles on, having looked at them.

    Returns:
        The number of sentences; where there are none, no file is written.

    """
    what = What(model.labels, model.name, summary)
    articles_labelled = watch(label_articles(model.classifier, articles, predict, details.parse))
    count = 0
    targets = [(target, what), *([(actors, what._replace(actors=True))] if actors else [])]
    with ExitStack() as stack:
        outputs = [output_for(one.path, stack.enter_context(one), what) for one, what in targets]
        for article in gathered(articles_labelled) if takes_whole_articles(target.path, what) else articles_labelled:
            notes = details.of(article)
            for output in outputs:
                output.add(article, notes)
            count += len(article.sentences)
            labelled(len(article.sentences))
        for (one, _), output in zip(targets, outputs, strict=True):
            if count:
                output.finish()
            else:
                one.give_up()
    return count
