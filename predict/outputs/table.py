"""A table ready to be written, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duiding.labels import LabelSet

_NO_LABELS = LabelSet()


class Table:
    """A table ready to be written.

    Args:
        columns: name and type of each.
        rows: a cell a column; None where there is nothing.
        kinds: of columns that were carried as text, what their cells are.
        about: what made it; see ``predict.outputs.about``.
        label_set: what is known of the model's labels.
        name: what a row is: sentences, articles, actors.

    """

    def __init__(
        self,
        columns: dict[str, type],
        rows: Iterator[list[Any]],
        *,
        kinds: Mapping[str, type] | None = None,
        about: Mapping[str, Any] | None = None,
        label_set: LabelSet = _NO_LABELS,
        name: str = "sentences",
    ) -> None:
        self.columns, self.rows, self.kinds = columns, rows, kinds or {}
        self.about, self.label_set, self.name = about, label_set, name
