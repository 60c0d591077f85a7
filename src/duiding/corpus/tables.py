"""Find tables of text and read them whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from duiding.corpus.rows import ENDINGS, open_table
from duiding.errors import DuidingError


def find_tables(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Give the files that are named, and those in folders that are named, each with whether it was named itself.

    Raises:
        DuidingError: a path does not exist, or a folder holds no table.

    """
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
            if not inside:
                raise DuidingError(f"Folder {path} holds no data: expected files ending in {', '.join(ENDINGS)}.")
            yield from ((file, False) for file in inside)
        elif path.exists():
            yield path, True
        else:
            raise DuidingError(f"{path} does not exist: check the name.")


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
