"""Subtitles (SubRip, WebVTT): what is said, without numbers, times and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiding.documents.markup import blocks_of

_TIMES = re.compile(
    r"^(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3} +--> +(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}.*$", re.MULTILINE
)
_EMPTY = re.compile(r"\n[ \t]*\n")
_ENDED = re.compile(r"[.!?…][\"'’”]*$")
_TURN = re.compile(r"^[-–—] ?")


def is_subtitled(text: str) -> bool:
    """Tell whether a text is made of subtitles: several lines that tell when to show what is below."""
    return len(_TIMES.findall(text)) > 1


def spoken(text: str) -> Iterator[str]:
    r"""Give what is said, a block for what runs on over several subtitles and one for each turn.

    Args:
        text: the text of the file.

    >>> list(spoken("1\n00:00:01,0 --> 00:00:02,0\nDe EU\n\n2\n00:00:02,0 --> 00:00:03,0\npraat."))
    ['De EU praat.']

    """
    said: list[str] = []
    for cue in _EMPTY.split(text.replace("\r\n", "\n")):
        times = _TIMES.search(cue)
        for line in cue[times.end() :].split("\n") if times else []:
            if said and (_TURN.match(line) or _ENDED.search(said[-1])):
                yield " ".join(said)
                said.clear()
            said += [_TURN.sub("", block) for block in blocks_of(line)]
    if said:
        yield " ".join(said)
