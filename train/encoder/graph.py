"""The trained encoder as an ONNX graph of 8-bit weights, for onnxruntime on a processor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from duiding.arrays import Array

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

_OPSET, _FORMAT, _CONTRIB = 21, 10, "com.microsoft"
_BLOCK = 64  # weights that share a scale; above 64, onnxruntime's sums depend on the number of rows by their last digit
_INT8 = 4  # onnxruntime's accuracy level at which the other factor is rounded to 8 bits as well, block by block


class _Graph:
    """Nodes and arrays of a graph while it is made."""

    def __init__(self, arrays: Mapping[str, Array], epsilon: float) -> None:
        self.arrays = arrays
        self.epsilon = epsilon
        self.nodes: list[NodeProto] = []
        self.held: dict[str, Any] = {}

    def add(self, kind: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node; give the name of its first output."""
        from onnx import helper

        name = f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, outputs or [name], name=name, domain=domain, **attributes))
        return outputs[0] if outputs else name

    def hold(self, name: str, array: Array) -> str:
        """Keep an array in the graph."""
        from onnx import numpy_helper

        self.held[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def linear(self, name: str, value: str, weight: Array, bias: Array) -> str:
        """Multiply by a weight, rounded to 8 bits, and add a bias; give the name of the output.

        Args:
            name: under which the arrays are held.
            value: name of the input.
            weight: of shape (outputs, inputs).
            bias: of shape (outputs,).

        """
        rounded, scale = _rounded(weight.reshape(len(weight), -1, _BLOCK))
        held = [
            self.hold(f"{name}.w", (rounded + 128).astype(np.uint8)),
            self.hold(f"{name}.scale", scale.ravel()),
            "",
            "",
            self.hold(f"{name}.b", bias),
        ]
        size = {"N": weight.shape[0], "K": weight.shape[1], "bits": 8, "block_size": _BLOCK, "accuracy_level": _INT8}
        return self.add("MatMulNBits", [value, *held], domain=_CONTRIB, **size)

    def norm(self, name: str, value: str, added: str) -> str:
        """Add two values and normalise the sum."""
        held = [self.hold(f"{name}.{part}", self.arrays[f"{name}.{part}"]) for part in "wb"]
        return self.add("SkipLayerNormalization", [value, added, *held], domain=_CONTRIB, epsilon=self.epsilon)

    def embeddings(self) -> str:
        """Look up words and positions."""
        rounded, scale = _rounded(self.arrays["emb.word"])
        words = self.add("Gather", [self.hold("emb.word", rounded.astype(np.int8)), "input_ids"])
        scales = self.add("Gather", [self.hold("emb.scale", scale), "input_ids"])
        words = self.add("Mul", [self.add("Cast", [words], to=1), scales])
        length = self.add("Shape", ["input_ids"], start=1, end=2)
        table = self.hold("emb.pos", self.arrays["emb.pos"] + self.arrays["emb.type"])
        positions = self.add("Slice", [table, self.hold("zero", np.zeros(1, np.int64)), length])
        held = [self.hold(f"emb.ln.{part}", self.arrays[f"emb.ln.{part}"]) for part in "wb"]
        sums = self.add("Add", [words, positions])
        return self.add("LayerNormalization", [sums, *held], axis=-1, epsilon=self.epsilon)

    def layer(self, number: int, value: str, heads: int) -> str:
        """Add one layer: attention, then two matrices with a bend between."""
        at = f"l{number}"
        weight = np.concatenate([self.arrays[f"{at}.{part}.w"] for part in "qkv"])
        bias = np.concatenate([self.arrays[f"{at}.{part}.b"] for part in "qkv"])
        parts = [f"{at}.{part}" for part in "qkv"]
        self.add("Split", [self.linear(f"{at}.qkv", value, weight, bias)], *parts, axis=-1, num_outputs=3)
        read = self.add("MultiHeadAttention", [*parts, "", "attention_mask"], domain=_CONTRIB, num_heads=heads)
        value = self.norm(f"{at}.aln", value, self._matrix(f"{at}.ao", read))
        bent = self.add("Gelu", [self._matrix(f"{at}.fi", value)])
        return self.norm(f"{at}.oln", value, self._matrix(f"{at}.fo", bent))

    def _matrix(self, name: str, value: str) -> str:
        return self.linear(name, value, self.arrays[f"{name}.w"], self.arrays[f"{name}.b"])


def make_graph(arrays: Mapping[str, Array], heads: int, epsilon: float) -> ModelProto:
    """Make a graph from ``input_ids`` and ``attention_mask`` (sentences, tokens) to ``states`` (sentences, tokens, width).

    Args:
        arrays: the weights, named as in ``Base``.
        heads: attention heads.
        epsilon: what the layers' normalisation adds to the variance.

    """
    from onnx import TensorProto, helper

    graph = _Graph(arrays, epsilon)
    value = graph.embeddings()
    for number in range(sum(name.endswith(".q.w") for name in arrays)):
        value = graph.layer(number, value, heads)
    graph.add("Identity", [value], "states")
    shape = ["sentences", "tokens"]
    inputs = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, shape),
        helper.make_tensor_value_info("attention_mask", TensorProto.INT32, shape),
    ]
    outputs = [helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, arrays["emb.word"].shape[1]])]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.held.values()))
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_FORMAT, producer_name="duiding")


def _rounded(weight: Array) -> tuple[Array, Array]:
    """Round to whole numbers from -127 to 127 times a scale; every run along the last axis has its own."""
    scale = np.abs(weight).max(axis=-1, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.rint(weight / scale), scale.astype(np.float32)
