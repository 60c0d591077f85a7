"""From parsed sentences to a sparse matrix, every column with a readable name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duiding.features.blocks import BLOCKS, components_for
from duiding.features.counted import CountedSentences
from duiding.features.learned import Excerpt, LearnedFeatures
from duiding.features.view import View, view

if TYPE_CHECKING:
    from duiding.features.excerpt_cache import read_excerpts
    from duiding.features.frame_features import FrameFeatures

__all__ = [
    "BLOCKS",
    "CountedSentences",
    "Excerpt",
    "FrameFeatures",
    "LearnedFeatures",
    "View",
    "components_for",
    "read_excerpts",
    "view",
]


def __getattr__(name: str) -> Any:
    """Import what needs scikit-learn, which takes longer than labelling an article, when it is first asked for."""
    if name == "FrameFeatures":
        from duiding.features.frame_features import FrameFeatures

        return FrameFeatures
    if name == "read_excerpts":
        from duiding.features.excerpt_cache import read_excerpts

        return read_excerpts
    raise AttributeError(f"module 'duiding.features' has no attribute '{name}'")
