"""The feature blocks by name, and which spaCy components each one needs."""

from __future__ import annotations

from collections.abc import Iterable

BLOCKS: dict[str, frozenset[str]] = {
    "words": frozenset({"tok2vec", "morphologizer", "lemmatizer", "attribute_ruler"}),
    "characters": frozenset({"tok2vec", "morphologizer", "attribute_ruler"}),
    "lexicon": frozenset({"tok2vec", "morphologizer", "lemmatizer", "attribute_ruler"}),
    "shape": frozenset({"tok2vec", "morphologizer", "attribute_ruler"}),
    "syntax": frozenset({"tok2vec", "morphologizer", "lemmatizer", "parser", "attribute_ruler"}),
    "vectors": frozenset({"tok2vec"}),
    "parsed scope": frozenset({"tok2vec", "parser"}),
}


def components_for(blocks: Iterable[str]) -> tuple[str, ...]:
    """List the spaCy components that these feature blocks need, by name.

    >>> components_for(["vectors"])
    ('tok2vec',)
    """
    return tuple(sorted(frozenset().union(*(BLOCKS[block] for block in blocks))))
