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
_ADJECTIVES = ("se", "s", "sch", "sche", "aans", "aanse")


class Entity(NamedTuple):
    """What the pipeline's entity recogniser found."""

    text: str
    kind: str


def actors_in(sentence: ParsedSentence, lexicon: Lexicon, entities: Iterable[Entity] = ()) -> list[str]:
    """Name the actors of a sentence in order, each once, as they are written there; a genitive 's is left out."""
    names = [_name(sentence, hit) for hit in lexicon.match(sentence) if hit.is_actor and _is_name(sentence, hit)]
    known = {name.lower() for name in names}
    for name in _of_entities(entities):
        if not any(name.lower() in other or other in name.lower() for other in known):
            names.append(name)
    return list(dict.fromkeys(names))


def _of_entities(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        if entity.kind in _ENTITIES and entity.text[:1].isupper():
            yield _plain(entity.text)


def _is_name(sentence: ParsedSentence, hit: Hit) -> bool:
    first, last = sentence.forms[hit.start], hit.end - 1
    if not any(form[0].isupper() for form in sentence.forms[hit.start : hit.end]):
        return False
    if hit.entry.event in _PEOPLE and _is_adjective(sentence, last, hit):
        return False
    if hit.entry.event in _NAMING:
        return True
    return hit.entry.event == "actor-nationality" and first[0].isupper()


def _is_adjective(sentence: ParsedSentence, i: int, hit: Hit) -> bool:
    """Tell 'Russische troepen' from 'Russen': an adjective ends as one does and a noun follows, or is tagged as one."""
    form = sentence.forms[i].lower()
    if hit.entry.event == "actor-home" and not form.endswith(_ADJECTIVES):
        return False
    if sentence.tags[i] == "ADJ" or form.endswith(("sche", "se")):
        return True
    followed = i + 1 < len(sentence) and sentence.tags[i + 1] in _NOUNS
    return followed and form.endswith(_ADJECTIVES)


def _name(sentence: ParsedSentence, hit: Hit) -> str:
    if hit.end - hit.start > 1:
        return " ".join(sentence.forms[hit.start : hit.end])
    form, stem = sentence.forms[hit.start], hit.entry.stem.lower()
    # 'EU-sancties' names the EU.
    piece = next((piece for piece in form.split("-") if piece.lower() == stem), form)
    return _plain(piece)


def _plain(name: str) -> str:
    for ending in ("'s", "’s"):
        if name.endswith(ending) and name[-3:-2] in "aiou":
            return name if name[0].isupper() and name.lower().endswith(("houthi’s", "houthi's")) else name[:-2]
    return name
