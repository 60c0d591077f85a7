"""Read a table of text whole."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from duiding.corpus.rows import open_table
from duiding.errors import DuidingError


def read_table(path: Path) -> pd.DataFrame:
    """Read one file by its ending; every cell is text, an absent one is an empty string.

    Raises:
        DuidingError: the ending is unknown, the file is empty, is not text, or a row can't be read; the row is named.

    """
    with open_table(path) as table:
        rows = list(table.rows)
    if not rows:
        raise DuidingError(f"{path} has a heading but no rows.")
    return pd.DataFrame(rows, dtype=object).fillna("")
