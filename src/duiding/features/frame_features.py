"""All feature blocks side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction import DictVectorizer

from duiding.errors import DuidingError
from duiding.features.blocks import BLOCKS
from duiding.features.counted import CountedBlock, CountedSentences
from duiding.features.excerpts import Excerpt, excerpt
from duiding.features.subwords import SubwordVectorizer
from duiding.features.term_vectors import Counted, TermVectorizer
from duiding.features.terms import CharacterTerms, SyntaxTerms, WordTerms
from duiding.features.view import view
from duiding.language.parsed import ParsedSentence
from duiding.lexicon import Entry, Lexicon

_FIGURES = ("lexicon", "shape")


class FrameFeatures(TransformerMixin, BaseEstimator):
    """Turn parsed sentences into a sparse matrix, a block of columns for each kind of feature.

    Args:
        blocks: names from ``duiding.features.BLOCKS``, in the order of their columns.
        lexicon: entries of the frame lexicon; without any, names are still masked by their capital letter.
        words: lowest and highest number of lemmas in a run.
        characters: lowest and highest number of letters in a run.
        minimum: articles of text are many and terms seen once teach nothing: sentences that a term must occur in.
        weights: factor by block (1 where not named).

    """

    def __init__(
        self,
        blocks: Sequence[str] = ("words", "characters", "lexicon", "shape"),
        lexicon: Sequence[Entry] = (),
        words: tuple[int, int] = (1, 2),
        characters: tuple[int, int] = (3, 6),
        minimum: int = 2,
        weights: dict[str, float] | None = None,
    ) -> None:
        self.blocks = blocks
        self.lexicon = lexicon
        self.words = words
        self.characters = characters
        self.minimum = minimum
        self.weights = weights

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
            if block.vectorizer is None:
                self.vector_width_ = matrix.shape[1]
            else:
                self.vectorizers_[block.name] = block.vectorizer
            matrices.append(matrix * block.factor)
        return sparse.csr_matrix(sparse.hstack(matrices, format="csr"))

    def _count(self, block: str, taken: list[Any]) -> CountedBlock:
        vectorizer = self._vectorizer(block)
        if vectorizer is None:
            content = _vectors(taken, _width(taken))
        elif block in _FIGURES:
            content = vectorizer.fit_transform(taken)
        else:
            content = vectorizer.count(taken)
        return CountedBlock(block, self._factor(block), self.minimum, content, vectorizer)

    def transform(self, X: Iterable[ParsedSentence]) -> sparse.csr_matrix:
        """Give the matrix of sentences, shape (sentences, columns), float64."""
        excerpts = self._taken(X, self.lexicon_)
        matrices = []
        for block in self.active_blocks:
            taken = [one[block] for one in excerpts]
            if block == "vectors":
                matrix = _vectors(taken, self.vector_width_)
            else:
                matrix = self.vectorizers_[block].transform(taken)
            matrices.append(matrix * self._factor(block))
        return sparse.csr_matrix(sparse.hstack(matrices, format="csr"))

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, np.dtype[np.object_]]:
        """Name the columns, as in ``characters: embarg`` and ``lexicon: label=sanction negated``."""
        names: list[str] = []
        for block in self.active_blocks:
            if block == "vectors":
                names.extend(f"vectors: {i}" for i in range(self.vector_width_))
            else:
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
        return [block for block in self.blocks if block != "parsed scope"]

    def _taken(self, X: Iterable[ParsedSentence], lexicon: Lexicon) -> list[Excerpt]:
        blocks = self.active_blocks
        return [excerpt(view(sentence, lexicon), blocks) for sentence in X]

    def _vectorizer(self, block: str) -> Any:
        if block in _FIGURES:
            return DictVectorizer()
        if block == "characters":
            return SubwordVectorizer(CharacterTerms(*self.characters), self.minimum)
        terms: Any = {"words": WordTerms(*self.words), "syntax": SyntaxTerms()}.get(block)
        if terms is None:
            return None
        return TermVectorizer(terms, self.minimum)

    def _factor(self, block: str) -> float:
        return (self.weights or {}).get(block, 1.0)


def _vectors(taken: list[list[float] | None], width: int) -> sparse.csr_matrix:
    rows = np.zeros((len(taken), width))
    for row, vector in zip(rows, taken, strict=True):
        if vector is not None:
            row[:] = vector
    return sparse.csr_matrix(rows)


def _width(taken: list[list[float] | None]) -> int:
    return next((len(vector) for vector in taken if vector is not None), 0)
