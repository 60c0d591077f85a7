"""Write the trained encoder as the package reads it, and see what rounding to 8 bits costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from duiding.arrays import Array
from duiding.encoder import Encoder
from duiding.files import WholeFile
from train.encoder.base import Base
from train.encoder.documents import Document
from train.encoder.graph import make_graph
from train.encoder.sources import WEIGHTS, read_weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TRAINING = "training.json"  # figures and settings of the run
LOSS = 0.005  # of macro-F1 on the dev part that rounding may cost


def write_encoder(
    folder: Path, arrays: dict[str, Array], head: tuple[Array, Array], base: Base, tokenizer: Tokenizer
) -> int:
    """Write an encoder; give the size in bytes of what the package needs of it, ``encoder.onnx`` and ``tokenizer.json``.

    ``weights.safetensors`` keeps the weights in 16 bits, with the head's, so that another run can start from them or learn from its labels.

    Args:
        folder: where they go.
        arrays: weights, named as in ``Base``.
        head: weight (labels, width) and bias (labels,) of the linear layer that was trained with it.
        base: what training started from.
        tokenizer: of the trimmed vocabulary.

    """
    from safetensors.numpy import save

    kept = arrays | dict(zip(("head.w", "head.b"), head, strict=True))
    told = {"heads": str(base.heads), "epsilon": str(base.epsilon)}
    graph = make_graph(arrays, base.heads, base.epsilon).SerializeToString()
    words = tokenizer.to_str(pretty=False).encode()
    weights = save({name: array.astype(np.float16) for name, array in kept.items()}, told)
    for name, content in (("encoder.onnx", graph), ("tokenizer.json", words), (WEIGHTS, weights)):
        with WholeFile(folder / name, binary=True) as file:
            file.write(content)
    return len(graph) + len(words)


def decisions(folder: Path, documents: Sequence[Document]) -> list[Array]:
    """Label sentences with a written encoder and its head.

    Args:
        folder: of the encoder.
        documents: what to label; the sentences of one that isn't whole are each read alone.

    Returns:
        decisions of shape (sentences, labels) for each document.

    Raises:
        MissingFileError: the folder holds no encoder that ``python -m train.encoder`` wrote.

    """
    weights = read_weights(folder)
    articles = [
        article for one in documents for article in ([one.texts] if one.whole else [[text] for text in one.texts])
    ]
    rows = np.concatenate(Encoder(folder).encode(articles)) @ weights["head.w"].T + weights["head.b"]
    return np.split(rows, np.cumsum([len(document.texts) for document in documents])[:-1])
