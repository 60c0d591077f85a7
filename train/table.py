"""The table of cross-validated scores."""

from __future__ import annotations

from rich.table import Table

from duiding.labels import colours_for
from duiding.store import Manifest


def scores_table(manifest: Manifest) -> Table:
    """Lay out precision, recall, F1 and support by label, macro-F1 below."""
    scores = manifest.scores
    folds = scores["macro_f1_by_fold"]
    table = Table(
        title=f"Cross-validated over {manifest.corpus.articles} articles, {len(folds)} folds",
        title_justify="left",
    )
    for column in ("label", "precision", "recall", "F1", "sentences"):
        table.add_column(column, justify="left" if column == "label" else "right")
    colours = colours_for(scores["labels"])
    for label, row in scores["labels"].items():
        figures = (f"{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        table.add_row(f"[{colours[label]}]{label}[/]", *figures, f"{row['support']:.0f}")
    table.add_section()
    table.add_row("macro-F1", "", "", f"{scores['macro_f1']:.3f}", f"{manifest.corpus.sentences}")
    return table
