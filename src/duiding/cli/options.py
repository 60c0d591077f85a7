"""The options of the command line that are about reading ``--data``, the same wherever it is read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from duiding.errors import DuidingError

UNDECIDED = Path("undecided.csv")


class Prefer(StrEnum):
    """Which label to keep of two that differ."""

    new = "new"
    old = "old"
    error = "error"


class Language(StrEnum):
    """What pages, tables and messages speak."""

    en = "en"
    nl = "nl"


Spoken = Annotated[
    Language | None,
    typer.Option("--language", help="What pages, tables and messages speak; by default the locale's language."),
]
Pipeline = Annotated[
    str,
    typer.Option(
        help="spaCy pipeline that the model was trained with, or its folder, where it is not installed under its name."
    ),
]
TextColumn = Annotated[
    list[str] | None,
    typer.Option(
        help="Column of the sentence in --data, where it is not 'text' or a usual name of it. Given more than once: columns whose texts "
        "are joined."
    ),
]
TitleColumn = Annotated[str, typer.Option(help="Column of the article's title, where it has no usual name.")]
DateColumn = Annotated[str, typer.Option(help="Column of the article's date, where it has no usual name.")]
LabelColumn = Annotated[
    str, typer.Option(help="Column of the label in --data, where it is not 'label' or a usual name of it.")
]
ArticleColumn = Annotated[
    str, typer.Option(help="Column of the article in --data, where it is not 'article_id' or a usual name of it.")
]
CoderColumn = Annotated[
    list[str] | None,
    typer.Option(
        help="Column that names the coder of each row; given more than once: columns with the labels of one coder each."
    ),
]
Coder = Annotated[list[str] | None, typer.Option(help="Coder of a whole file, as in anna.xlsx=anna. Repeatable.")]
MapLabels = Annotated[
    list[str] | None,
    typer.Option(
        help="Read a label as another, as in escalerend=escalatory; escalerend= leaves its sentences out. Or a table of both, such as a "
        "CSV, a label and what to read it as in its first two columns. Repeatable; a model remembers what it was trained with."
    ),
]
Adjudicator = Annotated[str, typer.Option(help="Name of the coder whose label decides.")]
PreferLabel = Annotated[
    Prefer,
    typer.Option(help="Of two labels for the same sentence, keep that of the later --data, the earlier, or refuse."),
]
Weight = Annotated[
    list[str] | None, typer.Option(help="How much each sentence of a source counts, as in new.csv=3. Repeatable.")
]
Undecided = Annotated[
    Path, typer.Option(help="Where sentences go that coders left undecided, to be filled in and read with --data.")
]


def mapped(given: Iterable[str] | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Take apart what ``--map-labels`` gives: what is named as one label and another, and what stands in tables.

    Raises:
        DuidingError: it is neither, or a table can't be read.

    """
    named, files = [one for one in given or () if "=" in one], [one for one in given or () if "=" not in one]
    labels = _pairs("--map-labels", named, "escalerend=escalatory", empty=True)
    return labels, [pair for file in files for pair in _mapped_in(Path(file))]


def _mapped_in(path: Path) -> list[tuple[str, str]]:
    """Read labels and what to read them as from the first two columns of a table.

    Raises:
        DuidingError: it is not there, is no table, has one column, or says two things of one label.

    """
    from duiding.tabular import open_table

    if not path.exists():
        raise DuidingError(
            f"--map-labels {path}: no such file, and no NAME=VALUE, as in --map-labels escalerend=escalatory."
        )
    found: dict[str, str] = {}
    with open_table(path) as table:
        for number, row in enumerate(table.rows, 1):
            cells = [cell.strip() for cell in row.values()][:2]
            if len(cells) < 2:
                raise DuidingError(f"--map-labels {path}: found one column, expected a label and what to read it as.")
            if cells[0] and found.setdefault(cells[0], cells[1]) != cells[1]:
                raise DuidingError(
                    f"--map-labels {path}, row {number}: '{cells[0]}' is read as '{found[cells[0]]}' already: keep one."
                )
    return list(found.items())


def _pairs(option: str, given: Iterable[str] | None, example: str, *, empty: bool = False) -> list[tuple[str, str]]:
    """Take apart what is given as ``NAME=VALUE``.

    Args:
        option: the option, for the error.
        given: what was given.
        example: how it should look.
        empty: whether the value may be empty.

    Raises:
        DuidingError: an equals sign, the name or the value is missing, or a name is given twice.

    """
    found: dict[str, str] = {}
    for one in given or ():
        name, sign, value = one.rpartition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name or not (value or empty):
            raise DuidingError(f"{option} {one}: expected NAME=VALUE, as in {option} {example}.")
        if found.setdefault(name, value) != value:
            raise DuidingError(f"{option} gives '{name}' twice, '{found[name]}' and '{value}': keep one.")
    return list(found.items())


def coders(given: Iterable[str] | None) -> list[tuple[str, str]]:
    """Take apart what ``--coder`` gives, ``FILE=NAME``."""
    return _pairs("--coder", given, "anna.xlsx=anna")


def weights(given: Iterable[str] | None) -> list[tuple[str, float]]:
    """Take apart ``FILE=NUMBER``.

    Raises:
        DuidingError: it is not of that form, or the number is not above 0.

    """
    found = []
    for name, value in _pairs("--weight", given, "new.csv=3"):
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            raise DuidingError(f"--weight {name}={value}: expected a number above 0, as in --weight {name}=3.")
        found.append((name, number))
    return found
