"""Read who speaks, who is blamed and who is named in an article's sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiding.attribution.actors import ActorNames, Entity
from duiding.attribution.blame import blamed_in
from duiding.attribution.following import follow
from duiding.attribution.quotations import quotations
from duiding.attribution.speakers import speaker_of
from duiding.features import components_for
from duiding.language import ParsedSentence, Parser
from duiding.lexicon import Lexicon

COMPONENTS = (*components_for(["words"]), "parser", "ner")


class Attribution(NamedTuple):
    """Who stands behind one sentence, as written in the article; pronouns are replaced by whom they stand for.

    ``speaker`` is empty where the writer speaks; ``blamed`` are held responsible or accused; ``actors`` are named.
    """

    speaker: str
    blamed: tuple[str, ...]
    actors: tuple[str, ...]


class Attributor:
    """Reads who speaks, who is blamed and who is named, from the dependency parse.

    The features of a classifier seldom need the parser, which costs most of the time: this loads a pipeline of its own with it, or
    takes sentences that were parsed with these ``components``.

    Args:
        pipeline: name of a spaCy pipeline (see ``duiding.language.load``).
        lexicon: with entries for actors, as a classifier carries it.

    """

    def __init__(self, pipeline: str, lexicon: Lexicon) -> None:
        self.components = COMPONENTS
        self._parser = Parser(pipeline, COMPONENTS)
        self._lexicon = lexicon

    @property
    def available(self) -> bool:
        """Whether the pipeline parses; without a parse nothing is attributed."""
        return self._parser.nlp.has_pipe("parser")

    def attribute(self, sentences: Sequence[str] | Sequence[ParsedSentence]) -> list[Attribution]:
        """Read the sentences of one article, as texts or parsed, in order; all empty where the pipeline has no parse."""
        if not self.available:
            return [Attribution("", (), ()) for _ in sentences]
        texts = [one for one in sentences if isinstance(one, str)]
        parsed = list(self._parser.stream(texts)) if texts else [one for one in sentences if not isinstance(one, str)]
        entities = [[Entity(*entity) for entity in one.entities] for one in parsed]
        return attribute(parsed, self._lexicon, entities)


def attribute(
    sentences: Sequence[ParsedSentence], lexicon: Lexicon, entities: Sequence[Sequence[Entity]]
) -> list[Attribution]:
    """Read parsed sentences of one article, in order.

    Args:
        sentences: parsed with a parser.
        lexicon: with entries for actors.
        entities: those of each sentence; empty where the pipeline finds none.

    """
    actors = ActorNames(lexicon)
    quoted = list(quotations(sentences))
    own = [speaker_of(sentence, marks.tokens) for sentence, marks in zip(sentences, quoted, strict=True)]
    speakers = follow(sentences, quoted, own)
    return [
        Attribution(speaker, tuple(phrase.text for phrase in blamed_in(sentence)), tuple(actors.of(sentence, found)))
        for sentence, speaker, found in zip(sentences, speakers, entities, strict=True)
    ]
