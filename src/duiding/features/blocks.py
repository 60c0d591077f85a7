"""The feature blocks by name, and which spaCy components each one needs."""

from __future__ import annotations

from collections.abc import Iterable

BLOCKS: dict[str, frozenset[str]] = {
    "words": frozenset({"tok2vec", "morphologizer", "lemmatizer", "attribute_ruler"}),
    "characters": frozenset({"tok2vec", "morphologizer", "attribute_ruler"}),
    "lexicon": frozenset({"tok2vec", "morphologizer", "lemmatizer", "attribute_ruler"}),
}

SHIPPED_BLOCKS = ("characters", "lexicon")
SHIPPED_WEIGHTS = {"lexicon": 0.5}


def components_for(blocks: Iterable[str]) -> tuple[str, ...]:
    """List the spaCy components that these feature blocks need, by name.

    >>> components_for(["characters"])
    ('attribute_ruler', 'morphologizer', 'tok2vec')
    """
    return tuple(sorted(frozenset().union(*(BLOCKS[block] for block in blocks))))
