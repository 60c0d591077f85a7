"""The encoder in PyTorch, with a linear layer that labels sentences while it learns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from duiding.arrays import Array

_DROPOUT = 0.1
_LINEAR, _NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")


class Layer(nn.Module):
    """One layer of BERT; the parts are named as in ``Base``."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        for name in ("q", "k", "v", "ao"):
            self.add_module(name, nn.Linear(width, width))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, eps=epsilon), nn.LayerNorm(width, eps=epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Read states (windows, tokens, width) with a mask of true tokens (windows, 1, 1, tokens)."""
        windows, tokens, width = states.shape
        rate = _DROPOUT if self.training else 0.0

        def apart(name: str) -> Tensor:
            made: Tensor = self.get_submodule(name)(states)
            return made.view(windows, tokens, self.heads, width // self.heads).transpose(1, 2)

        thinned = rate if states.is_cuda else 0.0  # on a processor, PyTorch's fast kernel knows no dropout
        read = functional.scaled_dot_product_attention(
            apart("q"), apart("k"), apart("v"), attn_mask=mask, dropout_p=thinned
        )
        read = self.get_submodule("ao")(read.transpose(1, 2).reshape(windows, tokens, width))
        states = self.aln(states + functional.dropout(read, rate))
        bent = self.fo(functional.gelu(self.fi(states)))
        return self.oln(states + functional.dropout(bent, rate))


class Network(nn.Module):
    """Encoder and head.

    Args:
        arrays: weights of the base, named as in ``Base``.
        heads: attention heads.
        epsilon: what normalisation adds to the variance.
        labels: number of labels.
        layers: layers to take, the first ones; None for all.

    """

    def __init__(
        self, arrays: Mapping[str, Array], heads: int, epsilon: float, labels: int, layers: int | None = None
    ) -> None:
        super().__init__()
        rows, width = arrays["emb.word"].shape
        count = sum(name.endswith(".q.w") for name in arrays)
        self.word, self.pos = nn.Embedding(rows, width), nn.Embedding(len(arrays["emb.pos"]), width)
        self.eln = nn.LayerNorm(width, eps=epsilon)
        inner = len(arrays["l0.fi.b"])
        self.layers = nn.ModuleList(
            [Layer(width, inner, heads, epsilon) for _ in range(count if layers is None else min(layers, count))]
        )
        self.head = nn.Linear(width, labels)
        self._take(arrays)

    def forward(self, tokens: Tensor, mask: Tensor, means: Tensor) -> tuple[Tensor, Tensor]:
        """Give encodings (windows, sentences, width) and the head's decisions (windows, sentences, labels)."""
        states = self.states(tokens, mask)
        encodings = means @ states.float()
        return encodings, self.head(functional.dropout(encodings, _DROPOUT if self.training else 0.0))

    def states(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Give the state of each token (windows, tokens, width)."""
        places = torch.arange(tokens.shape[1], device=tokens.device)
        states = self.eln(self.word(tokens) + self.pos(places)[None])
        states = functional.dropout(states, _DROPOUT if self.training else 0.0)
        for layer in self.layers:
            states = layer(states, mask[:, None, None, :])
        return states

    def arrays(self) -> dict[str, Array]:
        """Give the encoder's weights, named as in ``Base``."""
        found = {"emb.word": self.word.weight, "emb.pos": self.pos.weight}
        found |= {"emb.ln.w": self.eln.weight, "emb.ln.b": self.eln.bias}
        for number, layer in enumerate(self.layers):
            for name in (*_LINEAR, *_NORMS):
                part = layer.get_submodule(name)
                found |= {f"l{number}.{name}.w": part.weight, f"l{number}.{name}.b": part.bias}
        given = {name: tensor.detach().float().cpu().numpy() for name, tensor in found.items()}
        return given | {"emb.type": np.zeros(self.word.weight.shape[1], np.float32)}

    def _take(self, arrays: Mapping[str, Array]) -> None:
        state = {"word.weight": arrays["emb.word"], "pos.weight": arrays["emb.pos"] + arrays["emb.type"]}
        state |= {"eln.weight": arrays["emb.ln.w"], "eln.bias": arrays["emb.ln.b"]}
        for number in range(len(self.layers)):
            for name in (*_LINEAR, *_NORMS):
                state[f"layers.{number}.{name}.weight"] = arrays[f"l{number}.{name}.w"]
                state[f"layers.{number}.{name}.bias"] = arrays[f"l{number}.{name}.b"]
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        if arrays.get("head.b", np.empty(0)).shape == self.head.bias.shape:
            state |= {"head.weight": arrays["head.w"], "head.bias": arrays["head.b"]}
        self.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()}, strict=False)
