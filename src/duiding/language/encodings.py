"""Encodings of sentences, each read in its article, and a cache of them on disk."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.disk_cache import DiskCache, code_digest
from duiding.encoder import WIDTH, Encoder

BATCH = 1024  # sentences encoded between two words to whoever waits
_MOST_TOGETHER = 4096  # sentences of one article that are held at a time: no newspaper's article has as many


class EncodingCache:
    """Encodings of whole articles by the text of all their sentences, a file for each depth of the encoder.

    Args:
        encoder: that makes them.
        folder: see ``DiskCache``.

    """

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        digest = f"{encoder.digest} read by {code_digest('encoder')}"
        self.depths = [
            _Depth("encoding", digest if depth == 1 else f"{digest} at {depth:.4f}", folder) for depth in encoder.depths
        ]

    def read(self, keys: Iterable[str]) -> dict[str, Array]:
        """Give what is known at all depths, an array of shape (sentences, width) for each article."""
        ordered = list(keys)
        found = [one.read(ordered) for one in self.depths]
        return {key: np.hstack([one[key] for one in found]) for key in ordered if all(key in one for one in found)}

    def write(self, results: Mapping[str, Array]) -> None:
        """Add encodings."""
        for number, one in enumerate(self.depths):
            one.write({key: rows[:, number * WIDTH : (number + 1) * WIDTH] for key, rows in results.items()})


class _Depth(DiskCache[Array]):
    """Encodings at one depth, an array of shape (sentences, 384) for each article."""

    def encode(self, result: Array) -> str:
        """Write the figures of an article."""
        return b64encode(result.astype("<f4").tobytes()).decode()

    def decode(self, record: Any) -> Array:
        """Read the figures of an article back."""
        return np.frombuffer(b64decode(record, validate=True), dtype="<f4").reshape(-1, WIDTH)


def articles_of(texts: Iterable[str], groups: Iterable[Any] | None = None) -> Iterator[list[str]]:
    """Put the sentences that stand together and have one group into one article; without groups each is alone.

    A file with a sentence a line may be an article without end: it is parted, so that memory stays flat.

    Args:
        texts: sentences.
        groups: the article of each sentence.

    >>> list(articles_of(["a", "b", "c"], [1, 1, 2]))
    [['a', 'b'], ['c']]
    >>> list(articles_of(["a", "b"]))
    [['a'], ['b']]

    """
    if groups is None:
        yield from ([text] for text in texts)
        return
    for _, rows in groupby(zip(groups, texts, strict=True), key=lambda row: row[0]):
        while article := [text for _, text in islice(rows, _MOST_TOGETHER)]:
            yield article


def encode(
    encoder: Encoder,
    texts: Iterable[str],
    groups: Iterable[Any] | None = None,
    *,
    cache: EncodingCache | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Array:
    """Encode sentences, each read in its article; with a cache, only the articles that it does not know.

    Args:
        encoder: the encoder.
        texts: sentences; those of one article stand together, in order.
        groups: the article of each sentence; None where each is alone.
        cache: where encodings are kept between runs.
        progress: called with (sentences encoded, sentences to encode) now and then.

    Returns:
        float32 of shape (sentences, width of the encoder).

    """
    articles = list(articles_of(texts, groups))
    keys = [json.dumps(article) for article in articles]
    known = cache.read(dict.fromkeys(keys)) if cache else {}
    new = {key: article for key, article in zip(keys, articles, strict=True) if len(known.get(key, ())) != len(article)}
    total, done = sum(map(len, new.values())), 0
    for batch in batches(new.values(), BATCH):
        fresh = dict(zip(map(json.dumps, batch), encoder.encode(batch), strict=True))
        if cache:
            cache.write(fresh)
        known |= fresh
        done += sum(map(len, batch))
        if progress:
            progress(done, total)
    return np.concatenate([np.zeros((0, encoder.width), np.float32), *(known[key] for key in keys)])


def batches(articles: Iterable[list[str]], size: int) -> Iterator[list[list[str]]]:
    """Put whole articles together until they have ``size`` sentences."""
    batch: list[list[str]] = []
    count = 0
    for article in articles:
        batch.append(article)
        count += len(article)
        if count >= size:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch
