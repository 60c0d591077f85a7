"""All feature blocks side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction import DictVectorizer

from duiding.errors import DuidingError
from duiding.features.blocks import BLOCKS, SHIPPED_BLOCKS, SHIPPED_WEIGHTS
from duiding.features.counted import CountedBlock, CountedSentences
from duiding.features.excerpts import Excerpt, excerpt
from duiding.features.subwords import SubwordVectorizer
from duiding.features.term_vectors import Counted, TermVectorizer
from duiding.features.terms import CharacterTerms, WordTerms
from duiding.features.view import view
from duiding.language.parsed import ParsedSentence
from duiding.lexicon import Entry, Lexicon

_FIGURES = ("lexicon",)


class FrameFeatures(TransformerMixin, BaseEstimator):
    """Turn parsed sentences into a sparse matrix, a block of columns for each kind of feature.

    Args:
        blocks: names from ``duiding.features.BLOCKS``, in the order of their columns.
        lexicon: entries of the frame lexicon; without any, names are still masked by their capital letter.
        word_ngrams: lowest and highest number of lemmas in a word n-gram.
        char_ngrams: lowest and highest number of characters in a character n-gram.
        min_df: number of sentences that a term must occur in.
        block_weights: factor by block, 1 where not named; None for those of the shipped model.

    """

    def __init__(
        self,
        blocks: Sequence[str] = SHIPPED_BLOCKS,
        lexicon: Sequence[Entry] = (),
        word_ngrams: tuple[int, int] = (1, 2),
        char_ngrams: tuple[int, int] = (3, 6),
        min_df: int = 3,
        block_weights: dict[str, float] | None = None,
    ) -> None:
        self.blocks = blocks
        self.lexicon = lexicon
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.min_df = min_df
        self.block_weights = block_weights

    def fit(self, X: Iterable[ParsedSentence], y: object = None) -> Self:
        """Learn the columns of each block from sentences."""
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Iterable[ParsedSentence], y: object = None) -> sparse.csr_matrix:
        """Learn the columns and give the matrix of the same sentences, shape (sentences, columns), float64."""
        return self.learn(self.count(X))

    def count(self, X: Iterable[ParsedSentence]) -> CountedSentences:
        """Count what the blocks look at, without learning from it yet: folds can each learn from a part.

        Raises:
            DuidingError: a block is unknown.
            ValueError: no term occurs in enough sentences.

        """
        return self.count_excerpts(self.excerpts(X))

    def excerpts(self, X: Iterable[ParsedSentence]) -> list[Excerpt]:
        """Take from sentences what the blocks look at.

        Raises:
            DuidingError: a block is unknown.

        """
        return self._taken(X, Lexicon(self.lexicon))

    def count_excerpts(self, excerpts: Sequence[Excerpt]) -> CountedSentences:
        """Do what ``count`` does, with what ``excerpts`` gave.

        Raises:
            ValueError: no term occurs in enough sentences.

        """
        blocks = [self._count(block, [one[block] for one in excerpts]) for block in self.active_blocks]
        return CountedSentences(blocks, len(excerpts))

    def learn(self, counted: CountedSentences) -> sparse.csr_matrix:
        """Learn the columns from what ``count`` gave and give the matrix of the same sentences."""
        self.lexicon_ = Lexicon(self.lexicon)
        self.vectorizers_: dict[str, Any] = {}
        matrices = []
        for block in counted.blocks:
            matrix = block.vectorizer.learn(block.content) if isinstance(block.content, Counted) else block.content
            self.vectorizers_[block.name] = block.vectorizer
            matrices.append(matrix * block.factor)
        return sparse.csr_matrix(sparse.hstack(matrices, format="csr"))

    def _count(self, block: str, taken: list[Any]) -> CountedBlock:
        vectorizer = self._vectorizer(block)
        content = vectorizer.fit_transform(taken) if block in _FIGURES else vectorizer.count(taken)
        return CountedBlock(block, self._factor(block), self.min_df, content, vectorizer)

    def transform(self, X: Iterable[ParsedSentence]) -> sparse.csr_matrix:
        """Give the matrix of sentences, shape (sentences, columns), float64."""
        excerpts = self._taken(X, self.lexicon_)
        matrices = []
        for block in self.active_blocks:
            taken = [one[block] for one in excerpts]
            matrices.append(self.vectorizers_[block].transform(taken) * self._factor(block))
        return sparse.csr_matrix(sparse.hstack(matrices, format="csr"))

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, np.dtype[np.object_]]:
        """Name the columns, as in ``characters: embarg`` and ``lexicon: label=sanction negated``."""
        names: list[str] = []
        for block in self.active_blocks:
            names.extend(f"{block}: {name}" for name in self.vectorizers_[block].get_feature_names_out())
        return np.array(names, dtype=object)

    @property
    def active_blocks(self) -> list[str]:
        """The blocks that have columns, in order.

        Raises:
            DuidingError: a block is unknown.

        """
        unknown = [block for block in self.blocks if block not in BLOCKS]
        if unknown:
            raise DuidingError(f"There is no feature block '{unknown[0]}': choose from {', '.join(BLOCKS)}.")
        return list(self.blocks)

    def _taken(self, X: Iterable[ParsedSentence], lexicon: Lexicon) -> list[Excerpt]:
        blocks = self.active_blocks
        return [excerpt(view(sentence, lexicon), blocks) for sentence in X]

    def _vectorizer(self, block: str) -> Any:
        if block in _FIGURES:
            return DictVectorizer()
        if block == "characters":
            return SubwordVectorizer(CharacterTerms(*self.char_ngrams), self.min_df)
        return TermVectorizer(WordTerms(*self.word_ngrams), self.min_df)

    def _factor(self, block: str) -> float:
        weights = SHIPPED_WEIGHTS if self.block_weights is None else self.block_weights
        return weights.get(block, 1.0)
