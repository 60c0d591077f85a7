"""A tiny encoder with weights by chance, for tests."""

from __future__ import annotations

import string
from pathlib import Path

import numpy as np

from duiding.encoder import WIDTH
from train.encoder.graph import make_graph
from train.encoder.vocabulary import SPECIAL, make_tokenizer

INNER, POSITIONS = 64, 512


def tiny_pieces() -> list[str]:
    """Give a vocabulary of letters, digits and signs."""
    return [*SPECIAL, "▁", *string.ascii_letters, *string.digits, *".,:'"]


def tiny_arrays(rows: int, layers: int = 2, seed: int = 0) -> dict[str, np.ndarray]:
    """Give weights by chance, named as in ``train.encoder.base.Base``."""
    rng = np.random.default_rng(seed)
    shapes = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH)}
    shapes |= {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}
    arrays = {
        "emb.word": rng.normal(size=(rows, WIDTH)),
        "emb.pos": rng.normal(size=(POSITIONS, WIDTH)),
        "emb.type": np.zeros(WIDTH),
    }
    for layer in range(layers):
        for name, shape in shapes.items():
            arrays[f"l{layer}.{name}.w"] = rng.normal(size=shape) / 10
            arrays[f"l{layer}.{name}.b"] = np.zeros(shape[0])
    for name in ["emb.ln", *(f"l{layer}.{norm}" for layer in range(layers) for norm in ("aln", "oln"))]:
        arrays |= {f"{name}.w": np.ones(WIDTH), f"{name}.b": np.zeros(WIDTH)}
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def write_tiny_encoder(folder: Path, layers: int = 2, seed: int = 0) -> Path:
    """Write an encoder that reads letters; what it gives depends on every one of them, and on the neighbours."""
    pieces = tiny_pieces()
    folder.mkdir(parents=True, exist_ok=True)
    make_tokenizer(pieces, [-1.0] * len(pieces)).save(str(folder / "tokenizer.json"), pretty=False)
    graph = make_graph(tiny_arrays(len(pieces), layers, seed), heads=12, epsilon=1e-12)
    (folder / "encoder.onnx").write_bytes(graph.SerializeToString())
    return folder
