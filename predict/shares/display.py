"""Show shares in the terminal."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from duiding.labels import LabelSet
from duiding.translation import _, ngettext, speak
from predict.shares.answer import Answer
from predict.shares.comparison import Difference

_WIDE = 7  # labels whose columns a terminal has no room for
_ANY = 10_000  # characters: wider than any table
_KEY = 16  # characters of a group's name that are not broken
_ROWS = 40  # groups in the table of a terminal


def show_shares(console: Console, answer: Answer, labels: LabelSet) -> None:
    """Print shares by group, of all articles together, and of two groups that are compared.

    Args:
        console: where to.
        answer: what was found.
        labels: what is known of the model's labels.

    """
    table = _trends(answer, labels)
    if Measurement.get(console, console.options.update(max_width=_ANY), table).minimum > console.width:
        _list(console, answer, labels, str(table.title))
    else:
        console.print(table)
    groups = len(answer.trends) // len(labels.names)
    if groups > _ROWS:
        told = _(
            "The first %(some)s of %(all)s groups; --output FILE writes all.", some=_ROWS, all=speak().number(groups)
        )
        console.print(told, markup=False)
    for one in answer.differences:
        console.print(_comparison(one, labels, corrected=answer.corrected))


def _trends(answer: Answer, labels: LabelSet) -> Table:
    title = (
        _("Corrected shares (as the model counts them), with 95 %% intervals over articles")
        if answer.corrected
        else _("Shares, uncorrected, with 95 %% intervals over articles")
    )
    tight = len(answer.by) > 1
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, collapse_padding=tight)
    for name in answer.by or ("",):
        shown = speak().term(name)
        words = " ".join([shown, *(map(str, answer.trends[name]) if name else [_("all")])]).split()
        least = min(max(map(len, words)), _KEY)
        table.add_column(shown, min_width=least, max_width=24, overflow="fold")
    table.add_column(_("of"), justify="right", no_wrap=True)
    for label in labels.labels:
        table.add_column(
            Text(speak().term(label.shown), style=label.colour), justify="right", no_wrap=len(labels.names) < _WIDE
        )
    for group in list(_groups(answer.trends, len(labels.names)))[:_ROWS] if answer.by else ():
        table.add_row(
            *_cells(group, [Text(str(group.iloc[0][name])) for name in answer.by], corrected=answer.corrected)
        )
    table.add_section()
    head = [Text(_("all")), *[Text("")] * (len(answer.by) - 1)]
    table.add_row(*_cells(answer.whole, head, corrected=answer.corrected))
    return table


def _list(console: Console, answer: Answer, labels: LabelSet, title: str) -> None:
    """Print the same below each other, where the terminal has no room for a table."""
    console.print(title, markup=False)
    width = max(len(speak().term(label.shown)) for label in labels.labels)
    groups = [*list(_groups(answer.trends, len(labels.names)))[:_ROWS], answer.whole] if answer.by else [answer.whole]
    for group in groups:
        keys = [str(group.iloc[0][name]) for name in answer.by] if group is not answer.whole else [_("all")]
        size, *shares = _cells(group, [], corrected=answer.corrected)
        console.print(Text(", ".join([*keys, *size.plain.split("\n")]), style="bold"))
        for label, share in zip(labels.labels, shares, strict=True):
            name = Text(f"  {speak().term(label.shown):<{width}} ", style=label.colour)
            console.print(name + Text("  ".join(share.plain.split("\n")), style="default"))


def _groups(table: pd.DataFrame, labels: int) -> Iterator[pd.DataFrame]:
    for start in range(0, len(table), labels):
        yield table.iloc[start : start + labels]


def _cells(group: pd.DataFrame, head: Sequence[Text], *, corrected: bool) -> Iterator[Text]:
    yield from head
    articles, sentences = (int(group.iloc[0][name]) for name in ("articles", "sentences"))
    lines = [ngettext("%(num)s article", "%(num)s articles", articles)]
    lines.append(ngettext("%(num)s sentence", "%(num)s sentences", sentences))
    if corrected:
        lines.append(_("%(number)s labelled", number=speak().number(group.iloc[0]["labelled"])))
    yield Text("\n".join(lines))
    for row in group.to_dict("records"):
        yield _share(row, corrected=corrected)


def _share(row: Mapping[Hashable, Any], *, corrected: bool) -> Text:
    counted = speak().percentage(row["share"], 1)
    if not corrected:
        return Text(counted).append(f"\n{_span(row['low'], row['high'])}", style="dim")
    if math.isnan(row["corrected"]):
        return Text("–").append(f"\n({counted})", style="dim")
    shown = Text(speak().percentage(row["corrected"], 1))
    return shown.append(f"\n{_span(row['corrected_low'], row['corrected_high'])}\n({counted})", style="dim")


def _span(low: float, high: float) -> str:
    return "–" if math.isnan(low) else f"{speak().number(100 * low, 1)}–{speak().number(100 * high, 1)}"


def _comparison(one: Difference, labels: LabelSet, *, corrected: bool) -> Table:
    first, second = one.compared.shown
    names = {"first": first, "second": second}
    title = (
        _("%(second)s less %(first)s, in points (corrected, 95 %% interval, t test over articles)", **names)
        if corrected
        else _("%(second)s less %(first)s, in points (uncorrected, 95 %% interval, t test over articles)", **names)
    )
    table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False)
    table.add_column(_("label"))
    for name in (first, second, _("difference"), _("interval"), "p"):
        table.add_column(Text(name), justify="right")
    for row in one.table.to_dict("records"):
        table.add_row(Text(speak().term(labels.shown[str(row["label"])])), *_compared(row, corrected=corrected))
    return table


def _compared(row: Mapping[Hashable, Any], *, corrected: bool) -> Iterator[str]:
    """Give the cells of a label; in brackets as the model counts it where too few labelled sentences correct it."""
    lacking = corrected and math.isnan(row["corrected_difference"])
    prefix = "corrected_" if corrected and not lacking else ""
    shape = "({})" if lacking else "{}"
    for name in ("first", "second"):
        yield shape.format(speak().percentage(row[f"{prefix}{name}"], 1))
    yield shape.format(_points(row[f"{prefix}difference"]))
    low, high = (row[f"{prefix}{name}"] for name in ("low", "high"))
    if lacking or math.isnan(low):
        yield from ("–", "–")
    else:
        yield _("%(low)s to %(high)s", low=_points(low), high=_points(high))
        yield _chance(row[f"{prefix}p_value"])


def _points(difference: float) -> str:
    points = round(100 * difference, 1) + 0.0  # never -0.0
    return f"{'-' if points < 0 else '+'}{speak().number(abs(points), 1)}"


def _chance(p_value: float) -> str:
    if math.isnan(p_value):
        return "–"
    return f"< {speak().number(0.001, 3)}" if p_value < 0.001 else speak().number(p_value, 3)
