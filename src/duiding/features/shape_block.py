"""The outward form of a sentence: its length, punctuation and kind of words."""

from __future__ import annotations

from duiding.features.view import NAME, NUMBER, YEAR, View

_FIRST_PERSON = frozenset(["ik", "we", "wij", "ons", "onze", "mijn", "mij", "me"])


def shape_figures(view: View) -> dict[str, float]:
    """Measure the form of a sentence; every figure lies between 0 and about 1."""
    sentence = view.sentence
    count = max(len(sentence), 1)
    text = sentence.text
    return {
        "length": min(count, 60) / 30,
        "share of names": sum(token == NAME for token in view.tokens) / count,
        "share of numbers": sum(token in (NUMBER, YEAR) for token in view.tokens) / count,
        "has a year": float(YEAR in view.tokens),
        "has quotation marks": float(any(mark in text for mark in '“”„"‘«')),
        "is a question": float("?" in text),
        "lacks a final stop": float(not text.rstrip("”\"'’ »)").endswith((".", "!", "?", "…"))),
        "lacks a finite verb": float(not any(sentence.finite)),
        "has a semicolon": float(";" in text),
        "has a colon": float(":" in text),
        "speaks in the first person": float(not _FIRST_PERSON.isdisjoint(view.tokens)),
    }
