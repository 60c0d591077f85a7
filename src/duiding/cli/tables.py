"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from rich.markup import escape
from rich.table import Table

from duiding.agreement import Agreement


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
    title = f"Agreement of {len(agreement.annotators)} annotators on {agreement.sentences} sentences"
    made = table(title, ("measure", "annotators", "sentences", "same label", "value", "95 % interval"), words=2)
    for pair in agreement.pairs:
        names = f"{escape(pair.first)}, {escape(pair.second)}"
        made.add_row("Cohen's kappa", names, str(pair.sentences), f"{pair.equal:.0%}", written(pair.kappa), "")
    made.add_section()
    alpha = agreement.alpha
    interval = "" if isnan(alpha.low) else f"{alpha.low:.3f} to {alpha.high:.3f}"
    made.add_row("Krippendorff's alpha", "all", str(alpha.sentences), "", written(alpha.value), interval)
    return made


def written(value: float) -> str:
    """Write a measure of agreement, which is NaN where one label was used throughout."""
    return "no variation" if isnan(value) else f"{round(value, 3) + 0.0:.3f}"  # never -0.000
