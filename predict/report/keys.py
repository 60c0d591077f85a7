"""The key that gives a sentence a label."""

from __future__ import annotations

from collections.abc import Iterable


def keys_for(labels: Iterable[str]) -> list[str]:
    """Give each label the first letter of it that no label before it has; empty where it has none left.

    >>> keys_for(["diplomatic", "escalatory", "sanction", "other", "demand", "1"])
    ['d', 'e', 's', 'o', 'm', '']
    """
    keys: list[str] = []
    for label in labels:
        free = (letter for letter in label.lower() if letter.isalpha() and len(letter) == 1 and letter not in keys)
        keys.append(next(free, ""))
    return keys
