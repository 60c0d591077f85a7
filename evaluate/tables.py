"""The tables that the command prints."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from duiding.labels import colours_for
from evaluate.evaluation import Evaluation


def tables(evaluation: Evaluation) -> Iterator[Table]:
    """Lay out scores by label, the confusion matrix, and the baselines."""
    yield _scores(evaluation)
    yield _confusion(evaluation)
    yield _baselines(evaluation)


def _scores(evaluation: Evaluation) -> Table:
    table = Table(title="Scores by label", title_justify="left")
    for column in ("label", "precision", "recall", "F1", "support"):
        table.add_column(column, justify="left" if column == "label" else "right")
    colours = colours_for(evaluation.labels)
    for label, row in evaluation.by_label.items():
        figures = (f"{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        table.add_row(f"[{colours[label]}]{label}[/]", *figures, f"{row['support']:.0f}")
    return table


def _confusion(evaluation: Evaluation) -> Table:
    table = Table(title="Confusion: true label by row, predicted by column", title_justify="left")
    table.add_column("")
    for label in evaluation.labels:
        table.add_column(label, justify="right")
    for label, row in zip(evaluation.labels, evaluation.confusion, strict=True):
        table.add_row(label, *map(str, row))
    return table


def _baselines(evaluation: Evaluation) -> Table:
    table = Table(title="Macro-F1 with 95 % interval over articles", title_justify="left")
    table.add_column("")
    table.add_column("macro-F1", justify="right")
    table.add_row("this model", str(evaluation.macro_f1), style="bold")
    for name, score in evaluation.baselines.items():
        table.add_row(f"{name} (baseline)", str(score))
    return table
