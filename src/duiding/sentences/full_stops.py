"""Whether a full stop ends a sentence, or only an abbreviation, an initial, a number or a title."""

from __future__ import annotations

import re

from duiding.sentences.abbreviations import (
    BEFORE,
    BEFORE_NUMBER,
    BEFORE_X,
    BODIES,
    CAPITAL_CLOSERS,
    CLOSERS,
    LETTERED,
    OPENERS,
)
from duiding.sentences.titles import is_title

CLOSING = "”“\"’'»)\\]"  # what closes a quotation or a bracket behind a full stop, in a class of characters
_LAST_WORD = re.compile(r"[\w.'’/-]+$")
_FOLLOWING_WORD = re.compile(rf"[\s{CLOSING}„‘«(\[]*+([A-ZÀ-Þ][a-zà-ÿ]*+)(?:\s+([\w’'-]+))?")
_NO_SURNAME = re.compile(r"[a-zà-ÿ]|[A-ZÀ-Þ]{2,}\b|[A-ZÀ-Þ][\w-]*se$")  # behind 'De'
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")
_LAST_CHARACTERS = 200  # of a sentence so far that are looked at where its last words matter


def skip_space(source: str, place: int) -> int:
    """Give the first place from ``place`` on that holds no white space."""
    while place < len(source) and source[place].isspace():
        place += 1
    return place


def full_stop_closes(source: str, opened: int, candidate: re.Match[str], end: int) -> bool:
    """Tell whether a full stop ends a sentence, by the word before it and the one behind it.

    Args:
        source: the text.
        opened: where the sentence so far begins.
        candidate: the full stop, with what closes a quotation or a bracket behind it in the group ``closing``.
        end: where the block ends.

    """
    found = _LAST_WORD.search(source, max(opened, candidate.start() - 40), candidate.start())
    if (candidate["stop"] or "").startswith("..") or found is None:
        return True
    spelled, quoted = found.group().lstrip("'’"), bool(candidate["closing"])
    word = spelled.lower()
    before = source[max(opened, found.start() - _LAST_CHARACTERS) : found.start()]
    if word in CLOSERS and _is_closer(spelled):
        return True
    if word in BEFORE_NUMBER and (_digit_follows(source, candidate.start() + 1) or _ends_in_digit(before)):
        return quoted or _ends_in_digit(before)
    if is_title(spelled, before):
        return quoted or _opener_follows(source, candidate.end(), end)
    if len(word) == 1 and word.isalpha():
        return _is_lettered(spelled, before) or _opener_follows(source, candidate.end(), end)
    if word in BEFORE_NUMBER:
        return True
    if word in BEFORE and _is_abbreviation(spelled, before):
        return quoted or _opener_follows(source, candidate.end(), end)
    if _DOTTED.fullmatch(word):
        return _opener_follows(source, candidate.end(), end)
    return not (word.isdigit() and not before.strip())


def _is_closer(spelled: str) -> bool:
    """Tell 'e.a.' and 'N.V.' from the initials 'E.A.' and from the letter 'U'."""
    if len(spelled) == 1 or ("." in spelled and spelled.lower() not in CAPITAL_CLOSERS):
        return spelled.islower()
    return True


def _is_lettered(spelled: str, before: str) -> bool:
    """Tell 'plan B' and 'op X' from an initial."""
    previous = (before.split() or [""])[-1].lower()
    return previous in LETTERED or (spelled == "X" and previous in BEFORE_X)


def _is_abbreviation(spelled: str, before: str) -> bool:
    """Tell 'jan.' and, where a sentence begins, 'Zgn.' from the name 'Jan.' and the state 'VS.'."""
    if "." in spelled or spelled.islower():
        return True
    return not spelled.isupper() and not any(character.isalnum() for character in before)


def _opener_follows(source: str, place: int, end: int) -> bool:
    """Tell whether the next word begins a sentence; 'De' only before what is no surname, since it begins those too."""
    found = _FOLLOWING_WORD.match(source, place, end)
    if not found or found[1].lower() not in OPENERS:
        return False
    return found[1] != "De" or bool(found[2] and (found[2] in BODIES or _NO_SURNAME.match(found[2])))


def _digit_follows(source: str, place: int) -> bool:
    place = skip_space(source, place)
    return source[place : place + 1].isdigit()


def _ends_in_digit(before: str) -> bool:
    return before.rstrip()[-1:].isdigit()
