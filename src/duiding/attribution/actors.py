"""Which states, capitals, bodies, armed groups, peoples and, where the pipeline has entities, persons a sentence names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from duiding.language import ParsedSentence
from duiding.lexicon import Hit, Lexicon

_NAMING = frozenset({"actor-state", "actor-capital", "actor-body", "actor-group", "actor-home"})
_PEOPLE = frozenset({"actor-nationality", "actor-home"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_ENTITIES = frozenset({"PERSON", "PER", "NORP", "ORG", "GPE", "LOC"})
_ADJECTIVES = ("se", "s", "sch", "sche")
_GENITIVES = ("'s", "’s", "s")


class Entity(NamedTuple):
    """What the pipeline's entity recogniser found."""

    text: str
    kind: str


class ActorNames:
    """Names the actors of sentences.

    Args:
        lexicon: with entries for actors.

    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        events = _NAMING | _PEOPLE
        self._stems = frozenset(entry.stem.lower() for entry in lexicon.entries if entry.event in events)

    def of(self, sentence: ParsedSentence, entities: Iterable[Entity] = ()) -> list[str]:
        """Name the actors in order, each once, as they are written there; a genitive s is left out."""
        hits = (hit for hit in self._lexicon.match(sentence) if hit.is_actor)
        names = [name for hit in hits if (name := self._name(sentence, hit))]
        known = {name.lower() for name in names}
        for name in _of_entities(entities):
            if not any(name.lower() in other or other in name.lower() for other in known):
                names.append(name)
        return list(dict.fromkeys(names))

    def _name(self, sentence: ParsedSentence, hit: Hit) -> str | None:
        form = sentence.forms[hit.start]
        if hit.entry.event == "actor-office":
            # 'VN-chef' names an office, and the VN.
            front = form.split("-")[0]
            return front if front != form and front[0].isupper() and front.lower() in self._stems else None
        if not _is_name(sentence, hit):
            return None
        if hit.end - hit.start > 1:
            return " ".join(sentence.forms[hit.start : hit.end])
        # 'EU-sancties' names the EU.
        piece = next((piece for piece in form.split("-") if piece.lower() == hit.entry.stem.lower()), form)
        return self._without_genitive(sentence, hit.end, piece)

    def _without_genitive(self, sentence: ParsedSentence, following: int, name: str) -> str:
        if following < len(sentence) and sentence.forms[following] in _GENITIVES:
            plural = name + sentence.forms[following]
            return plural if plural.lower().replace("’", "'") in self._stems else name
        bare = name.removesuffix("s")
        return bare if bare != name and bare.lower() in self._stems else name


def _of_entities(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        if entity.kind in _ENTITIES and entity.text[:1].isupper():
            yield entity.text


def _is_name(sentence: ParsedSentence, hit: Hit) -> bool:
    if not any(form[0].isupper() for form in sentence.forms[hit.start : hit.end]):
        return False
    return hit.entry.event not in _PEOPLE or not _is_adjective(sentence, hit)


def _is_adjective(sentence: ParsedSentence, hit: Hit) -> bool:
    """Tell 'Russische troepen' from 'Russen': an adjective ends as one does and a noun follows, or is tagged as one."""
    last = hit.end - 1
    form = sentence.forms[last].lower()
    if not form.endswith(_ADJECTIVES):
        return sentence.tags[last] == "ADJ" and hit.entry.event == "actor-nationality"
    followed = hit.end < len(sentence) and sentence.tags[hit.end] in _NOUNS
    return followed or sentence.tags[last] == "ADJ" or form.endswith("se")
