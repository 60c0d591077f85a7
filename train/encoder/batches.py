"""What one step of training reads: windows of sentences, padded to one length."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from duiding.arrays import Array
from duiding.encoder.encoder import END, PAD, START
from duiding.encoder.windows import LENGTH

_SHORTEST = 64  # tokens of the shortest window that training packs
_HEADED = 0.8  # share of later windows that begin with the headline
_LINKED = 0.7  # share of later windows that have the sentence before


class Sentence(NamedTuple):
    """Tokens of a sentence, the mark of its end last.

    ``label`` is -1 where none was given. ``target`` holds the share of each label that is to be learned, with ``weight``; a sentence of weight
    0 only helps to read others.
    """

    tokens: list[int]
    label: int = -1
    target: tuple[float, ...] = ()
    weight: float = 0.0

    def as_context(self) -> Sentence:
        """Give the sentence as one that only helps to read others."""
        return Sentence(self.tokens)


class Batch(NamedTuple):
    """Windows of one length: ``means`` (windows, sentences, tokens) averages the tokens of each sentence; the rest is by sentence."""

    tokens: Array
    mask: Array
    means: Array
    labels: Array
    targets: Array
    weights: Array


def pack(article: Sequence[Sentence], alone: float, rng: random.Random) -> list[list[Sentence]]:
    """Cut an article into windows for an epoch, another way each time.

    Args:
        article: its sentences.
        alone: how often the sentences are read one by one instead.
        rng: chance.

    """
    if rng.random() < alone:
        return [[sentence] for sentence in article]
    limit = LENGTH if rng.random() < 0.5 else rng.randint(_SHORTEST, LENGTH)
    room = limit - (rng.randint(0, limit - _SHORTEST // 2) if rng.random() < 0.5 else 0)
    packed: list[list[Sentence]] = []
    window: list[Sentence] = []
    used = 1
    for place, sentence in enumerate(article):
        if window and used + len(sentence.tokens) > room:
            packed.append(window)
            window = [article[0].as_context()] if rng.random() < _HEADED else []
            if place > 1 and rng.random() < _LINKED:
                window.append(article[place - 1].as_context())
            used, room = 1 + sum(len(one.tokens) for one in window), limit
        window.append(sentence)
        used += len(sentence.tokens)
    return [*packed, window] if window else packed


def batches(
    windows: Iterable[list[Sentence]], tokens: int, rng: random.Random | None = None
) -> list[list[list[Sentence]]]:
    """Put windows of about one length together.

    Args:
        windows: windows of sentences.
        tokens: tokens of a batch, padding included.
        rng: chance, for lengths that differ a little and batches in any order; None for the longest first.

    """
    noise = (lambda: rng.uniform(0.9, 1.1)) if rng else (lambda: 1.0)
    ordered = sorted(windows, key=lambda window: -length(window) * noise())
    found: list[list[list[Sentence]]] = []
    batch: list[list[Sentence]] = []
    longest = 0
    for window in ordered:
        longest = max(longest, length(window))
        if batch and longest * (len(batch) + 1) > tokens:
            found.append(batch)
            batch, longest = [], length(window)
        batch.append(window)
    found += [batch] if batch else []
    if rng:
        rng.shuffle(found)
    return found


def length(window: Sequence[Sentence]) -> int:
    """Count the tokens of a window, its first mark included."""
    return 1 + sum(len(sentence.tokens) for sentence in window)


def collate(batch: Sequence[Sequence[Sentence]], labels: int) -> Batch:
    """Turn windows into arrays; ``labels`` is how many there are."""
    longest, most = max(map(length, batch)), max(map(len, batch))
    tokens = np.full((len(batch), longest), PAD, np.int64)
    mask = np.zeros((len(batch), longest), bool)
    means = np.zeros((len(batch), most, longest), np.float32)
    codes = np.full((len(batch), most), -1, np.int64)
    targets = np.zeros((len(batch), most, labels), np.float32)
    weights = np.zeros((len(batch), most), np.float32)
    for row, window in enumerate(batch):
        tokens[row, 0], place = START, 1
        for number, sentence in enumerate(window):
            end = place + len(sentence.tokens)
            tokens[row, place:end] = sentence.tokens
            means[row, number, place:end] = 1 / len(sentence.tokens)
            codes[row, number], weights[row, number] = sentence.label, sentence.weight
            targets[row, number] = sentence.target or 0
            place = end
        mask[row, :place] = True
    return Batch(tokens, mask, means, codes, targets, weights)


def ended(tokens: list[int]) -> list[int]:
    """Add the mark of a sentence's end."""
    return [*tokens, END]
