"""What the features know of a sentence once spaCy has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
    """One sentence as parallel tuples, an entry a token; light enough to cache and to send to another process.

    ``tags`` are universal part-of-speech tags and ``relations`` universal dependency relations, empty strings where the
    pipeline has no such component. ``heads`` holds the position of each token's head (its own for a root).
    ``vector`` is the mean of the pipeline's token vectors, shape (width,), or None where it makes none.
    """

    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    finite: tuple[bool, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    vector: np.ndarray[Any, np.dtype[np.float32]] | None = None

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.forms)

    @classmethod
    def from_doc(cls, doc: Doc) -> ParsedSentence:
        """Take over what a parsed Doc of one sentence says, white space tokens left out."""
        tokens = [token for token in doc if not token.is_space]
        place = {token.i: position for position, token in enumerate(tokens)}
        return cls(
            text=doc.text,
            forms=tuple(token.text for token in tokens),
            lemmas=tuple(token.lemma_ or token.lower_ for token in tokens),
            tags=tuple(token.pos_ for token in tokens),
            finite=tuple("Fin" in token.morph.get("VerbForm", []) for token in tokens),
            relations=tuple(token.dep_ for token in tokens),
            heads=tuple(place.get(token.head.i, position) for position, token in enumerate(tokens)),
            vector=doc.tensor.mean(axis=0).astype(np.float32) if len(doc.tensor) else None,
        )

    def to_record(self) -> list[Any]:
        """Turn it into plain lists that msgpack can write."""
        vector = None if self.vector is None else self.vector.tobytes()
        return [
            self.text,
            self.forms,
            self.lemmas,
            self.tags,
            self.finite,
            self.relations,
            self.heads,
            vector,
        ]

    @classmethod
    def from_record(cls, record: Sequence[Any]) -> ParsedSentence:
        """Read it back from what ``to_record`` made."""
        text, *columns, vector = record
        forms, lemmas, tags, finite, relations, heads = (tuple(column) for column in columns)
        array = None if vector is None else np.frombuffer(vector, dtype=np.float32)
        return cls(text, forms, lemmas, tags, finite, relations, heads, array)
