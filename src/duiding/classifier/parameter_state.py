"""Write and read the parameters of a classifier, the lexicon among them."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.classifier.parameters import check_parameters
from duiding.errors import InputError
from duiding.features.blocks import usual_weights
from duiding.lexicon import Entry
from duiding.state import State, array_in, word_in
from duiding.strings import packed, unpacked

_FIELDS = len(Entry._fields) - 1  # of an entry beside its canonical name, which models from before these lack
_UNWRITTEN = {"lexicon": 0.5}  # the weights of the shipped model, for which older models say null


def written_parameters(values: Mapping[str, Any]) -> State:
    """Write a classifier's parameters: the entries of the lexicon, of which there are thousands, as an array, the rest as words.

    The weights of blocks are written out, since those of the shipped model may change.
    """
    lists = {name: list(values[name]) for name in ("blocks", "word_ngrams", "char_ngrams")}
    weights = values["block_weights"]
    found = {**values, **lists, "block_weights": usual_weights(lists["blocks"]) if weights is None else dict(weights)}
    entries = found.pop("lexicon")
    lexicon = packed(field for entry in entries for field in entry[:_FIELDS])
    return {"lexicon": lexicon, "canonical": packed(entry.canonical for entry in entries)}, {"parameters": found}


def read_parameters(arrays: Mapping[str, Array], words: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Read parameters, after checking that they are those of these names and can be.

    Args:
        arrays: of a state.
        words: of the same.
        names: of the parameters that a classifier has.

    Raises:
        InputError: a parameter is missing, unknown or can't be.

    """
    found = {**word_in(words, "parameters", dict)}
    rows = found.get("lexicon", [])  # an older model has its lexicon here
    if not isinstance(rows, list) or not all(_is_entry(row) for row in rows):
        raise InputError("The lexicon holds something else than entries.")
    fields = chain.from_iterable(rows) if "lexicon" in found else unpacked(array_in(arrays, "lexicon", (-1,), np.uint8))
    canonical = unpacked(array_in(arrays, "canonical", (-1,), np.uint8)) if "canonical" in arrays else None
    found["lexicon"] = _entries(fields, canonical)
    if set(found) != set(names):
        raise InputError(f"The parameters are {', '.join(map(str, found))}; expected {', '.join(names)}.")
    found = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    check_parameters(found)
    if found["block_weights"] is None:
        found["block_weights"] = dict(_UNWRITTEN)
    return found


def _entries(fields: Iterator[str], canonical: Iterator[str] | None) -> tuple[Entry, ...]:
    """Make entries of their fields, those of one behind those of the other; there are few labels and events, thousands of times."""
    shared = map(sys.intern, fields)
    try:
        rows = list(zip(*[shared] * _FIELDS, strict=True))
    except ValueError as error:
        raise InputError("The lexicon ends within an entry.") from error
    if canonical is None:
        return tuple(Entry._make((*row, "")) for row in rows)
    names = list(map(sys.intern, canonical))
    if len(names) != len(rows):
        raise InputError("The lexicon has more entries than canonical names, or fewer.")
    return tuple(Entry._make((*row, name)) for row, name in zip(rows, names, strict=True))


def _is_entry(row: object) -> bool:
    return isinstance(row, list) and len(row) == _FIELDS and all(isinstance(one, str) for one in row)
