"""What each word of a sentence adds to what is decided from its encoding: the change when it is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.encoder import LONGEST, Encoder
from duiding.language import ParsedSentence

_READ = LONGEST + 100  # words of a sentence; a margin, since one is left out and the last may be cut
_TOGETHER = 64  # sentences whose variants are encoded in one go
_ALIKE = 1e-6  # decision values closer than this are the same: a sentence without others around it


class Shares(NamedTuple):
    """What the tokens add, shape (tokens, labels), and the sentences around, shape (labels,); None where there are none."""

    by_word: Array
    around: Array | None


def word_shares(
    sentences: Sequence[ParsedSentence], totals: Array, encoder: Encoder, decide: Callable[[Sequence[Array]], Array]
) -> Iterator[Shares]:
    """Share out what encodings add to decision values; the shares of a sentence add up to its total.

    The sentence is encoded by itself, and again without each of its words. What all its words together change is not what the
    sentence adds, since words act on each other: the rest goes to the words by the size of their changes. What the sentence adds in
    its article beyond what it adds alone is due to the sentences around.

    Args:
        sentences: parsed.
        totals: what the encoding of each adds in its article, shape (sentences, labels).
        encoder: that made the encodings.
        decide: gives what encodings add, shape (n, labels).

    """
    for first in range(0, len(sentences), _TOGETHER):
        batch = sentences[first : first + _TOGETHER]
        variants = [[sentence.text, *_without_each_word(sentence)] for sentence in batch]
        encoded = [rows[0] for rows in encoder.encode([text] for texts in variants for text in texts)]
        values = np.split(decide(encoded), np.cumsum([len(texts) for texts in variants])[:-1])
        for sentence, total, found in zip(batch, totals[first:], values, strict=False):
            alone = np.allclose(found[0], total, rtol=0, atol=_ALIKE)
            own = total if alone else found[0]
            yield Shares(_shared(own, found[0] - found[1:], sentence), None if alone else total - own)


def _without_each_word(sentence: ParsedSentence) -> Iterator[str]:
    words = _words(sentence)
    spans = sentence.spans
    text = sentence.text if len(words) < _READ else sentence.text[: spans[words[-1]][1]]
    for start, end in (spans[i] for i in words):
        yield text[:start] + text[end:].lstrip()


def _words(sentence: ParsedSentence) -> list[int]:
    """Give the places of the words that the encoder can have read, each of which is a piece or more to it."""
    return list(islice((i for i, form in enumerate(sentence.forms) if _is_word(form)), _READ))


def _shared(own: Array, changes: Array, sentence: ParsedSentence) -> Array:
    words = _words(sentence)
    by_word = np.zeros((len(sentence), len(own)))
    by_word[words] = changes
    sizes = np.abs(by_word).sum(axis=0)
    even = 1 / max(len(sentence), 1)
    weights = np.where(sizes > 0, np.abs(by_word) / np.where(sizes > 0, sizes, 1), even)
    return np.asarray(by_word + weights * (own - by_word.sum(axis=0)))


def _is_word(form: str) -> bool:
    return any(character.isalnum() for character in form)
