"""What the lexicon finds in a sentence, as named figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from duiding.features.scope import scopes
from duiding.features.terms import Placed
from duiding.features.view import View
from duiding.lexicon import Hit

_NO_PARTY = ("actor-office", "actor-home")


def lexicon_figures(view: View) -> dict[str, float]:
    """Count hits by label and event, with their scope and with who is named beside them.

    Names of figures read as ``label=sanction negated``. Counts are capped at three: a fourth hit says nothing new.
    """
    figures = Counter(name for name, _ in placed_figures(view))
    return {name: min(count, 3) for name, count in figures.items()}


def placed_figures(view: View) -> Iterator[Placed]:
    """Give each count of a figure with the tokens of the hits that it comes from."""
    events = [hit for hit in view.hits if not hit.is_actor]
    company = f"{min(len(_actors(view)), 2)} parties"
    for hit in events:
        label, event, tokens = (
            hit.entry.label,
            hit.entry.event,
            tuple(range(hit.start, hit.end)),
        )
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
        yield (
            f"both={a}+{b}",
            _tokens([hit for hit in hits if hit.entry.label in (a, b)]),
        )


def _tokens(hits: Sequence[Hit]) -> tuple[int, ...]:
    return tuple(sorted({i for hit in hits for i in range(hit.start, hit.end)}))
