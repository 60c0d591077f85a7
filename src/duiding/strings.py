"""Many strings in little memory: as one array of bytes, as a model file holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np

from duiding.arrays import Array
from duiding.errors import InputError

_END = b"\xff"  # ends each string: no character has this byte in UTF-8
_CHUNK = 1 << 16  # bytes: few strings are Python's at a time


def packed(strings: Iterable[str]) -> Array:
    """Put strings into one array of bytes, each in UTF-8 with a byte behind it that no character has."""
    return np.frombuffer(b"".join(one.encode("utf-8") + _END for one in strings), dtype=np.uint8)


def unpacked(raw: Array) -> Iterator[str]:
    """Give back what ``packed`` took.

    Raises:
        InputError: it is something else.

    """
    rest = b""
    for first in range(0, len(raw), _CHUNK):
        *whole, rest = (rest + raw[first : first + _CHUNK].tobytes()).split(_END)
        try:
            yield from [one.decode("utf-8") for one in whole]
        except UnicodeDecodeError as error:
            raise InputError("Strings are not written in UTF-8.") from error
    if rest:
        raise InputError("The last of some strings has no end.")


class Strings(Sequence[str]):
    """Different strings, of which it is soon told where each stands.

    The strings of a dict take about 110 bytes each, these some 18 (n-grams of six letters). A string is found by its hash of 64 bits, in
    a sorted array: that a string which is not here is taken for one that is happens to one of 10^14 where there are 100,000. Hashes
    are Python's own, another in every process, so nobody can make strings that are mistaken for each other.

    Args:
        raw: what ``packed`` gives.

    Raises:
        InputError: it is something else, or holds a string twice.

    """

    def __init__(self, raw: Array) -> None:
        self.raw = raw
        self._hashes = np.fromiter(map(hash, unpacked(raw)), dtype=np.int64)
        self._order = self._hashes.argsort().astype(np.int32)
        self._hashes.sort()
        if (self._hashes[1:] == self._hashes[:-1]).any():
            raise InputError("A string stands twice among some that must differ.")

    @classmethod
    def of(cls, strings: Iterable[str]) -> Strings:
        """Take strings."""
        return cls(packed(strings))

    def places(self, strings: Iterable[str]) -> Array:
        """Tell the place of each of these strings, shape (strings,); -1 where it is not here."""
        wanted = np.fromiter(map(hash, strings), dtype=np.int64)
        if not len(self._hashes):
            return np.full(len(wanted), -1)
        found = self._hashes.searchsorted(wanted)
        found[found == len(self._hashes)] = 0
        return np.where(self._hashes[found] == wanted, self._order[found], -1)

    def __len__(self) -> int:
        return len(self._hashes)

    def __iter__(self) -> Iterator[str]:
        return unpacked(self.raw)

    def __contains__(self, one: object) -> bool:
        return isinstance(one, str) and bool(self.places([one])[0] >= 0)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return list(self)[place]

    def __reduce__(self) -> tuple[type[Strings], tuple[Array]]:
        return Strings, (self.raw,)  # hashes differ between processes
