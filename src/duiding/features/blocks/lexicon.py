"""What the lexicon finds in a sentence, as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Any, Self

import numpy as np
from scipy import sparse

from duiding.arrays import Array, Matrix
from duiding.features.blocks.block import Block, Counted, Placed
from duiding.features.scope import scopes
from duiding.features.view import View
from duiding.lexicon import Hit
from duiding.state import State, strings_in

_NO_PARTY = ("actor-office", "actor-home")
_MOST = 3


class LexiconCounts(Block):
    """Counts of lexicon hits by label, event and stem, with their scope and with who is named beside them.

    Columns read as ``label=sanction negated``. Counts are capped at three: a fourth hit says nothing new.
    """

    name = "lexicon"
    components = frozenset({"tok2vec", "morphologizer", "lemmatizer", "attribute_ruler"})
    likeness = False  # any two sentences with an event of one kind would be alike

    @classmethod
    def configured(cls, settings: Mapping[str, Any]) -> Self:
        """Take nothing: the hits come with the sentence."""
        return cls()

    def take(self, view: View) -> dict[str, int]:
        """Take the counts by name."""
        return {name: min(count, _MOST) for name, count in Counter(name for name, _ in self.placed(view)).items()}

    def count(self, taken: Sequence[Mapping[str, int]]) -> Counted:
        """Put the counts of sentences into columns."""
        names = sorted({name for counts in taken for name in counts})
        return Counted(names, CountColumns(names).transform(taken))

    def learn(self, counted: Counted) -> tuple[CountColumns, Matrix]:
        """Learn the names of the columns."""
        return CountColumns(counted.names), counted.figures

    def restore(self, arrays: Mapping[str, Array], words: Mapping[str, Any]) -> CountColumns:
        """Rebuild the columns."""
        return CountColumns(strings_in(words, "names"))

    def placed(self, view: View) -> Iterator[Placed]:
        """Give each count with the tokens of the hits that it comes from."""
        return _placed(view)


class CountColumns:
    """Counts by name, a column each.

    Args:
        names: of the columns.

    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self._places = {name: place for place, name in enumerate(names)}

    def places(self, names: Sequence[str]) -> Array:
        """Tell the place of each name among the columns, -1 where it is none of them."""
        return np.array([self._places.get(name, -1) for name in names], dtype=int)

    def transform(self, taken: Sequence[Mapping[str, int]]) -> Matrix:
        """Put the counts of sentences into the columns; a name without a column is passed over."""
        rows = [[(self._places[name], count) for name, count in one.items() if name in self._places] for one in taken]
        known = np.array(list(chain.from_iterable(rows)), dtype=np.int32).reshape(-1, 2)
        starts = np.cumsum([0, *map(len, rows)])
        return sparse.csr_matrix((known[:, 1].astype(float), known[:, 0], starts), shape=(len(rows), len(self.names)))

    def state(self) -> State:
        """Give the names."""
        return {}, {"names": list(self.names)}


def _placed(view: View) -> Iterator[Placed]:
    events = [hit for hit in view.hits if not hit.is_actor]
    company = f"{min(len(_actors(view)), 2)} parties"
    for hit in events:
        label, event, tokens = hit.entry.label, hit.entry.event, _tokens([hit])
        yield f"label={label}", tokens
        yield f"event={event}", tokens
        yield f"label={label} with {company}", tokens
        yield f"event={event} with {company}", tokens
        yield f"stem={hit.entry.stem}", tokens
        for scope in scopes(view, hit.start, hit.end):
            yield f"label={label} {scope}", tokens
    yield from _order([hit for hit in events if hit.entry.event != "weapon"])


def _actors(view: View) -> list[str]:
    return [f"{hit.entry.event}" for hit in view.hits if hit.is_actor and hit.entry.event not in _NO_PARTY]


def _order(hits: Sequence[Hit]) -> Iterator[Placed]:
    """Tell which labels come first and last, which stand together, and which stands alone."""
    if not hits:
        yield "no hit", ()
        return
    yield f"first={hits[0].entry.label}", _tokens(hits[:1])
    yield f"last={hits[-1].entry.label}", _tokens(hits[-1:])
    distinct = sorted({hit.entry.label for hit in hits})
    if len(distinct) == 1:
        yield f"only={distinct[0]}", _tokens(hits)
    for a, b in combinations(distinct, 2):
        yield f"both={a}+{b}", _tokens([hit for hit in hits if hit.entry.label in (a, b)])


def _tokens(hits: Sequence[Hit]) -> tuple[int, ...]:
    return tuple(sorted({i for hit in hits for i in range(hit.start, hit.end)}))
