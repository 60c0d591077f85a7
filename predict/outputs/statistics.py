"""Tables for SPSS and Stata: labels as numbers with value labels, real days and numbers, and what each variable holds."""

from __future__ import annotations

import re
import tempfile
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

import pandas as pd

from duiding.errors import DuidingError
from duiding.translation import _, ngettext, speak
from predict.outputs.about import lines
from predict.outputs.columns import describe
from predict.outputs.kinds import read_as
from predict.outputs.table import Table
from predict.shares.tables import COMPARISON, TRENDS

_LABELLED = ("label", "dominant", "runner_up", "top")  # columns whose cells are labels
_LONGEST = 32_000  # bytes of a text in SPSS
_NOTE, _VARIABLE, _FILE, _VALUE = 80, 80, 60, 120  # bytes or characters that either program takes
_WIDEST = 60  # characters of a column of text as it is shown
_DAY = "EDATE10"  # 24.02.2022: without the English month of SPSS's own
_NAME = 32  # characters of a variable's name in Stata
_RESERVED = re.compile(
    "all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with|_all|_b|byte|_coef|_cons|double|float|if|in|int|long|_n|_pi|_pred|_rc|_skip|strl|using",
    re.IGNORECASE,
)


def write_sav(table: Table, file: IO[bytes]) -> None:
    """Write a table for SPSS; what made it stands in the file's documents."""
    import pyreadstat

    frame, described = _prepared(table)
    notes = [part for name, value in lines(table.about) for part in _wrapped(f"{name}: {value}")] if table.about else []
    scales = {
        name: "scale" if name in described.formats and name not in described.values else "nominal"
        for name in described.columns
    }
    _through_disk(
        file,
        ".sav",
        lambda path: pyreadstat.write_sav(
            frame,
            path,
            file_label=described.title,
            column_labels=described.columns,
            note=notes,
            row_compress=True,
            variable_value_labels=described.values,
            variable_measure=scales,
            variable_display_width=described.widths,
            variable_format=described.formats,
        ),
    )


def write_dta(table: Table, file: IO[bytes]) -> None:
    """Write a table for Stata."""
    import pyreadstat

    frame, described = _prepared(table)
    _through_disk(
        file,
        ".dta",
        lambda path: pyreadstat.write_dta(
            frame,
            path,
            file_label=described.title,
            column_labels=described.columns,
            variable_value_labels=described.values,
        ),
    )


class _Described:
    def __init__(self, title: str) -> None:
        self.title = title
        self.columns: dict[str, str | None] = {}
        self.values: dict[str, dict[int | float, str]] = {}
        self.formats: dict[str, str] = {}
        self.widths: dict[str, int] = {}


def _prepared(table: Table) -> tuple[pd.DataFrame, _Described]:
    """Give the rows as these programs want them, with what is said of each variable."""
    names = variable_names(table.columns)
    kinds = {column: table.kinds.get(column, kind) for column, kind in table.columns.items()}
    rows = list(table.rows)
    described = _Described(_title(table.about))
    data: dict[str, Any] = {}
    for place, (column, name) in enumerate(zip(table.columns, names, strict=True)):
        cells = [read_as(row[place], kinds[column]) for row in rows]
        codes = _codes(column, cells, table)
        if codes:
            described.values[name] = {
                code: _cut(speak().term(table.label_set[label].shown), _VALUE) for label, code in codes.items()
            }
            data[name] = pd.Series([codes.get(cell) for cell in cells], dtype=float)
        elif kinds[column] is bool:
            described.values[name] = {0: _("no"), 1: _("yes")}
            data[name] = pd.Series([None if cell is None else int(cell) for cell in cells], dtype=float)
        else:
            data[name] = _series(cells, kinds[column])
        described.widths[name] = max(len(name), 12 if codes or kinds[column] is not str else _width(cells))
        if kinds[column] is date:
            described.formats[name] = _DAY
        if codes or kinds[column] in (int, bool, float):
            described.formats[name] = "F8.4" if kinds[column] is float else "F8.0"
        described.columns[name] = _cut(_meaning(column, name, table), _VARIABLE)
    return pd.DataFrame(data), described


def _width(cells: Iterable[Any]) -> int:
    """Give how wide a column of text is shown."""
    return min(max((len(cell) for cell in cells if cell), default=0), _WIDEST)


def _series(cells: list[Any], kind: type) -> pd.Series:
    if kind in (int, float):
        return pd.Series(cells, dtype=float)
    if kind is date:
        return pd.Series(cells, dtype=object)
    return pd.Series([_cut("" if cell is None else str(cell), _LONGEST) for cell in cells], dtype=object)


def _codes(column: str, cells: Iterable[Any], table: Table) -> dict[str, int]:
    """Give labels numbers from 1 where a column holds labels; none where it does not."""
    if column not in _LABELLED or not table.label_set.labels:
        return {}
    codes = {name: number for number, name in enumerate(table.label_set.names, 1)}
    return codes if all(cell in codes for cell in cells if cell) else {}


def _meaning(column: str, name: str, table: Table) -> str:
    meaning = describe(column, table.label_set, shares=table.name in (TRENDS, COMPARISON))
    return meaning or ("" if column == name else column)


def variable_names(columns: Iterable[str]) -> list[str]:
    """Give names that SPSS and Stata take, each once whatever its case.

    >>> variable_names(["p_sanctie", "Datum publicatie", "datum_publicatie", "één", "2", "by"])
    ['p_sanctie', 'Datum_publicatie', 'datum_publicatie_2', 'een', 'v_2', 'by_']
    """
    taken: set[str] = set()
    names = []
    for column in columns:
        plain = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode()
        name = re.sub(r"\W+", "_", plain).strip("_") or "v"
        name = name if name[0].isalpha() else f"v_{name}"
        name = f"{name}_" if _RESERVED.fullmatch(name) else name[:_NAME]
        number, made = 1, name
        while made.casefold() in taken:
            number += 1
            made = f"{name[: _NAME - len(str(number)) - 1]}_{number}"
        taken.add(made.casefold())
        names.append(made)
    return names


def _title(about: Mapping[str, Any] | None) -> str:
    if not about:
        return ""
    articles = ngettext("%(num)s article", "%(num)s articles", about["articles"])
    return _cut(f"{about['model']}, {about['made_on'][:10]}, {articles}", _FILE)


def _wrapped(text: str) -> list[str]:
    """Break a text into lines of so many bytes as a note may have."""
    pieces = textwrap.wrap(text, _NOTE // 2) if len(text.encode()) > len(text) else textwrap.wrap(text, _NOTE - 2)
    return [_cut(piece, _NOTE - 1) for piece in pieces]


def _cut(text: str, most: int) -> str:
    """Cut a text to so many bytes, without half a character at its end."""
    return text.replace("\x00", "").encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def _through_disk(file: IO[bytes], suffix: str, write: Any) -> None:
    """Hand over a path, since ReadStat takes no open file."""
    from pyreadstat import ReadstatError

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        try:
            write(path)
        except ReadstatError as error:
            raise DuidingError(f"The table can't be written as {suffix}: {error}.") from error
        file.write(path.read_bytes())
