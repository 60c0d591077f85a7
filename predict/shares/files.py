"""Write tables of shares beside an output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from duiding.files import WholeFile, check_free
from duiding.labels import LabelSet
from duiding.shares.shares import START
from predict.facts import Facts
from predict.outputs.about import about
from predict.outputs.delimited import write_dutch_csv
from predict.outputs.output import WORKBOOK
from predict.outputs.table import Table
from predict.outputs.table_output import BYTES, TABLES
from predict.shares.question import Question
from predict.shares.tables import COMPARISON, TRENDS, table_of

if TYPE_CHECKING:
    import pandas as pd


_PLAIN = ".csv"


class Beside(NamedTuple):
    """A table beside an output: what it is, and its file."""

    kind: str
    path: Path


def tables_beside(path: Path, question: Question, force: bool) -> list[Beside]:
    """Name the tables that go beside an output, ``NAME.trends.csv`` beside ``NAME.csv``; nothing is on disk yet.

    A page or another format that is no table of its own kind gets CSV; a workbook has them as sheets.

    Args:
        path: the output.
        question: what is asked.
        force: whether files that are there may be overwritten.

    Raises:
        DuidingError: a file exists and ``force`` is not given.

    """
    if path.suffix.lower() == WORKBOOK:
        return []
    kinds = [*([TRENDS] if question.by or question.sample else []), *([COMPARISON] if question.compared else [])]
    ending = path.suffix if path.suffix.lower() in TABLES else _PLAIN
    found = [Beside(kind, path.with_suffix(f".{kind}{ending}")) for kind in kinds]
    for one in found:
        check_free(one.path, force)
    return found


def write_tables(beside: Sequence[Beside], facts: Facts, label_set: LabelSet, *, dutch: bool = False) -> list[Path]:
    """Write the tables that have rows; gives their files.

    Args:
        beside: what ``tables_beside`` gave.
        facts: what is known of the run, its shares among that; the model's name goes into a column.
        label_set: what is known of the model's labels.
        dutch: whether CSV is written as a Dutch Excel opens it.

    Raises:
        DuidingError: a file can't be written.

    """
    if facts.shares is None:
        return []
    written = []
    for kind, path in beside:
        frame = table_of(facts.shares, kind).assign(model=facts.made.model)
        if not len(frame):
            continue
        suffix = path.suffix.lower()
        write = write_dutch_csv if dutch and suffix == ".csv" else TABLES[suffix]
        kinds = {START: date} if START in frame.columns else {}
        table = Table(
            _types(frame), _rows(frame), kinds=kinds, about=about(facts, label_set), label_set=label_set, name=kind
        )
        with WholeFile(path, binary=suffix in BYTES) as file:
            write(table, file)
        written.append(path)
    return written


def _types(frame: pd.DataFrame) -> dict[str, type]:
    kinds = {"i": int, "f": float}
    return {str(name): kinds.get(frame[name].dtype.kind, str) for name in frame.columns}


def _rows(frame: pd.DataFrame) -> Iterator[list[Any]]:
    for row in frame.itertuples(index=False, name=None):
        yield [_cell(cell) for cell in row]


def _cell(cell: Any) -> Any:
    """Round shares to six places; what can't be told is empty."""
    if isinstance(cell, float):
        return None if cell != cell else round(cell, 6)
    return cell
