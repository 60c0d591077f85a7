"""Titles before a name, which a full stop shortens: a list in titles.txt, and what Dutch joins of it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_SHORTEST = 3  # letters of a title that takes a beginning: 'hfd' + 'insp'
# Behind these a word that may be a title is one: 'met kap. Jansen', but 'een kap.'
_LEADING = frozenset("aan aldus bij door en met namens of ook oud toen tot van volgens voor zegt zei".split())  # noqa: SIM905


class _Titles(NamedTuple):
    always: frozenset[str]
    words: frozenset[str]  # words too
    alone: frozenset[str]  # without a beginning
    beginnings: tuple[str, ...]


def is_title(spelled: str, before: str = "") -> bool:
    """Tell whether a word, its last full stop left out, is a title before a name: 'lt', 'Lt.-kol', 'oud-min', 'hfdinsp'.

    Args:
        spelled: the word.
        before: what stands before it in its sentence.

    >>> is_title("lt.-kol"), is_title("vicepres"), is_title("Ver"), is_title("ver")
    (True, True, True, False)
    >>> is_title("kap", "Hij sprak met"), is_title("kap", "Hij droeg een")
    (True, False)

    """
    if _is_listed(spelled):
        return True
    return spelled.lower() in _titles().words and (spelled[0].isupper() or _leads(before))


@lru_cache(maxsize=4096)
def _is_listed(spelled: str) -> bool:
    titles = _titles()
    lower = spelled.lower()
    parts = {lower, lower.rpartition("-")[2], lower.rpartition(".")[2]}
    return (
        spelled in titles.always
        or not titles.always.isdisjoint(parts)
        or any(_is_joined(part, titles) for part in parts)
    )


def _is_joined(word: str, titles: _Titles) -> bool:
    if not word.startswith(titles.beginnings):
        return False
    ends = (word[len(one) :] for one in titles.beginnings if word.startswith(one))
    return any(len(end) >= _SHORTEST and end in titles.always and end not in titles.alone for end in ends)


def _leads(before: str) -> bool:
    words = before.split()
    return not words or words[-1].lower() in _LEADING or words[-1].endswith(",")


@cache
def _titles() -> _Titles:
    text = files("duiding.sentences").joinpath("titles.txt").read_text(encoding="utf-8")
    marked: dict[str, list[str]] = {"+": [], "~": [], "=": [], "": []}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            mark = line[0] if line[0] in marked else ""
            marked[mark].append(line.removeprefix(mark).strip())
    return _Titles(
        frozenset(marked[""] + marked["="]), frozenset(marked["~"]), frozenset(marked["="]), tuple(marked["+"])
    )
