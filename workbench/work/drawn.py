"""Sentences that were drawn at random and labelled by people: by these shares are corrected."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from duiding.files import WholeFile
from duiding.shares import CHOSEN, CONTROL, Coded, read_sample
from duiding.spreadsheets import harmless
from workbench.storage.labels import Labels


def read_drawn(labels: Labels, path: Path, names: Sequence[str]) -> dict[str, Coded]:
    """Give the sentences that were drawn at random; the table of them is written anew, as ``predict --sample`` reads it.

    Args:
        labels: what people said.
        path: of the table.
        names: the model's labels.

    Raises:
        DuidingError: the table can't be written, or a label is none of the model's.

    """
    if not labels.drawn() or not write_drawn(labels, path):
        return {}
    return read_sample(path, names, lambda text: None)


def write_drawn(labels: Labels, path: Path) -> int:
    """Write the sentences that were drawn at random, each with the label that holds for it; gives their number.

    That is what was settled, else what more than half of the coders say; others are left out.

    Args:
        labels: what people said.
        path: where to.

    Raises:
        DuidingError: the table can't be written.

    """
    marks, settled, rows = labels.by_coder(), labels.settled(), []
    for key in sorted(labels.drawn()):
        given = list(marks[key].values())
        label, number = Counter(mark.label for mark in given).most_common(1)[0]
        if key in settled or 2 * number > len(given):
            held = settled[key].label if key in settled else label
            rows.append([harmless(given[0].article_id), harmless(given[0].text), held, CONTROL])
    path.parent.mkdir(exist_ok=True)
    with WholeFile(path) as file:
        csv.writer(file, lineterminator="\n").writerows([("article_id", "text", "label", CHOSEN), *rows])
    return len(rows)
