"""Label every sentence of a Dutch news article diplomatic, escalatory, sanction or other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from duiding.classifier import FrameClassifier

__version__ = "0.1.0"


def load(path: str | Path, *, pipeline: str | None = None) -> FrameClassifier:
    """Read a trained model from its folder, after checking that it is whole and unaltered.

    Args:
        path: the model's folder, such as ``models/default``.
        pipeline: name of the spaCy pipeline to parse with; by default the one that the model was trained with.

    Raises:
        DuidingError: the folder is missing, incomplete, altered, or made with other versions or another pipeline.

    """
    from duiding import store  # spaCy and scikit-learn take seconds to import: not before they are needed

    return store.load(path, pipeline=pipeline)
