"""What the lexicon finds in a sentence, as named figures."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from duiding.features.scope import scopes
from duiding.features.view import View

_NO_PARTY = ("actor-office", "actor-home")


def lexicon_figures(view: View) -> dict[str, float]:
    """Count hits by label and event, with their scope and with who is named beside them.

    Names of figures read as ``label=sanction negated``. Counts are capped at three: a fourth hit says nothing new.
    """
    figures: Counter[str] = Counter()
    events = [hit for hit in view.hits if not hit.is_actor]
    actors = _actors(view)
    company = f"{min(len(actors), 2)} parties"
    for hit in events:
        label, event = hit.entry.label, hit.entry.event
        figures[f"label={label}"] += 1
        figures[f"event={event}"] += 1
        figures[f"label={label} with {company}"] += 1
        figures[f"event={event} with {company}"] += 1
        figures[f"stem={hit.entry.stem}"] += 1
        for scope in scopes(view, hit.start, hit.end):
            figures[f"label={label} {scope}"] += 1
    labels = [hit.entry.label for hit in events if hit.entry.event != "weapon"]
    figures.update(_order(labels))
    return {name: min(count, 3) for name, count in figures.items()}


def _actors(view: View) -> list[str]:
    return [f"{hit.entry.event}" for hit in view.hits if hit.is_actor and hit.entry.event not in _NO_PARTY]


def _order(labels: list[str]) -> list[str]:
    """Tell which labels come first and last, which stand together, and which stands alone."""
    if not labels:
        return ["no hit"]
    names = [f"first={labels[0]}", f"last={labels[-1]}"]
    distinct = sorted(set(labels))
    if len(distinct) == 1:
        names.append(f"only={distinct[0]}")
    names.extend(f"both={a}+{b}" for a, b in combinations(distinct, 2))
    return names
