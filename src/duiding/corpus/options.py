"""What a user may say about labelled sentences that are read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from duiding.errors import DuidingError

Preference = Literal["new", "old", "error"]


class ReadingOptions(NamedTuple):
    """How to read labelled sentences.

    Args:
        text_column: the column or key of the sentence, where it is not ``text``.
        label_column: the column or key of the label, where it is not ``label``.
        coder_columns: one column that names the coder of each row, or several that hold a coder's labels each.
        coders: names of coders by file, for files that have no such column.
        adjudicator: the coder whose label decides.
        labels: other names for labels; an empty one leaves its rows out.
        prefer: which label to keep of two that differ: the one read last, the one read first, or neither.
        weights: how much each sentence of a source counts.

    """

    text_column: str = ""
    label_column: str = ""
    coder_columns: Sequence[str] = ()
    coders: Sequence[tuple[str, str]] = ()
    adjudicator: str = ""
    labels: Sequence[tuple[str, str]] = ()
    prefer: Preference = "new"
    weights: Sequence[tuple[str, float]] = ()


def pairs(option: str, given: Iterable[str] | None, example: str, *, empty: bool = False) -> list[tuple[str, str]]:
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


def weights(given: Iterable[str] | None) -> list[tuple[str, float]]:
    """Take apart ``FILE=NUMBER``.

    Raises:
        DuidingError: it is not of that form, or the number is not above 0.

    """
    found = []
    for name, value in pairs("--weight", given, "new.csv=3"):
        try:
            number = float(value.replace(",", "."))
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            raise DuidingError(f"--weight {name}={value}: expected a number above 0, as in --weight {name}=3.")
        found.append((name, number))
    return found


def names(source: str, path: Path, name: str) -> bool:
    """Tell whether a user who writes ``name`` means this source: its path or a folder it is in, or the end of one of these."""
    parts = Path(name).parts
    if not parts:
        return False
    ends = (place.parts[-len(parts) :] for place in (Path(source), *Path(source).parents))
    return parts in ends or Path(name).absolute() == path.absolute()
