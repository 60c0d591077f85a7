"""What stands between quotation marks, over the borders of sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from duiding.language import ParsedSentence

_OPEN, _CLOSE = frozenset("“„«‘‚"), frozenset("”»’")
_EITHER = frozenset(['"', "''", "'"])
_LONGEST = 12  # sentences: a quotation left open for longer than this lost its closing mark


class Quoted(NamedTuple):
    """For each token whether it is quoted, and whether a quotation is open where the sentence begins and ends."""

    tokens: tuple[bool, ...]
    opened: bool
    goes_on: bool

    @property
    def share(self) -> float:
        """Share of the tokens that is quoted."""
        return sum(self.tokens) / max(1, len(self.tokens))


def quotations(sentences: Iterable[ParsedSentence]) -> Iterator[Quoted]:
    """Find the quoted tokens of an article's sentences, in order."""
    inside, length = False, 0
    for sentence in sentences:
        opened = inside
        tokens, inside = _read(sentence.forms, inside)
        length = length + 1 if opened and inside else 0
        if length > _LONGEST:
            tokens, inside = _read(sentence.forms, False)
            opened = False
        yield Quoted(tuple(tokens), opened, inside)


def _read(forms: tuple[str, ...], inside: bool) -> tuple[list[bool], bool]:
    tokens: list[bool] = []
    for i, form in enumerate(forms):
        # A mark may stick to a word, and '“”' is a slip for '“'.
        first, last = form[0], form[-1]
        slip = form == "”" and i > 0 and forms[i - 1] == "“"
        if form in _EITHER:
            inside = not inside
        elif first in _OPEN and not (first == "“" and inside and len(form) == 1 and _ends_low(forms[:i])):
            inside = True
        elif (form in _CLOSE and not slip) or first == "“":
            inside = False
        tokens.append(inside)
        if len(form) > 1 and last in "”»“" and first not in _CLOSE:
            inside = False
    return tokens, inside


def _ends_low(before: tuple[str, ...]) -> bool:
    """Tell whether the open quotation began with the low mark that the high one of a German pair closes."""
    marks = [form for form in before if form in ("„", "“", "”")]
    return bool(marks) and marks[-1] == "„"
