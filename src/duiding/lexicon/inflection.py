"""Guess the dictionary forms of a Dutch word, where the lemmatizer does not know the compound.

The rules of plural and spelling are those of the Algemene Nederlandse Spraakkunst (E-ANS, 3.5 and 12.3); a guess that is no word
does no harm, since it meets no entry.
"""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")
_HARDENED = {"v": "f", "z": "s"}


def base_forms(word: str) -> set[str]:
    """List forms that a word may be an inflection of, itself included.

    >>> sorted(base_forms("luchtaanvallen"))
    ['luchtaanval', 'luchtaanvall', 'luchtaanvalle', 'luchtaanvallen']
    >>> "tarief" in base_forms("tarieven") and "raket" in base_forms("raketten") and "sanctie" in base_forms("sancties")
    True
    """
    return {word, *(form for form in _stripped(word) if len(form) > 2)}


def _stripped(word: str) -> Iterator[str]:
    if word.endswith(("'s", "’s")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("ën"):
        yield word[:-2]
    elif word.endswith("en"):
        yield word[:-1]
        yield from _closed(word[:-2])
    elif word.endswith("e"):
        yield from _closed(word[:-1])


def _closed(stem: str) -> Iterator[str]:
    """Undo what an ending does to the spelling of a stem: aanvall-, tariev-, rel-."""
    yield stem
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]
    hard = stem[:-1] + _HARDENED[stem[-1]] if stem and stem[-1] in _HARDENED else stem
    if hard != stem:
        yield hard
    if len(hard) > 2 and hard[-1] not in _VOWELS and hard[-2] in _VOWELS and hard[-3] not in _VOWELS:
        yield hard[:-2] + hard[-2] * 2 + hard[-1]
