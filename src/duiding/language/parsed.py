"""What the features know of a sentence once spaCy has read it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from spacy import attrs
from spacy.tokens import Doc

from duiding.arrays import Array

_ATTRIBUTES = [attrs.IS_SPACE, attrs.ORTH, attrs.LEMMA, attrs.POS, attrs.MORPH, attrs.DEP, attrs.HEAD]


@functools.lru_cache(maxsize=4096)
def _is_finite(morph: str) -> bool:
    return "VerbForm=Fin" in morph


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
    """One sentence as parallel tuples, an entry a token; light enough to cache and to send to another process.

    ``tags`` are universal part-of-speech tags and ``relations`` universal dependency relations, empty strings where the
    pipeline has no such component. ``heads`` holds the position of each token's head (its own for a root).
    ``entities`` are text and kind of each named entity, none where the pipeline has no recogniser. ``encoding`` is what
    ``duiding.encoder`` makes of the sentence in its article, shape (384,), where the component ``frame_encoder`` is asked for, else
    None, and ``in_article`` whether that article has other sentences; neither is part of a record, since the same sentence is read
    otherwise in another article.
    """

    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    finite: tuple[bool, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    entities: tuple[tuple[str, str], ...] = ()
    encoding: Array | None = None
    in_article: bool = False

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.forms)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each token stands in ``text``."""
        found = []
        end = 0
        for form in self.forms:
            start = self.text.index(form, end)
            end = start + len(form)
            found.append((start, end))
        return tuple(found)

    @classmethod
    def from_doc(cls, doc: Doc) -> ParsedSentence:
        """Take over what a parsed Doc of one sentence says, white space tokens left out."""
        strings = doc.vocab.strings
        table = doc.to_array(_ATTRIBUTES)
        if table[:, 0].any():
            keep = np.flatnonzero(table[:, 0] == 0)
            place = np.full(len(doc), -1)
            place[keep] = np.arange(len(keep))
            heads = place[(np.arange(len(doc)) + table[:, 6].view(np.int64))[keep]]
            table, heads = table[keep], np.where(heads < 0, np.arange(len(keep)), heads)
        else:
            heads = np.arange(len(doc)) + table[:, 6].view(np.int64)
        forms = tuple(strings[number] for number in table[:, 1].tolist())
        lemmas = (strings[number] if number else "" for number in table[:, 2].tolist())
        return cls(
            text=doc.text,
            forms=forms,
            lemmas=tuple(lemma or form.lower() for lemma, form in zip(lemmas, forms, strict=True)),
            tags=tuple(strings[number] if number else "" for number in table[:, 3].tolist()),
            finite=tuple(_is_finite(strings[number]) if number else False for number in table[:, 4].tolist()),
            relations=tuple(strings[number] if number else "" for number in table[:, 5].tolist()),
            heads=tuple(heads.tolist()),
            entities=tuple((span.text, span.label_) for span in doc.ents),
        )

    def without_relations(self) -> ParsedSentence:
        """Give it as a pipeline without a dependency parser makes it."""
        return replace(self, relations=("",) * len(self), heads=tuple(range(len(self))))

    def to_record(self) -> list[Any]:
        """Turn it into plain lists that JSON can write."""
        return [self.text, self.forms, self.lemmas, self.tags, self.finite, self.relations, self.heads, self.entities]

    @classmethod
    def from_record(cls, record: Sequence[Any]) -> ParsedSentence:
        """Read it back from what ``to_record`` made."""
        text, *columns, entities = record
        forms, lemmas, tags, finite, relations, heads = (tuple(column) for column in columns)
        return cls(text, forms, lemmas, tags, finite, relations, heads, tuple(map(tuple, entities)))


def in_article(sentences: Sequence[ParsedSentence]) -> Array:
    """Tell which sentences are read in an article, shape (sentences,)."""
    return np.array([one.in_article for one in sentences], dtype=bool)
