"""What a fitted part is made of: arrays, and words and figures that JSON can write.

Every fitted part gives it by ``state()`` and is rebuilt from it by ``from_state``. The parts of a whole stand in one state under
prefixes, as in ``features.characters.idf``. What is read back may come from a file that somebody altered, so it is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from duiding.arrays import Array
from duiding.errors import InputError
from duiding.strings import Strings

State = tuple[dict[str, Array], dict[str, Any]]
Kind = TypeVar("Kind")
_LARGEST = 1e9  # of a learned figure: sums and products of many stay finite


def joined(parts: Mapping[str, State]) -> State:
    """Put the states of parts into one, each array and word under the name of its part."""
    arrays = {f"{part}.{name}": array for part, (found, _) in parts.items() for name, array in found.items()}
    words = {f"{part}.{name}": word for part, (_, found) in parts.items() for name, word in found.items()}
    return arrays, words


def part_of(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the arrays, or the words, of one part of a whole."""
    return {key.removeprefix(f"{name}."): value for key, value in values.items() if key.startswith(f"{name}.")}


def array_in(arrays: Mapping[str, Array], name: str, shape: Sequence[int], dtype: type = np.float64) -> Array:
    """Give an array of a state after checking it.

    Args:
        arrays: of the state.
        name: of the array.
        shape: that it must have; -1 for any length.
        dtype: that it must have.

    Raises:
        InputError: it is missing, of another shape or type, or holds what is no number.

    """
    found = arrays.get(name)
    if found is None:
        raise InputError(f"The array '{name}' is missing.")
    fits = len(found.shape) == len(shape) and all(want in (-1, n) for want, n in zip(shape, found.shape, strict=True))
    if not fits or found.dtype != dtype:
        wanted = "×".join("any" if want < 0 else str(want) for want in shape)
        raise InputError(
            f"The array '{name}' is {found.dtype} of shape {found.shape}, expected {np.dtype(dtype)}, {wanted}."
        )
    if not np.isfinite(found).all():
        raise InputError(f"The array '{name}' holds values that are no numbers.")
    if found.dtype.kind == "f" and (np.abs(found) > _LARGEST).any():
        raise InputError(f"The array '{name}' holds figures beyond {_LARGEST:g}, which nothing learned has.")
    return found


def word_in(words: Mapping[str, Any], name: str, kind: type[Kind]) -> Kind:
    """Give a word, figure or list of a state after checking its type.

    Args:
        words: of the state.
        name: of the word.
        kind: type that it must have.

    Raises:
        InputError: it is missing or of another type.

    """
    found = words.get(name)
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
        raise InputError(
            f"'{name}' is {type(found).__name__ if name in words else 'missing'}, expected {kind.__name__}."
        )
    return found


def many_strings_in(arrays: Mapping[str, Array], words: Mapping[str, Any], name: str) -> Strings:
    """Give different strings of a state that are an array of bytes, or, in an older model, a list of words.

    Args:
        arrays: of the state.
        words: of the state.
        name: of the strings.

    Raises:
        InputError: they are missing, or are something else.

    """
    if name in words:
        return Strings.of(strings_in(words, name))
    try:
        return Strings(array_in(arrays, name, (-1,), np.uint8))
    except InputError as error:
        raise InputError(f"'{name}' can't be read. {error}") from error


def strings_in(words: Mapping[str, Any], name: str) -> list[str]:
    """Give a list of different strings of a state.

    Raises:
        InputError: it is missing, is no list, or holds a string twice or what is no string.

    """
    found = word_in(words, name, list)
    if not all(isinstance(one, str) for one in found) or len(set(found)) != len(found):
        raise InputError(f"'{name}' must hold different strings.")
    return found
