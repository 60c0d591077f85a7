"""All feature blocks side by side, as a transformer of scikit-learn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Self

from sklearn.base import BaseEstimator, TransformerMixin

from duiding.arrays import Matrix
from duiding.features.counted import CountedBlock, CountedSentences, side_by_side
from duiding.features.learned import Excerpt, LearnedFeatures
from duiding.language.parsed import ParsedSentence
from duiding.lexicon import Lexicon


class FrameFeatures(TransformerMixin, LearnedFeatures, BaseEstimator):
    """Learn from parsed sentences which columns to turn them into; for the parameters see ``LearnedFeatures``."""

    def fit(self, X: Iterable[ParsedSentence], y: object = None) -> Self:
        """Learn the columns of each block from sentences."""
        self.fit_transform(X, y)
        return self

    def fit_transform(self, X: Iterable[ParsedSentence], y: object = None) -> Matrix:
        """Learn the columns and give the matrix of the same sentences, shape (sentences, columns), float64."""
        return self.learn(self.count(X))

    def count(self, X: Iterable[ParsedSentence]) -> CountedSentences:
        """Count what the blocks look at, without learning from it yet: folds can each learn from a part.

        Raises:
            InputError: a block is unknown, or no term occurs in enough sentences.

        """
        return self.count_excerpts(self.excerpts(X))

    def excerpts(self, X: Iterable[ParsedSentence], blocks: Collection[str] | None = None) -> list[Excerpt]:
        """Take from sentences what these blocks look at, or all blocks.

        Raises:
            InputError: a block is unknown.

        """
        return self._taken(X, Lexicon(self.lexicon), self.blocks if blocks is None else blocks)

    def count_excerpts(self, excerpts: Sequence[Excerpt]) -> CountedSentences:
        """Do what ``count`` does, with what ``excerpts`` gave.

        Raises:
            InputError: no term occurs in enough sentences.

        """
        blocks = [
            CountedBlock(block, self._factor(block.name), block.count([one[block.name] for one in excerpts]))
            for block in self.made_blocks()
        ]
        return CountedSentences(blocks, len(excerpts))

    def learn(self, counted: CountedSentences) -> Matrix:
        """Learn the columns from what ``count`` gave and give the matrix of the same sentences."""
        self.lexicon_ = Lexicon(self.lexicon)
        self.vectorizers_ = {}
        matrices = []
        for block, factor, content in counted.blocks:
            self.vectorizers_[block.name], matrix = block.learn(content)
            matrices.append(matrix * factor)
        return side_by_side(matrices)
