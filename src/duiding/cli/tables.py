"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from rich.markup import escape
from rich.table import Table

from duiding.agreement import Agreement
from duiding.translation import _, speak


def table(title: str, columns: Sequence[str], *, words: int = 1) -> Table:
    """Make an empty table.

    Args:
        title: above it.
        columns: their headings.
        words: how many of the first columns are text; the others are figures.

    """
    made = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        made.add_column(column, justify="left" if place < words else "right", overflow="fold")
    return made


def agreement_table(agreement: Agreement) -> Table:
    """Lay out Cohen's kappa a pair, and Krippendorff's alpha of all."""
    title = _(
        "Agreement of %(annotators)s annotators on %(sentences)s sentences",
        annotators=len(agreement.annotators),
        sentences=speak().number(agreement.sentences),
    )
    headings = (_("measure"), _("annotators"), _("sentences"), _("same label"), _("value"), _("95 %% interval"))
    made = table(title, headings, words=2)
    for pair in agreement.pairs:
        names = f"{escape(pair.first)}, {escape(pair.second)}"
        made.add_row(_("Cohen's kappa"), names, str(pair.sentences), f"{pair.equal:.0%}", written(pair.kappa), "")
    made.add_section()
    alpha = agreement.alpha
    made.add_row(
        _("Krippendorff's alpha"),
        _("all"),
        str(alpha.sentences),
        "",
        written(alpha.value),
        between(alpha.low, alpha.high),
    )
    return made


def written(value: float) -> str:
    """Write a measure of agreement, which is NaN where one label was used throughout."""
    return _("no variation") if isnan(value) else speak().number(round(value, 3) + 0.0, 3)  # never -0.000


def between(low: float, high: float) -> str:
    """Write an interval of a measure of agreement; nothing where there is none."""
    return "" if isnan(low) else _("%(low)s to %(high)s", low=speak().number(low, 3), high=speak().number(high, 3))
