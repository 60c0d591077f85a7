"""Feature blocks that have learned their columns: what labels sentences, without scikit-learn, which takes longer to import than that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Self

import numpy as np

from duiding.arrays import Array, Matrix
from duiding.features.blocks import SHIPPED_BLOCKS, Block, Vectorizer, block_named, usual_weights
from duiding.features.counted import side_by_side
from duiding.features.view import View, view
from duiding.language.parsed import ParsedSentence
from duiding.lexicon import Entry, Lexicon
from duiding.state import State, joined, part_of

Excerpt = dict[str, Any]  # what each block takes from a sentence


class LearnedFeatures:
    """Turn parsed sentences into a sparse matrix, a block of columns for each kind of feature, once ``restore`` gave what was learned.

    Args:
        blocks: names from ``duiding.features.BLOCKS``, in the order of their columns.
        lexicon: entries of the frame lexicon; without any, names are still masked by their capital letter.
        word_ngrams: lowest and highest number of lemmas in a word n-gram.
        char_ngrams: lowest and highest number of characters in a character n-gram.
        min_df: number of sentences that a term must occur in.
        block_weights: factor by block, 1 where not named; None for ``usual_weights``.
        mask_names: whether names are replaced by what they name, so that none can decide a label.

    """

    lexicon_: Lexicon
    vectorizers_: dict[str, Vectorizer]

    def __init__(
        self,
        blocks: Sequence[str] = SHIPPED_BLOCKS,
        lexicon: Sequence[Entry] = (),
        word_ngrams: tuple[int, int] = (1, 2),
        char_ngrams: tuple[int, int] = (3, 6),
        min_df: int = 3,
        block_weights: Mapping[str, float] | None = None,
        mask_names: bool = True,
    ) -> None:
        self.blocks = blocks
        self.lexicon = lexicon
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.min_df = min_df
        self.block_weights = block_weights
        self.mask_names = mask_names

    def transform(self, X: Iterable[ParsedSentence]) -> Matrix:
        """Give the matrix of sentences, shape (sentences, columns), float64."""
        excerpts = self._taken(X, self.lexicon_, self.blocks)
        return side_by_side(self.transform_block(name, [one[name] for one in excerpts]) for name in self.blocks)

    def transform_block(self, name: str, taken: Sequence[Any]) -> Matrix:
        """Give the columns of one block, from what it took from sentences."""
        return self.vectorizers_[name].transform(taken) * self._factor(name)

    def view(self, sentence: ParsedSentence) -> View:
        """Give a sentence as the blocks see it."""
        return view(sentence, self.lexicon_, mask_names=self.mask_names)

    def columns(self) -> dict[str, range]:
        """Give the columns of each block, in order."""
        found: dict[str, range] = {}
        start = 0
        for name, vectorizer in self.vectorizers_.items():
            found[name] = range(start, start + len(vectorizer.names))
            start = found[name].stop
        return found

    def get_feature_names_out(self, input_features: object = None) -> Array:
        """Name the columns, as in ``characters: embarg`` and ``lexicon: label=sanction negated``."""
        names = [f"{block}: {name}" for block, one in self.vectorizers_.items() for name in one.names]
        return np.array(names, dtype=object)

    def made_blocks(self) -> list[Block]:
        """Make the blocks with their settings, in order.

        Raises:
            InputError: a block is unknown.

        """
        return [block_named(name).configured(vars(self)) for name in self.blocks]

    def state(self) -> State:
        """Give what the blocks have learned; the parameters are not part of it."""
        return joined({name: vectorizer.state() for name, vectorizer in self.vectorizers_.items()})

    def restore(self, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> Self:
        """Take over what blocks have learned from a ``state``, under the parameters as they are.

        Raises:
            InputError: something is missing or does not fit.

        """
        self.lexicon_ = Lexicon(self.lexicon)
        self.vectorizers_ = {
            block.name: block.restore(part_of(block.name, arrays), part_of(block.name, words))
            for block in self.made_blocks()
        }
        return self

    def _taken(self, X: Iterable[ParsedSentence], lexicon: Lexicon, names: Collection[str]) -> list[Excerpt]:
        blocks = [block for block in self.made_blocks() if block.name in names]
        views = (view(sentence, lexicon, mask_names=self.mask_names) for sentence in X)
        return [{block.name: block.take(one) for block in blocks} for one in views]

    def _factor(self, name: str) -> float:
        weights = usual_weights(self.blocks) if self.block_weights is None else self.block_weights
        return weights.get(name, 1.0)
