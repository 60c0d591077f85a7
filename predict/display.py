"""Show labelled sentences in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from duiding.labels import colours_for
from duiding.prediction import LabelledArticle
from predict.actors import ActorTally
from predict.details import lines_of
from predict.notes import ActorRow, Notes
from predict.summary import by_article, summarise

_BAR = 10  # characters
_ACTORS = 20  # rows in the table of actors


def show_articles(
    console: Console,
    articles: Iterable[LabelledArticle],
    notes: Callable[[LabelledArticle], Notes],
    labels: Sequence[str],
    *,
    summary: bool,
) -> int:
    """Print labelled articles; gives the number of sentences.

    Args:
        console: where to.
        articles: the articles.
        notes: tells why, and who, where that is asked for.
        labels: the model's labels.
        summary: whether to show what an article's frames come to instead of its sentences.

    """
    tally, count = ActorTally(labels), 0
    for one in by_article(articles) if summary else articles:
        noted = notes(one)
        if summary:
            tally.add(noted.actors)
            _show_summary(console, one, labels)
        else:
            _show(console, one, labels, [lines_of(noted.of(place)) for place in range(len(one.sentences))])
        count += len(one.sentences)
    if actors := tally.most_frequent(_ACTORS):
        _show_actors(console, actors, labels)
    return count


def _show(
    console: Console,
    labelled: LabelledArticle,
    labels: Sequence[str],
    notes: Sequence[Sequence[str]],
) -> None:
    """Print an article: on a terminal a coloured table, elsewhere a plain line a sentence; ``notes`` stand under each."""
    if console.is_terminal:
        console.print(_table(labelled, labels, notes))
        return
    for one, lines in zip(labelled.sentences, notes, strict=True):
        doubt = " ?" if one.uncertain else ""
        console.print(
            f"{one.label:<10} {max(one.probabilities):.2f}{doubt:<2} {' '.join(one.text.split())}",
            markup=False,
        )
        for line in lines:
            console.print(f"{'':<17}{line}", markup=False)


def _table(labelled: LabelledArticle, labels: Sequence[str], notes: Sequence[Sequence[str]]) -> Table:
    colours = colours_for(labels)
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
        colour, sure = colours[one.label], max(one.probabilities)
        bar = Text("█" * round(sure * _BAR), style=colour) + Text("·" * (_BAR - round(sure * _BAR)), style="dim")
        bar.append(f" {sure:.2f}{' ?' if one.uncertain else ''}")
        sentence = Text(" ".join(one.text.split()), style="" if one.label == "other" else colour)
        for line in lines:
            sentence.append(f"\n{line}", style="dim")
        table.add_row(str(one.sentence), Text(one.label, style=f"bold {colour}"), bar, sentence)
    return table


def _show_actors(console: Console, actors: Sequence[ActorRow], labels: Sequence[str]) -> None:
    """Print the actors of all articles that were summed up, by role and frame."""
    colours = colours_for(labels)
    table = Table(title="Who, by frame", title_justify="left", box=None, pad_edge=False)
    table.add_column("actor", max_width=40)
    table.add_column("role")
    for label in labels:
        table.add_column(Text(label, style=colours[label]), justify="right")
    for row in actors:
        table.add_row(Text(row.actor), row.role, *(str(count) if count else "–" for count in row.counts))
    console.print(table)


def _show_summary(console: Console, labelled: LabelledArticle, labels: Sequence[str]) -> None:
    """Print what an article's frames come to, with the strongest sentence of each."""
    summary, colours = summarise(labelled, labels), colours_for(labels)
    console.print(
        f"{summary.article_id}: {summary.sentences} sentences, dominant: {summary.dominant or 'none'}",
        markup=False,
    )
    for frame in summary.frames:
        line = Text(f"  {frame.label:<10} {frame.share:>4.0%} ", style=colours[frame.label])
        line.append("█" * round(frame.share * _BAR))
        if frame.strongest:
            text = " ".join(frame.strongest.text.split())
            line.append(
                f" {frame.strongest.sentence}. {text} ({max(frame.strongest.probabilities):.2f})",
                style="default",
            )
        console.print(line)
