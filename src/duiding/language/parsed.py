"""What the features know of a sentence once spaCy has read it."""

from __future__ import annotations

import functools
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from spacy import attrs
from spacy.tokens import Doc

_ATTRIBUTES = [
    attrs.IS_SPACE,
    attrs.ORTH,
    attrs.LEMMA,
    attrs.POS,
    attrs.MORPH,
    attrs.DEP,
    attrs.HEAD,
]


@functools.lru_cache(maxsize=4096)
def _is_finite(morph: str) -> bool:
    return "VerbForm=Fin" in morph


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
    """One sentence as parallel tuples, an entry a token; light enough to cache and to send to another process.

    ``tags`` are universal part-of-speech tags and ``relations`` universal dependency relations, empty strings where the
    pipeline has no such component. ``heads`` holds the position of each token's head (its own for a root).
    ``vector`` is the mean of the pipeline's token vectors, shape (width,), or None where it makes none.
    ``entities`` are text and kind of each named entity, none where the pipeline has no recogniser.
    """

    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    finite: tuple[bool, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    vector: np.ndarray[Any, np.dtype[np.float32]] | None = None
    entities: tuple[tuple[str, str], ...] = ()

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.forms)

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
            vector=doc.tensor.mean(axis=0).astype(np.float32) if len(doc.tensor) else None,
            entities=tuple((span.text, span.label_) for span in doc.ents),
        )

    def without_relations(self) -> ParsedSentence:
        """Give it as a pipeline without a dependency parser makes it."""
        return replace(self, relations=("",) * len(self), heads=tuple(range(len(self))))

    def to_record(self) -> list[Any]:
        """Turn it into plain lists that JSON can write."""
        vector = None if self.vector is None else b64encode(self.vector.tobytes()).decode()
        return [
            self.text,
            self.forms,
            self.lemmas,
            self.tags,
            self.finite,
            self.relations,
            self.heads,
            vector,
            self.entities,
        ]

    @classmethod
    def from_record(cls, record: Sequence[Any]) -> ParsedSentence:
        """Read it back from what ``to_record`` made."""
        text, *columns, vector, entities = record
        forms, lemmas, tags, finite, relations, heads = (tuple(column) for column in columns)
        array = None if vector is None else np.frombuffer(b64decode(vector), dtype=np.float32)
        return cls(text, forms, lemmas, tags, finite, relations, heads, array, tuple(map(tuple, entities)))
