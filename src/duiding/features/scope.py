"""Under what a word stands: negation, modality, condition, quotation, the opening or the end of the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from duiding.features.view import View

NEGATIONS = frozenset(
    [
        "niet",
        "geen",
        "nooit",
        "niemand",
        "niets",
        "zonder",
        "nergens",
        "noch",
        "evenmin",
        "amper",
        "nauwelijks",
        "onmogelijk",
    ]
)
MODALS = frozenset(
    [
        "kunnen",
        "kan",
        "kon",
        "zou",
        "zullen",
        "zouden",
        "moeten",
        "moet",
        "mogen",
        "willen",
        "wil",
        "wilde",
        "dreigen",
        "hopen",
        "mogelijk",
        "wellicht",
        "misschien",
    ]
)
CONDITIONS = frozenset(["als", "indien", "tenzij", "mits", "zolang", "mocht", "wanneer", "anders", "zodra"])
WINDOW = 4  # tokens on either side within which a negation is taken to bear on a word


def scopes(view: View, start: int, end: int) -> Iterator[str]:
    """Name what some tokens of a sentence stand under.

    Args:
        view: the sentence.
        start: position of the first token.
        end: position after the last.

    """
    lemmas = view.lemmas
    near = (*range(max(0, start - WINDOW), start), *range(end, min(end + WINDOW, len(lemmas))))
    if any(lemmas[i] in NEGATIONS for i in near if not _spoken_for(view, i)):
        yield "negated"
    if not MODALS.isdisjoint(lemmas):
        yield "modal"
    if not CONDITIONS.isdisjoint(lemmas):
        yield "conditional"
    if view.quoted[start]:
        yield "quoted"
    if start < max(3, len(lemmas) // 4):
        yield "opening"


def _spoken_for(view: View, place: int) -> bool:
    """Tell whether a word belongs to a phrase of the lexicon: the "niet" of "niet mislukt" negates nothing beside it."""
    return any(hit.start <= place < hit.end and hit.end - hit.start > 1 for hit in view.hits)
