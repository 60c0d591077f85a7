"""Labels of one's own: the names, colours and meanings that go with a training."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from duiding.cli.terminal import say
from duiding.corpus import check_same_labels
from duiding.errors import DuidingError
from duiding.labels import SHIPPED, LabelSet, read_label_set
from duiding.store.manifest import read_manifest


def label_set_for(path: Path | None, folder: Path) -> LabelSet:
    """Give what is known of labels: what the user names, else what the model keeps that is there, else the project's own.

    Args:
        path: of a TOML; None where none was named.
        folder: where the model goes.

    Raises:
        DuidingError: the TOML can't be read.

    """
    if path is not None:
        return read_label_set(path)
    try:
        kept = read_manifest(folder).label_set
    except DuidingError:
        return SHIPPED
    if kept.names == SHIPPED.of(kept.names).names and not kept.spellings.keys() - SHIPPED.spellings.keys():
        return SHIPPED
    say(
        f"Names and colours of labels kept from the model that is there ({', '.join(kept.names)}): --labels gives others."
    )
    return kept


def check_labels(corpus: pd.DataFrame, label_set: LabelSet, path: Path, tell: Callable[[str], None]) -> None:
    """See that sentences have the labels that a user has named, and no others.

    Args:
        corpus: labelled sentences.
        label_set: what was read from the TOML.
        path: of it.
        tell: told of labels that no sentence has.

    Raises:
        UnknownLabelError: a sentence has another one.

    """
    check_same_labels(corpus, label_set.names, str(path))
    if unused := [name for name in label_set.names if name not in set(corpus["label"])]:
        tell(f"No sentence has the label {', '.join(unused)} of {path}: the model will not know it.")
