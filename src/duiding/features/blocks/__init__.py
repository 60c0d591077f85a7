"""The feature blocks, a file each. A new one is a file here and a name in the list."""

from __future__ import annotations

from collections.abc import Iterable

from duiding.errors import InputError
from duiding.features.blocks.block import Block, Counted, Placed, Vectorizer
from duiding.features.blocks.characters import Characters
from duiding.features.blocks.encoding import Encoding, Middle
from duiding.features.blocks.lexicon import LexiconCounts
from duiding.features.blocks.words import Words

BLOCKS: dict[str, type[Block]] = {block.name: block for block in (Words, Characters, LexiconCounts, Encoding, Middle)}

ENCODED = ("encoding", "middle")  # blocks of the encoder
SHIPPED_BLOCKS = ("characters", "lexicon", "encoding")
SHIPPED_WEIGHTS = {"characters": 0.25, "lexicon": 0.125}
_WITHOUT_ENCODER = {"lexicon": 0.5}

__all__ = [
    "BLOCKS",
    "ENCODED",
    "SHIPPED_BLOCKS",
    "SHIPPED_WEIGHTS",
    "Block",
    "Counted",
    "Encoding",
    "Placed",
    "Vectorizer",
    "components_for",
    "usual_weights",
]


def block_named(name: str) -> type[Block]:
    """Give the block of this name.

    Raises:
        InputError: there is none.

    """
    if name not in BLOCKS:
        raise InputError(f"There is no feature block '{name}': choose from {', '.join(BLOCKS)}.")
    return BLOCKS[name]


def components_for(blocks: Iterable[str]) -> tuple[str, ...]:
    """List the spaCy components that these feature blocks need, by name.

    >>> components_for(["characters"])
    ('attribute_ruler', 'morphologizer', 'tok2vec')
    """
    return tuple(sorted(frozenset[str]().union(*(block_named(block).components for block in blocks))))


def usual_weights(blocks: Iterable[str]) -> dict[str, float]:
    """Give the weights of blocks where none are named: beside the encoder n-grams weigh a quarter of what they do without it."""
    return dict(SHIPPED_WEIGHTS if set(ENCODED) & set(blocks) else _WITHOUT_ENCODER)
