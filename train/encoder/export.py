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

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LOSS = 0.005  # of macro-F1 on the dev part that rounding may cost
_MOST = 35_000_000  # bytes that weights and tokenizer may take together


def write_encoder(folder: Path, arrays: dict[str, Array], base: Base, tokenizer: Tokenizer) -> int:
    """Write ``encoder.onnx`` and ``tokenizer.json``; give their size in bytes.

    Args:
        folder: where they go.
        arrays: weights, named as in ``Base``.
        base: what training started from.
        tokenizer: of the trimmed vocabulary.

    """
    graph = make_graph(arrays, base.heads, base.epsilon).SerializeToString()
    words = tokenizer.to_str(pretty=False).encode()
    for name, content in (("encoder.onnx", graph), ("tokenizer.json", words)):
        with WholeFile(folder / name, binary=True) as file:
            file.write(content)
    return len(graph) + len(words)


def decisions(folder: Path, documents: Sequence[Document], weight: Array, bias: Array) -> Array:
    """Label sentences with the written encoder and the head that was trained with it.

    Args:
        folder: of the encoder.
        documents: what to label; of a document that isn't whole, the last sentence by itself.
        weight: of the head, shape (labels, width).
        bias: of the head, shape (labels,).

    Returns:
        decisions of shape (labelled sentences, labels).

    """
    articles = [document.texts if document.whole else document.texts[-1:] for document in documents]
    rows = np.concatenate(Encoder(folder).encode(articles))
    return np.asarray(rows @ weight.T + bias)
