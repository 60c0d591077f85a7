"""Which sentences of an article the encoder reads together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LENGTH = 400  # tokens of a window, its first one included
_OVERLAP = 3  # a window shares one part in this many of its sentences with the next


class Window(NamedTuple):
    """Places of sentences in their article, in the order they are read in, and those whose encoding is taken from here."""

    sentences: list[int]
    taken: list[bool]


def windows(lengths: Sequence[int], limit: int = LENGTH) -> list[Window]:
    """Cut an article into windows; one that fits is one window.

    Windows overlap, and every one begins with the article's first sentence, which is mostly its headline. A sentence's encoding is taken
    from the window in which it has most neighbours on the side where it has fewer.

    Args:
        lengths: tokens of each sentence.
        limit: tokens of a window at most; a single sentence that is longer still has a window of its own.

    >>> windows([100, 50, 50])
    [Window(sentences=[0, 1, 2], taken=[True, True, True])]
    >>> windows([10, 30, 30, 30, 30], limit=80)[1]
    Window(sentences=[0, 2, 3], taken=[False, False, True])

    """
    ranges = _ranges(lengths, limit)
    best = _best(ranges, len(lengths))
    found = []
    for number, (start, end) in enumerate(ranges):
        head = [0] if start else []
        inside = list(range(start, end))
        found.append(Window(head + inside, [False] * len(head) + [best[place] == number for place in inside]))
    return found


def _ranges(lengths: Sequence[int], limit: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = end = 0
    while end < len(lengths):
        room = limit - 1 - (lengths[0] if start else 0)
        end = start
        while end < len(lengths) and (lengths[end] <= room or end == start):
            room -= lengths[end]
            end += 1
        found.append((start, end))
        start = max(start + 1, end - max(1, (end - start) // _OVERLAP))
    return found


def _best(ranges: list[tuple[int, int]], count: int) -> list[int]:
    """Give the number of the window that each sentence is taken from; the article's own ends count as far away."""
    best, distance = [0] * count, [-1] * count
    for number, (start, end) in enumerate(ranges):
        for place in range(start, end):
            before = place - start if start else count
            after = end - 1 - place if end < count else count
            if min(before, after) > distance[place]:
                best[place], distance[place] = number, min(before, after)
    return best
