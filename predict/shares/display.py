"""Show shares in the terminal, and say what they are worth."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from duiding.cli.hints import called
from duiding.labels import LabelSet
from duiding.shares import UNITS, Plan
from predict.shares.asked import DATE
from predict.shares.counting import Answer, Difference, Missing

_WIDE = 7  # labels whose columns a terminal has no room for
_ROWS = 40  # groups in the table of a terminal
_PLURALS = (*UNITS, "publisher", "section", "actor", "speaker")


def show_shares(console: Console, answer: Answer, labels: LabelSet) -> None:
    """Print shares by group, of all articles together, and of two groups that are compared.

    Args:
        console: where to.
        answer: what was found.
        labels: what is known of the model's labels.

    """
    console.print(_trends(answer, labels))
    groups = len(answer.trends) // len(labels.names)
    if groups > _ROWS:
        console.print(f"The first {_ROWS} of {groups:,} groups; --output FILE writes all.", markup=False)
    for one in answer.differences:
        console.print(_comparison(one, labels, corrected=answer.corrected))


def remarks(answer: Answer) -> Iterator[str]:
    """Say what the shares leave out, how far to trust them, and how many labels make them better, a line each."""
    yield from answer.problems
    yield from map(_left_out, answer.missing)
    if answer.coded and answer.labelled < answer.coded:
        lost = answer.coded - answer.labelled
        yield f"Of the sample's {answer.coded:,} labelled sentences {lost:,} are not in these articles, so not used."
    if answer.corrected:
        yield from _after(answer)
    else:
        yield from _before(answer)


def _trends(answer: Answer, labels: LabelSet) -> Table:
    title = "Corrected shares (as the model counts them)" if answer.corrected else "Shares, uncorrected"
    table = Table(title=f"{title}, with 95 % intervals over articles", title_justify="left", box=None, pad_edge=False)
    for name in answer.by or ("",):
        table.add_column(name, max_width=24)
    table.add_column("of", justify="right", no_wrap=True)
    for label in labels.labels:
        table.add_column(Text(label.shown, style=label.colour), justify="right", no_wrap=len(labels.names) < _WIDE)
    for group in list(_groups(answer.trends, len(labels.names)))[:_ROWS] if answer.by else ():
        table.add_row(
            *_cells(group, [Text(str(group.iloc[0][name])) for name in answer.by], corrected=answer.corrected)
        )
    table.add_section()
    head = [Text("all"), *[Text("")] * (len(answer.by) - 1)]
    table.add_row(*_cells(answer.whole, head, corrected=answer.corrected))
    return table


def _groups(table: pd.DataFrame, labels: int) -> Iterator[pd.DataFrame]:
    for start in range(0, len(table), labels):
        yield table.iloc[start : start + labels]


def _cells(group: pd.DataFrame, head: Sequence[Text], *, corrected: bool) -> Iterator[Text]:
    yield from head
    counts = {name: int(group.iloc[0][name]) for name in ("articles", "sentences")}
    lines = [f"{count:,} {name if count != 1 else name[:-1]}" for name, count in counts.items()]
    yield Text("\n".join([*lines, *([f"{group.iloc[0]['labelled']:,} labelled"] if corrected else [])]))
    for row in group.to_dict("records"):
        yield _share(row, corrected=corrected)


def _share(row: Mapping[Hashable, Any], *, corrected: bool) -> Text:
    counted = f"{100 * row['share']:.1f} %"
    if not corrected:
        return Text(counted).append(f"\n{_span(row['low'], row['high'])}", style="dim")
    if math.isnan(row["corrected"]):
        return Text("–").append(f"\n({counted})", style="dim")
    shown = Text(f"{100 * row['corrected']:.1f} %")
    return shown.append(f"\n{_span(row['corrected_low'], row['corrected_high'])}\n({counted})", style="dim")


def _span(low: float, high: float) -> str:
    return "–" if math.isnan(low) else f"{100 * low:.1f}–{100 * high:.1f}"


def _comparison(one: Difference, labels: LabelSet, *, corrected: bool) -> Table:
    first, second = one.compared.first, one.compared.second
    how = "corrected" if corrected else "uncorrected"
    title = f"{second} less {first}, in points ({how}, 95 % interval, t test over articles)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("label")
    for name in (first, second, "difference", "interval", "p"):
        table.add_column(Text(name), justify="right")
    prefix = "corrected_" if corrected else ""
    for row in one.table.to_dict("records"):
        value = {name: row[f"{prefix}{name}"] for name in ("first", "second", "difference", "low", "high", "p_value")}
        if math.isnan(value["difference"]):
            table.add_row(Text(labels.shown[str(row["label"])]), *["–"] * 5)
            continue
        shares = (
            f"{100 * value['first']:.1f} %",
            f"{100 * value['second']:.1f} %",
            _points(value["difference"]),
        )
        unknown = math.isnan(value["low"])
        interval = "–" if unknown else f"{_points(value['low'])} to {_points(value['high'])}"
        table.add_row(Text(labels.shown[str(row["label"])]), *shares, interval, _chance(value["p_value"]))
    return table


def _points(difference: float) -> str:
    return f"{round(100 * difference, 1) + 0.0:+.1f}"  # never -0.0


def _chance(p_value: float) -> str:
    if math.isnan(p_value):
        return "–"
    return "< 0.001" if p_value < 0.001 else f"{p_value:.3f}"


def _left_out(one: Missing) -> str:
    have = "has" if one.articles == 1 else "have"
    if one.name.startswith(DATE):
        return f"{one.articles:,} of {one.of:,} articles {have} no date that tells on which side of {one.example} they are."
    group = one.name if one.name in UNITS else f"group of {one.name}"
    lack = "no date that can be read" if one.name in UNITS else f"no {one.name}"
    if one.name in UNITS and one.example:
        lack = f"no date from which the {one.name} can be read (such as '{one.example[:40]}')"
    return f"{one.articles:,} of {one.of:,} articles {have} {lack}: {'it is' if one.articles == 1 else 'they are'} in no {group}."


def _before(answer: Answer) -> Iterator[str]:
    yield "These shares are uncorrected: they count the model's labels, mistakes included."
    held_out = answer.held_out
    if held_out:
        off, often = held_out["off"], held_out["often"]
        figures = ", ".join(
            f"{label} {100 * off[label]:.1f} ({100 * often[label]:.1f})" for label in answer.whole["label"]
        )
        yield (
            f"  On {held_out['articles']} articles held out in training, such shares of {held_out['set']} articles were off by, "
            f"in points (and in 1 of 20 sets by more than): {figures}."
        )
    else:
        yield "  The model keeps no record of how far such shares were off: train it again to know."
    if answer.plan:
        yield f"  To correct them: {_wanted(answer.plan, 'all articles')}{_in_groups(answer)}."
        yield (
            f"  Draw them with {called('predict')} … --to-label N --control 1 --output FILE, label them, and give --sample FILE."
        )


def _after(answer: Answer) -> Iterator[str]:
    if not answer.plan or math.isnan(answer.plan.width_now):
        yield (
            f"{answer.labelled:,} labelled sentences are too few to correct shares: label 10 or more, in 3 articles or more."
        )
        return
    yield (
        f"Corrected by {answer.labelled:,} sentences labelled by a person; the widest interval of all articles is "
        f"{100 * answer.plan.width_now:.1f} points."
    )
    few = answer.trends[answer.trends["corrected"].isna()] if answer.by else answer.trends.iloc[:0]
    if len(few):
        groups = len(few) // answer.trends["label"].nunique()
        yield f"  {groups} groups have fewer than 10 labelled sentences, or these in fewer than 3 articles: no corrected share."
    yield f"  In all: {_wanted(answer.plan, 'all articles')}{_in_groups(answer)}."


def _wanted(plan: Plan, what: str) -> str:
    points = f"{100 * plan.width:g} points"
    if math.isnan(plan.narrowest):
        return "these are too few articles to tell how many labels that takes"
    if plan.sentences is None:
        return (
            f"no number of labels makes intervals of {what} {points} wide: the articles alone leave "
            f"{100 * plan.narrowest:.1f}"
        )
    return f"label about {plan.sentences:,} sentences drawn at random for intervals of {points} (--width) over {what}"


def _in_groups(answer: Answer) -> str:
    plan = answer.groups_plan
    if not plan or not len(answer.trends) or not answer.plan or answer.plan.sentences is None:
        return ""
    name = answer.by[0] if len(answer.by) == 1 and answer.by[0] in _PLURALS else "group"
    if plan.sentences is None:
        return f"; some {name}s have too few articles for that"
    return f", about {plan.sentences:,} for each {name}"
