"""Actors by frame: how often each speaks, is blamed or is named in sentences of each frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from duiding.attribution.attribution import Attribution

if TYPE_CHECKING:
    import pandas as pd


def actor_frames(attributions: Iterable[Attribution], frames: Iterable[str], labels: Sequence[str]) -> pd.DataFrame:
    """Count sentences by actor, role and frame.

    Args:
        attributions: one a sentence, of one or many articles.
        frames: the label of each of those sentences.
        labels: all labels, in the order of the columns.

    Returns:
        A row an actor and role (the columns ``actor`` and ``role``, then one a label and ``sentences``, their sum), the most
        frequent first. An actor is counted once a sentence and role.

    >>> one = Attribution("Psaki", ("Poetin",), ("Rusland",))
    >>> actor_frames([one, one], ["escalatory", "other"], ["escalatory", "other"])
         actor     role  escalatory  other  sentences
    0   Poetin   blamed           1      1          2
    1    Psaki  speaker           1      1          2
    2  Rusland    named           1      1          2

    """
    import pandas as pd  # takes long to import, and most runs label without it

    counts: Counter[tuple[str, str, str]] = Counter()
    spelled: dict[str, str] = {}
    for attribution, frame in zip(attributions, frames, strict=True):
        for name, role in _roles(attribution):
            counts[spelled.setdefault(name.lower(), name), role, frame] += 1
    rows = [
        (name, role, *(counts[name, role, label] for label in labels))
        for name, role in sorted({(name, role) for name, role, _ in counts})
    ]
    table = pd.DataFrame(rows, columns=["actor", "role", *labels])
    table["sentences"] = table[list(labels)].sum(axis=1).astype(int)
    return table.sort_values("sentences", ascending=False, kind="stable", ignore_index=True)


def names_of(attributions: Iterable[Attribution], merged: Iterable[Attribution]) -> list[tuple[str, str, str]]:
    """Give each actor with its role and a way in which it is written there, once, in order.

    Args:
        attributions: one a sentence, of one or many articles.
        merged: the same with one name for each actor, as ``ActorMerger`` gives them.

    """
    found: list[tuple[str, str, str]] = []
    for one, other in zip(attributions, merged, strict=True):
        found += [(other.speaker, "speaker", one.speaker)] if one.speaker else []
        found += [(name, "blamed", written) for name, written in zip(other.blamed, one.blamed, strict=True)]
        found += [(name, "named", written) for name, written in zip(other.actors, one.actors, strict=True)]
    return list(dict.fromkeys(found))


def _roles(attribution: Attribution) -> Iterator[tuple[str, str]]:
    found = [(attribution.speaker, "speaker")] if attribution.speaker else []
    found += [(name, "blamed") for name in attribution.blamed] + [(name, "named") for name in attribution.actors]
    seen: set[tuple[str, str]] = set()
    for name, role in found:
        if (name.lower(), role) not in seen:
            seen.add((name.lower(), role))
            yield name, role
