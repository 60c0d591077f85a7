"""The table of agreement."""

from __future__ import annotations

from math import isnan

from rich.markup import escape
from rich.table import Table

from duiding.agreement.measuring import Agreement


def agreement_table(agreement: Agreement) -> Table:
    """Lay out Cohen's kappa a pair, and Fleiss' kappa and Krippendorff's alpha of all."""
    table = Table(
        title=f"Agreement of {len(agreement.coders)} coders on {agreement.sentences} sentences",
        title_justify="left",
    )
    for column in ("measure", "coders", "sentences", "same label", "value", "95 % interval"):
        table.add_column(column, justify="left" if column in ("measure", "coders") else "right")
    for pair in agreement.pairs:
        names = f"{escape(pair.first)}, {escape(pair.second)}"
        table.add_row("Cohen's kappa", names, str(pair.sentences), f"{pair.equal:.0%}", _figure(pair.kappa), "")
    table.add_section()
    fleiss, alpha = agreement.fleiss, agreement.alpha
    each = f"{fleiss.labels_each} each"
    table.add_row("Fleiss' kappa", each, str(fleiss.sentences), "", _figure(fleiss.kappa), "")
    interval = "" if isnan(alpha.low) else f"{alpha.low:.3f} to {alpha.high:.3f}"
    table.add_row("Krippendorff's alpha", "all", str(alpha.sentences), "", _figure(alpha.value), interval)
    return table


def _figure(value: float) -> str:
    return "no variation" if isnan(value) else f"{round(value, 3) + 0.0:.3f}"  # never -0.000
