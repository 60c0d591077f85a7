"""Which sentences are for testing and which for training, by the column ``split``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


SPLIT, TRAIN, TEST = "split", "train", "test"
_SPELLED = {
    **dict.fromkeys(("test", "tst", "testset", "test set", "toets"), TEST),
    **dict.fromkeys(("train", "training", "trn", "trainset", "train set"), TRAIN),
}


def spelled_split(cell: str) -> str | None:
    """Give ``train`` or ``test`` for a cell of the column ``split``, in whatever case; None where it says something else."""
    return _SPELLED.get(" ".join(cell.split()).casefold())


def split_column(rows: Iterable[Mapping[str, str]]) -> str | None:
    """Find the column that says train and test, and nothing else, whatever it is called; None without one."""
    values: dict[str, set[str | None]] = {}
    for row in rows:
        for name, cell in row.items():
            if cell.strip():
                values.setdefault(name, set()).add(spelled_split(cell))
    return next((name for name, found in values.items() if found == {TRAIN, TEST}), None)


def is_test(split: object) -> bool:
    """Tell whether a cell of the column ``split`` marks its sentence for testing."""
    return split == TEST


def marked_test(corpus: pd.DataFrame) -> pd.Series[bool]:
    """Tell of each sentence whether it is marked for testing; without a column ``split``, none is."""
    import pandas as pd  # takes long to import, and most runs label without it

    if SPLIT not in corpus.columns:
        return pd.Series(False, index=corpus.index)
    return corpus[SPLIT].map(is_test).astype(bool)


def training_part(corpus: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences that are not marked for testing."""
    return corpus[~marked_test(corpus)].reset_index(drop=True)


def test_part(corpus: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences that are marked for testing."""
    return corpus[marked_test(corpus)].reset_index(drop=True)
