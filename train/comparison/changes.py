"""The sentences that two models label differently: the first on the screen, all in a file."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
from rich.markup import escape
from rich.table import Table

from duiding.files import WholeFile
from duiding.scoring import Comparison
from duiding.spreadsheets import harmless

SHOWN = 10


def changes_file(folder: Path) -> Path:
    """Give the file beside a model's folder; in it, it would be no part of the model that the manifest vouches for."""
    return folder.with_name(f"{folder.name}.changed.csv")


def write_changes(found: Comparison, path: Path) -> None:
    """Write all sentences that changed as CSV, those made worse first.

    Raises:
        DuidingError: the file can't be written.

    """
    with WholeFile(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(found.changed.columns)
        for row in found.changed.itertuples(index=False):
            writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])


def changes_table(found: Comparison, path: Path) -> Table:
    """Lay out the first sentences that changed."""
    changes = found.changed["change"].value_counts()
    told = ", ".join(f"{changes.get(kind, 0)} {kind}" for kind in ("better", "worse", "neither"))
    some = f"; {SHOWN} here, all in {path}" if len(found.changed) > SHOWN else f"; also in {path}"
    table = Table(title=f"Sentences that changed: {len(found.changed)} ({told}{some})", title_justify="left")
    for column in ("", "true", found.old, found.new, "sentence"):
        table.add_column(escape(column))
    for row in _some(found.changed).to_dict("records"):
        table.add_row(*(escape(str(row[name])) for name in ("change", "label", "old", "new", "text")))
    return table


def _some(changed: pd.DataFrame) -> pd.DataFrame:
    """Choose sentences to show: half of them made worse, as far as there are so many, then those made better."""
    worse, rest = changed[changed["change"] == "worse"], changed[changed["change"] != "worse"]
    return pd.concat([worse.head(max(SHOWN // 2, SHOWN - len(rest))), rest]).head(SHOWN)
