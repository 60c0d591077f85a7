"""One name for each actor: Moskou and het Kremlin are Rusland, Poetin is the Vladimir Poetin of earlier in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiding.attribution.attribution import Attribution
from duiding.lexicon import Lexicon

_ARTICLES = frozenset({"de", "het", "een", "'t", "’t"})
_PARTICLES = frozenset(
    "van der den de ter ten te von zu di da del la le du bin ibn ben abu al el 't ’t".split()  # noqa: SIM905  # a line, not thirty
)
_OFFICES = (
    *(
        "president",
        "premier",
        "minister",
        "kanselier",
        "koning",
        "koningin",
        "prins",
        "generaal",
        "kolonel",
        "commandant",
    ),
    *(
        "leider",
        "chef",
        "baas",
        "gezant",
        "diplomaat",
        "woordvoerder",
        "woordvoerster",
        "voorzitter",
        "commissaris",
        "secretaris",
    ),
    *(
        "ambassadeur",
        "ambtgenoot",
        "dictator",
        "senator",
        "directeur",
        "minister-president",
        "wethouder",
        "burgemeester",
    ),
)  # also at the beginning of a sentence, where they have a capital
_BINDING = frozenset(
    [
        "aan",
        "achter",
        "als",
        "bij",
        "boven",
        "buiten",
        "door",
        "en",
        "in",
        "langs",
        "met",
        "na",
        "naar",
        "namens",
        "of",
        "om",
        "onder",
        "op",
        "over",
        "per",
        "sinds",
        "te",
        "tegen",
        "tijdens",
        "tot",
        "tussen",
        "uit",
        "voor",
        "volgens",
        "wegens",
        "zonder",
    ]
)  # what stands behind one of these is not the name of whom the words before it tell
_OF_MINISTRY = re.compile(
    r"\bvan (?:Buitenlandse Zaken|Binnenlandse Zaken|Defensie|Financiën|Economische Zaken|Justitie|Europese Zaken|Handel)\b"
)
_BODY_OFFICE = re.compile(r"[\w.]+-[a-zëïöü]+")  # NAVO-chef, VN-gezant
_MOST = 5  # words in a person's name


class ActorMerger:
    """Gives each actor of an article one name.

    States, bodies and armed groups get the ``canonical`` name of their entry in the lexicon; where it has none, and for what it does not
    know, the name is kept as it is written. What somebody is (president, hoogleraar) is left out before a name. A surname joins the full name that stood before it in
    the article; not where two persons of different first names have it.

    Args:
        lexicon: with entries for actors.

    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._canonical = {one.stem.lower(): one.canonical for one in lexicon.entries if one.canonical}
        self._known = {one.stem.lower() for one in lexicon.entries if one.event.startswith("actor")}
        self._offices = {one.stem.lower() for one in lexicon.entries if one.event == "actor-office"}

    def of(self, article: Sequence[Attribution]) -> list[Attribution]:
        """Give the sentences of one article, in order, with the name of each actor in the place of what is written."""
        persons: dict[str, list[str]] = {}
        return [
            Attribution(
                self._name(one.speaker, persons),
                tuple(self._name(name, persons) for name in one.blamed),
                tuple(self._name(name, persons) for name in one.actors),
            )
            for one in article
        ]

    def _name(self, written: str, persons: dict[str, list[str]]) -> str:
        words = written.split()
        if words and words[0].lower() in _ARTICLES:
            words = words[1:]
        whole = " ".join(words).lower()
        if canonical := self._canonical.get(whole) or self._canonical.get(whole.split(" van ")[0]):
            return canonical  # 'beschuldigt Rusland van agressie' is often parsed as one phrase
        name = " ".join(self._person(words))
        if not name:
            return written
        return _joined(name, persons)

    def _person(self, words: Sequence[str]) -> list[str]:
        """Give the words of a person's name without the office before it; none where that is no such name."""
        words = _OF_MINISTRY.sub("", " ".join(words)).split()
        for place in range(len(words) - 1, -1, -1):
            if words[place] in _BINDING:
                return []
            if self._is_office(words[place], first=place == 0):
                words = words[place + 1 :]
                break
        named = bool(words) and words[0][0].isupper() and words[-1][0].isupper() and len(words) <= _MOST
        if not named or not all(map(_in_a_name, words)) or any(word.lower() in self._known for word in words):
            return []
        return list(words)

    def _is_office(self, word: str, *, first: bool) -> bool:
        """Tell whether a word is what somebody is: any in small letters before a name; with a capital where it opens a sentence."""
        if _BODY_OFFICE.fullmatch(word):
            return True
        if word[0].isupper():
            return first and (word.lower() in self._offices or word.lower().endswith(_OFFICES))
        return word.isalpha() and not _in_a_name(word)


def _in_a_name(word: str) -> bool:
    return word[0].isupper() or word in _PARTICLES or word.startswith(("al-", "el-"))


def _joined(name: str, persons: dict[str, list[str]]) -> str:
    """Give the full name that a surname stands for, and remember full names by all that they may be called later."""
    words = name.casefold().split()
    before = persons.get(name.casefold(), [])
    if before:
        firsts = {full.split()[0].casefold() for full in before}
        return before[0] if len(firsts) == 1 else name
    for place in range(len(words) if len(words) > 1 else 0):
        persons.setdefault(" ".join(words[place:]), []).append(name)
    return name
