"""How fast each part of the network learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from train.encoder.network import Network

_HEAD = 1e-3
_WEIGHT_DECAY = 0.01


def rate_groups(network: Network, rate: float, decay: float) -> list[dict[str, Any]]:
    """Give each layer a learning rate, lower ones less; biases and norms no weight decay.

    Args:
        network: what is taught.
        rate: of the highest layer.
        decay: factor between a layer and the one above it.

    """
    count = len(network.layers)
    parts = [(list(network.head.parameters()), _HEAD)]
    for number, layer in enumerate(network.layers):
        parts.append((list(layer.parameters()), rate * decay ** (count - 1 - number)))
    lowest = [network.word.weight, network.pos.weight, network.eln.weight, network.eln.bias]
    parts.append((lowest, rate * decay**count))
    groups = []
    for parameters, own in parts:
        matrices = [one for one in parameters if one.ndim > 1]
        groups.append({"params": matrices, "lr": own, "weight_decay": _WEIGHT_DECAY})
        groups.append({"params": [one for one in parameters if one.ndim == 1], "lr": own, "weight_decay": 0.0})
    return groups


def share_of_rate(step: int, total: int, warmup: float) -> float:
    """Tell how much of the learning rate applies: it rises from nothing, then falls to nothing.

    Args:
        step: steps done.
        total: steps of the whole run.
        warmup: share of them in which it rises.

    >>> [round(share_of_rate(step, 100, 0.1), 2) for step in (0, 4, 10, 55, 100)]
    [0.1, 0.48, 0.9, 0.45, 0.0]

    """
    return min(1.0, (step + 1) / max(1.0, warmup * total)) * max(0.0, 1 - step / total)
