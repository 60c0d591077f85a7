"""Show labelled sentences in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from duiding.labels import LabelSet
from duiding.prediction import LabelledArticle, most_frequent
from duiding.translation import _, ngettext, speak
from predict.actors import ActorTally
from predict.details import lines_of
from predict.notes import ActorRow, Notes
from predict.selection import ALL, Selection
from predict.summary import by_article, summarise

_BAR = 10  # characters
_NARROW = 64  # characters: on a narrower terminal, sentences get the room that bars take
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
        console.rule(style="dim")
        console.print(_table(labelled, label_set, notes, narrow=console.width < _NARROW))
        return
    shown, width = shown_names(label_set), _width(label_set)
    for one, lines in zip(labelled.sentences, notes, strict=True):
        doubt = " ?" if one.uncertain else ""
        console.print(
            f"{shown[one.label]:<{width}} {_chance(one.probabilities)}{doubt:<2} {one.cleaned}",
            markup=False,
        )
        for line in lines:
            console.print(f"{'':<{width + 7}}{line}", markup=False)


def _chance(probabilities: Sequence[float]) -> str:
    return speak().number(max(probabilities), 2)


def _width(label_set: LabelSet) -> int:
    return max(map(len, shown_names(label_set).values()))


def shown_names(label_set: LabelSet) -> dict[str, str]:
    """Give the name of each label as the terminal shows it."""
    return {label: speak().term(shown) for label, shown in label_set.shown.items()}


def _table(
    labelled: LabelledArticle, label_set: LabelSet, notes: Sequence[Sequence[str]], *, narrow: bool = False
) -> Table:
    """Lay an article out; where the terminal is narrow, label and probability stand over the sentence."""
    date = labelled.article.fields.get("date", "")
    table = Table(
        title=f"{labelled.article.article_id} {date}".strip(),
        title_justify="left",
        show_lines=False,
        box=None,
        pad_edge=False,
    )
    table.add_column("", justify="right")
    if not narrow:
        table.add_column(_("label"))
        table.add_column(_("probability"))
    table.add_column(_("sentence"), ratio=1)
    shown = shown_names(label_set)
    for one, lines in zip(labelled.sentences, notes, strict=True):
        colour, sure = label_set[one.label].colour, max(one.probabilities)
        figure = f"{_chance(one.probabilities)}{' ?' if one.uncertain else ''}"
        name = Text(shown[one.label], style=f"bold {colour}")
        bar = Text("█" * round(sure * _BAR), style=colour) + Text("·" * (_BAR - round(sure * _BAR)), style="dim")
        sentence = Text(one.cleaned, style="" if one.label == label_set.no_frame else colour)
        for line in lines:
            sentence.append(f"\n{line}", style="dim")
        if narrow:
            table.add_row(str(one.sentence), Text.assemble(name, f" {figure}\n", sentence))
        else:
            table.add_row(str(one.sentence), name, bar.append(f" {figure}"), sentence)
    return table


def _show_actors(console: Console, actors: Sequence[ActorRow], label_set: LabelSet) -> None:
    """Print the actors of all articles that were summed up, by role and frame."""
    table = Table(title=_("Who, by frame"), title_justify="left", box=None, pad_edge=False)
    table.add_column(_("actor"), max_width=40)
    table.add_column(_("role"))
    shown = shown_names(label_set)
    for label in label_set.labels:
        table.add_column(Text(shown[label.name], style=label.colour), justify="right")
    for row in actors:
        table.add_row(
            Text(row.actor), speak().term(row.role), *(speak().number(count) if count else "–" for count in row.counts)
        )
    console.print(table)


def _verdict(labelled: LabelledArticle, label_set: LabelSet) -> str:
    """Name the most frequent frame, or frames where several tie."""
    shown, top = shown_names(label_set), most_frequent(labelled, label_set.names, label_set.no_frame)
    if not top:
        return _("no frame stands out")
    return _("most frequent: %(frames)s", frames=" + ".join(shown[label_set.names[one]] for one in top))


def _show_summary(console: Console, labelled: LabelledArticle, label_set: LabelSet) -> None:
    """Print what an article's frames come to, with the strongest sentence of each."""
    summary, shown, width = summarise(labelled, label_set), shown_names(label_set), _width(label_set)
    console.print(
        f"{summary.article_id}: {ngettext('%(num)s sentence', '%(num)s sentences', summary.sentences)}, {_verdict(labelled, label_set)}",
        markup=False,
    )
    for frame in summary.frames:
        line = Text(
            f"  {shown[frame.label]:<{width}} {speak().percentage(frame.share):>5} ",
            style=label_set[frame.label].colour,
        )
        line.append("█" * round(frame.share * _BAR))
        if frame.strongest:
            text = frame.strongest.cleaned
            line.append(
                f" {frame.strongest.sentence}. {text} ({_chance(frame.strongest.probabilities)})",
                style="default",
            )
        console.print(line)
