"""Who is in a sentence: the roles by which sentences are counted, and the columns that hold one name for each actor."""

from __future__ import annotations

ROLES = {"actor": "actors_canonical", "speaker": "speaker_canonical", "blamed": "blamed_canonical"}


def names_in(cell: str) -> list[str]:
    """Give the names that a cell lists.

    >>> names_in("Rusland; Verenigde Staten"), names_in("")
    (['Rusland', 'Verenigde Staten'], [])
    """
    return [one for one in cell.split("; ") if one]
