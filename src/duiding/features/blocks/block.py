"""What every feature block offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol, Self

from duiding.arrays import Array, Matrix
from duiding.features.view import View
from duiding.state import State

Placed = tuple[str, tuple[int, ...]]  # the name of a column, and the positions of the tokens that fill it


class Counted(NamedTuple):
    """A block of the sentences before it is learned from: names of its columns, and figures of shape (sentences, columns)."""

    names: Sequence[str]
    figures: Matrix


class Vectorizer(Protocol):
    """What a block has learned: it turns what is taken from sentences into columns."""

    @property
    def names(self) -> Sequence[str]:
        """The names of the columns, in order."""
        ...

    def places(self, names: Sequence[str]) -> Array:
        """Tell the place of each of these names among the columns, shape (names,); -1 where it is none of them."""
        ...

    def transform(self, taken: Sequence[Any]) -> Matrix:
        """Give the matrix of sentences, shape (sentences, columns)."""
        ...

    def state(self) -> State:
        """Give what it has learned as arrays and words."""
        ...


class Block(ABC):
    """A kind of feature. It holds settings only: what it learns from sentences is a ``Vectorizer``.

    ``components`` are the spaCy components that it needs. ``likeness`` tells whether sentences with alike columns say alike things,
    ``in_context`` whether its columns depend on the sentences around: then none belongs to a word, and what a word adds is found by
    leaving it out.
    """

    name: ClassVar[str]
    components: ClassVar[frozenset[str]]
    likeness: ClassVar[bool] = True
    in_context: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def configured(cls, settings: Mapping[str, Any]) -> Self:
        """Make the block with what concerns it of the parameters of ``FrameFeatures``."""

    @abstractmethod
    def take(self, view: View) -> Any:
        """Take from a sentence what the block looks at: what JSON can keep, unless it depends on the sentences around."""

    @abstractmethod
    def count(self, taken: Sequence[Any]) -> Counted:
        """Count what was taken from sentences, without learning from it.

        Raises:
            InputError: there is nothing that could become a column.

        """

    @abstractmethod
    def learn(self, counted: Counted) -> tuple[Vectorizer, Matrix]:
        """Learn the columns from counted sentences; gives the matrix of the same sentences too."""

    @abstractmethod
    def restore(self, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> Vectorizer:
        """Rebuild what was learned from its state.

        Raises:
            InputError: something is missing or does not fit.

        """

    def part(self, fitted: Matrix, others: Matrix) -> tuple[Matrix, Matrix]:
        """Turn counted figures into those of the columns, of some sentences and of others, by learning from the former alone."""
        return fitted, others

    def placed(self, view: View) -> Iterator[Placed]:
        """Give the names of the columns that a sentence fills, each time with the tokens that fill it."""
        return iter(())
