"""Which tokens of a sentence each column comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duiding.features.frame_features import FrameFeatures
from duiding.features.lexicon_block import placed_figures
from duiding.features.terms import Placed
from duiding.features.view import View


def places(features: FrameFeatures, block: str, view: View) -> Iterator[Placed]:
    """Give the names of a block's columns that a sentence fills, each time with the tokens that filled it.

    Args:
        features: fitted features.
        block: name of a block that has columns.
        view: the sentence.

    """
    if block == "lexicon":
        return placed_figures(view)
    terms: Any = getattr(features.vectorizers_.get(block), "terms", None)
    placed = getattr(terms, "placed", None)
    return placed(view) if placed else iter(())


def block_columns(features: FrameFeatures) -> dict[str, range]:
    """Give the columns of each block, in order."""
    columns: dict[str, range] = {}
    start = 0
    for block in features.blocks:
        width = _width(features, block)
        if width:
            columns[block] = range(start, start + width)
        start += width
    return columns


def _width(features: FrameFeatures, block: str) -> int:
    vectorizer = features.vectorizers_.get(block)
    return 0 if vectorizer is None else len(vectorizer.vocabulary_)
