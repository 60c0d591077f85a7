"""Show labelled sentences in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle
from predict.actors import ActorTally
from predict.details import lines_of
from predict.notes import ActorRow, Notes
from predict.selection import ALL, Selection
from predict.summary import by_article, summarise

_BAR = 10  # characters
_ACTORS = 20  # rows in the table of actors


def show_articles(
    console: Console,
    articles: Iterable[LabelledArticle],
    notes: Callable[[LabelledArticle], Notes],
    label_set: LabelSet,
    *,
    summary: bool,
    selection: Selection = ALL,
) -> int:
    """Print labelled articles; gives the number of sentences.

    Args:
        console: where to.
        articles: the articles.
        notes: tells why, and who, where that is asked for.
        label_set: what is known of the model's labels.
        summary: whether to show what an article's frames come to instead of its sentences.
        selection: which sentences to show.

    """
    tally, count = ActorTally(label_set.names), 0
    for one in by_article(articles) if summary else articles:
        one, noted = selection.of(one, notes(one), whole=summary)
        if selection and not one.sentences:
            continue
        if summary:
            tally.add(noted.actors)
            _show_summary(console, one, label_set)
        else:
            _show(console, one, label_set, [lines_of(noted.of(place)) for place in range(len(one.sentences))])
        count += len(one.sentences)
    if actors := tally.most_frequent(_ACTORS):
        _show_actors(console, actors, label_set)
    return count


def _show(
    console: Console,
    labelled: LabelledArticle,
    label_set: LabelSet,
    notes: Sequence[Sequence[str]],
) -> None:
    """Print an article: on a terminal a coloured table, elsewhere a plain line a sentence; ``notes`` stand under each."""
    if console.is_terminal:
        console.print(_table(labelled, label_set, notes))
        return
    width = _width(label_set)
    for one, lines in zip(labelled.sentences, notes, strict=True):
        doubt = " ?" if one.uncertain else ""
        console.print(
            f"{label_set[one.label].shown:<{width}} {max(one.probabilities):.2f}{doubt:<2} {' '.join(one.text.split())}",
            markup=False,
        )
        for line in lines:
            console.print(f"{'':<{width + 7}}{line}", markup=False)


def _width(label_set: LabelSet) -> int:
    return max(len(name) for name in label_set.shown.values())


def _table(labelled: LabelledArticle, label_set: LabelSet, notes: Sequence[Sequence[str]]) -> Table:
    date = labelled.article.fields.get("date", "")
    table = Table(
        title=f"{labelled.article.article_id} {date}".strip(),
        title_justify="left",
        show_lines=False,
        box=None,
        pad_edge=False,
    )
    table.add_column("", justify="right")
    table.add_column("label")
    table.add_column("probability")
    table.add_column("sentence", ratio=1)
    for one, lines in zip(labelled.sentences, notes, strict=True):
        colour, sure = label_set[one.label].colour, max(one.probabilities)
        bar = Text("█" * round(sure * _BAR), style=colour) + Text("·" * (_BAR - round(sure * _BAR)), style="dim")
        bar.append(f" {sure:.2f}{' ?' if one.uncertain else ''}")
        sentence = Text(" ".join(one.text.split()), style="" if one.label == label_set.no_frame else colour)
        for line in lines:
            sentence.append(f"\n{line}", style="dim")
        table.add_row(str(one.sentence), Text(label_set[one.label].shown, style=f"bold {colour}"), bar, sentence)
    return table


def _show_actors(console: Console, actors: Sequence[ActorRow], label_set: LabelSet) -> None:
    """Print the actors of all articles that were summed up, by role and frame."""
    table = Table(title="Who, by frame", title_justify="left", box=None, pad_edge=False)
    table.add_column("actor", max_width=40)
    table.add_column("role")
    for label in label_set.labels:
        table.add_column(Text(label.shown, style=label.colour), justify="right")
    for row in actors:
        table.add_row(Text(row.actor), row.role, *(str(count) if count else "–" for count in row.counts))
    console.print(table)


def _show_summary(console: Console, labelled: LabelledArticle, label_set: LabelSet) -> None:
    """Print what an article's frames come to, with the strongest sentence of each."""
    summary, shown, width = summarise(labelled, label_set), label_set.shown, _width(label_set)
    console.print(
        f"{summary.article_id}: {summary.sentences} sentences, dominant: {shown.get(summary.dominant, 'none')}",
        markup=False,
    )
    for frame in summary.frames:
        line = Text(f"  {shown[frame.label]:<{width}} {frame.share:>4.0%} ", style=label_set[frame.label].colour)
        line.append("█" * round(frame.share * _BAR))
        if frame.strongest:
            text = " ".join(frame.strongest.text.split())
            line.append(
                f" {frame.strongest.sentence}. {text} ({max(frame.strongest.probabilities):.2f})",
                style="default",
            )
        console.print(line)
