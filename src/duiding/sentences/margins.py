"""The margin that broke the lines of a text, if one did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from duiding.sentences.abbreviations import BEFORE, LEADING_ON, NEVER_LAST, OPENERS, PREPOSITIONS
from duiding.sentences.lines import Line, is_bullet
from duiding.sentences.titles import is_title

_CLOSED = re.compile(r"[.!?…:;][”\"’'»)\]]*\s*$")
_SMALL = re.compile(r"\s*[“„\"'‘«(]?[a-zà-ÿ]")
_FIRST_WORD = re.compile(r"\s*([“„\"'‘«(]?([\w’'.-]*)\S*)")
_LAST_WORD = re.compile(r"(?:^|(?<=[\s“„‘(]))([\w.-]*\w)(\.?)\s*$")
_HYPHEN = re.compile(r"\w[-\u00ad]\s*$")
_PENDING = re.compile(r"[,–—(“„‘«]\s*$")
_ANNOUNCING = re.compile(r"(?:^|[.!?…][”\"’'»)\]]*\s+)\d{1,2}(?:[.:]\d\d|u\d\d|u)(?:\s*(?:uur|u\.?|h))?\s*[-–—:]?\s*$")
_NAMED = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*\s*$")  # at the end of a line: a first name, before 'De Coninck'
_SURNAME = re.compile(r"De\s+[A-ZÀ-Þ][a-zà-ÿ]")
_BEGINNING = OPENERS | PREPOSITIONS
_ARTICLES = re.compile(r"\b(?:de|het|een)\b", re.IGNORECASE)  # headlines do without them
_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*(?![\w.:])")  # a sentence seldom begins so
_AGE = re.compile(r"\(\d{2}\)\s+[a-zà-ÿ]")
_ADJECTIVE = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]+(?:se|sche)$")  # 'vier Belgische': something follows
_QUOTED = re.compile(r"[‘'“\"„].*[’'”\"]")
_PAST = "heeft hebben had hadden werd werden waren gaf gaven ging gingen kwam kwamen zei nam trok viel vielen liet lieten gisteren"
_DISPATCH = r"[A-ZÀ-Þ][A-ZÀ-Þ /-]{2,}(?:,[^–—-]{3,20}|\([^)]*\)\s*)?[-–—]\s"  # where it comes from: 'DEN HAAG (ANP) - '
_ENTRY = re.compile(  # of a live blog, or the first line of a dispatch
    rf"\d{{1,2}}(?:[.:]\d\d|u\d\d|u)(?:\s*(?:uur|u\.?|h))?\s*(?:[-–—:]|[“‘A-ZÀ-Þ])|{_DISPATCH}"
)
_NO_HEADLINE = re.compile(rf"^\W*(?:\d{{1,2}}[.:]\d\d\b|{_DISPATCH})|\b(?:{'|'.join(_PAST.split())})\b|\([^)]*$")
_TAIL = 60  # characters at the end of a line that are looked at
_NARROWEST, _WIDEST = 25, 140  # characters: margins are set within these
_FEWEST = 3  # lines that were broken to call a margin exact
_NEAR = (
    0.88  # of a margin that is not exact: a line that long, with the word that did not fit any more, was broken by it
)
_SHORT = 0.8  # of a margin: a line shorter than that ends something
_LONGER = 1.15  # of a margin: a line that long was not broken by it
_RAGGED = 0.55  # of a margin that is not exact: a line that long may have been broken by it where the next goes on in lower case


class Margin(NamedTuple):
    """The width at which lines were broken; ``exact`` if each took as many words as fitted, as where a program broke them."""

    width: int
    exact: bool


def margin_of(source: str, lines: Sequence[Line]) -> Margin | None:
    """Give the width at which the lines of a text were broken; None for a text whose lines end where something ends.

    A text was broken by a margin if lines often stop within a sentence, so that the next goes on in lower case, and stop there
    because the next word would not have fitted; and if its paragraphs end as sentences do, unlike those of lists.
    """
    pairs = [pair for pair in pairwise(lines) if not pair[1].blank and not is_bullet(source, pair[1])]
    opened = [pair for pair in pairs if not _CLOSED.search(source, *_tail(pair[0]))]
    continued = [
        pair for pair in opened if _SMALL.match(source, *pair[1][:2]) or _last_word(source, pair[0]) in NEVER_LAST
    ]
    if not continued or len(continued) < 0.4 * len(opened):
        return None
    widths = sorted(line.width for line, _ in continued)
    margin = Margin(widths[-1 - len(widths) // 20], exact=False)
    near = sum(_fills(source, line, following, margin) for line, following in continued)
    ends = _paragraph_ends(lines)
    closed = sum(bool(_CLOSED.search(source, *_tail(ends[following]))) for _, following in continued)
    longer = sum(line.width > _LONGER * margin.width for line in lines)
    broken = near >= 0.6 * len(continued) and closed >= 0.5 * len(continued) and longer <= 0.1 * len(lines)
    if not broken or not _NARROWEST <= margin.width <= _WIDEST:
        return None
    exact = Margin(widths[-1], exact=True)
    full = all(_fills(source, line, following, exact) for line, following in continued)
    return exact if full and len(continued) >= _FEWEST else margin


def _paragraph_ends(lines: Sequence[Line]) -> dict[Line, Line]:
    """Give the last line of the paragraph of each line."""
    ends: dict[Line, Line] = {}
    for place in range(len(lines) - 1, -1, -1):
        last = place + 1 == len(lines) or lines[place + 1].blank
        ends[lines[place]] = lines[place] if last else ends[lines[place + 1]]
    return ends


def _tail(line: Line) -> tuple[int, int]:
    """Give the offsets of a line's last characters."""
    return max(line.start, line.end - _TAIL), line.end


def goes_on(source: str, line: Line, following: Line, margin: Margin | None, *, first: bool = False) -> bool:
    """Tell whether a line that another follows stops within a sentence, or where only the splitter can tell.

    Args:
        source: the text.
        line: the line.
        following: the one after it.
        margin: what ``margin_of`` gave.
        first: whether the line is the first of the text, which may be its headline.

    """
    if following.blank:
        return False
    tail = _tail(line)
    full = margin is not None and line.width <= _LONGER * margin.width and _fills(source, line, following, margin)
    if is_bullet(source, following):
        return full and bool(_ANNOUNCING.search(source, *tail) or _AGE.match(source, following.start))
    small = bool(_SMALL.match(source, following.start, following.end))
    if small and full:
        return True
    if _HYPHEN.search(source, *tail) or ((small or full) and _PENDING.search(source, *tail)):
        return True
    word = _last_word(source, line)
    if _is_abbreviation(word, source[line.start : line.end - len(word)]) and (small or line.width >= _NARROWEST):
        return True
    if margin is None or line.width > _LONGER * margin.width:
        return False
    reaching = line.width >= _RAGGED * margin.width
    if small:
        return reaching and not margin.exact
    if _CLOSED.search(source, *tail) or _ANNOUNCING.search(source, *tail):
        return full
    if first and _is_headline(source, line, following, margin):
        return False
    if word in NEVER_LAST or (word in LEADING_ON and not _opens(source, following)):
        return reaching or full
    return full and (not _opens(source, following) or _is_name(source, line, following))


def _is_headline(source: str, line: Line, following: Line, margin: Margin) -> bool:
    """Tell whether the first line of a text, before a capital, is its headline: it has few articles and no past tense."""
    text, word = source[line.start : line.end], _last_word(source, line)
    if _QUOTED.fullmatch(text):
        return True
    if _opens(source, following):
        return word not in NEVER_LAST or word == "dat"
    if _fills(source, line, following, margin) and (word in LEADING_ON or word in NEVER_LAST):
        return False
    if margin.exact and following.width < _SHORT * margin.width and not _CLOSED.search(source, *_tail(following)):
        return False  # a headline over two lines
    if _NO_HEADLINE.search(text) or _ADJECTIVE.search(text) or _NUMBER.match(source, following.start, following.end):
        return False
    return len(_ARTICLES.findall(text)) < 2


def _is_name(source: str, line: Line, following: Line) -> bool:
    """Tell whether a surname begins a line, its first name ending the one before: 'Sander / De Coninck'."""
    return bool(_SURNAME.match(source, following.start, following.end) and _NAMED.search(source, *_tail(line)))


def _fills(source: str, line: Line, following: Line, margin: Margin) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    found = _FIRST_WORD.match(source, following.start, following.end)
    needed = line.width + 1 + len(found[1] if found else "")
    return needed > (margin.width if margin.exact else _NEAR * margin.width)


def _opens(source: str, line: Line) -> bool:
    """Tell whether a line begins with a word that has a capital only where a sentence begins, or as an entry of a live blog does."""
    found = _FIRST_WORD.match(source, line.start, line.end)
    if _ENTRY.match(source, line.start, line.end):
        return True
    return found is not None and found[2].lower() in _BEGINNING and found[2][:1].isupper()


def _last_word(source: str, line: Line) -> str:
    """Give the word that a line ends in, with the full stop behind it; empty where it ends in another sign."""
    found = _LAST_WORD.search(source, *_tail(line))
    return found[1] + found[2] if found else ""


def _is_abbreviation(word: str, before: str) -> bool:
    """Tell whether a word with its full stop, behind what stands before it, is an abbreviation that something follows."""
    spelled = word.removesuffix(".")
    known = spelled in BEFORE or ("." in spelled and spelled.lower() in BEFORE)  # 'vs.', but 'in de VS.'
    return spelled != word and (known or is_title(spelled, before))
