"""Parse sentences in a stream, each one on its own, and encode them, each one in its article."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from duiding.arrays import Array
from duiding.encoder import MIDDLE, shared
from duiding.language.cache import ParseCache
from duiding.language.encodings import EncodingCache, articles_of, batches, encode
from duiding.language.parsed import ParsedSentence
from duiding.language.pipelines import PipelineInfo, choose, describe, folder_of, load, state_of

ENCODER = "frame_encoder"  # the component that needs the whole article
ENCODERS = {ENCODER: 1.0, "frame_encoder_middle": MIDDLE}  # how deep each reads, in the order in which they stand
BATCH = 256  # sentences: larger batches gain nothing measurable and keep a progress bar waiting
CHUNK = 1024  # sentences that one process gets at a time

_turn = threading.Lock()


class Parser:
    """A pipeline with the components that are needed, ready to parse sentences.

    Args:
        name: see ``duiding.language.load``.
        components: see ``duiding.language.load``; with ``frame_encoder`` or ``frame_encoder_middle`` among them, or both side by side,
            every parse has an encoding.

    """

    def __init__(self, name: str = "auto", components: Iterable[str] | None = None) -> None:
        self.name = choose(name)
        self.components = None if components is None else tuple(sorted(set(components)))
        depths = tuple(depth for one, depth in ENCODERS.items() if one in (self.components or ()))
        self.encoder = shared(depths) if depths else None
        self.nlp = load(self.name, self._reading)

    @property
    def info(self) -> PipelineInfo:
        """Name and version of the pipeline."""
        return describe(self.nlp)

    @property
    def identity(self) -> str:
        """What a parse depends on, as text, its encoding left out."""
        folder = folder_of(self.name)
        own = f"|{state_of(folder)}" if folder else ""
        return f"{self.info}|{','.join(self.nlp.pipe_names)}{own}"

    @property
    def _reading(self) -> tuple[str, ...] | None:
        """Components that read each sentence on its own."""
        return None if self.components is None else tuple(one for one in self.components if one not in ENCODERS)

    def stream(self, texts: Iterable[str], groups: Iterable[Any] | None = None) -> Iterator[ParsedSentence]:
        """Parse sentences one after another, in order, holding no more than a batch of them or one article.

        A batch is encoded in another thread while it is parsed: encoding keeps Python free.

        Args:
            texts: sentences; those of one article stand together, in order.
            groups: the article of each sentence, in which it is encoded; None where each is alone.

        """
        if self.encoder is None:
            yield from self._parsed(texts)
            return
        with ThreadPoolExecutor(1) as beside:
            for batch in batches(articles_of(texts, groups), BATCH):
                encoded = beside.submit(self.encoder.encode, batch)
                parsed = list(self._parsed(text for article in batch for text in article))
                yield from map(_with_encoding, parsed, chain.from_iterable(encoded.result()), _in_article(batch))

    def parse(
        self,
        texts: Iterable[str],
        groups: Sequence[Any] | None = None,
        *,
        cache: ParseCache | None = None,
        jobs: int = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[ParsedSentence]:
        """Parse all sentences; with a cache, only those that it does not know.

        Args:
            texts: sentences; those of one article stand together, in order.
            groups: see ``stream``.
            cache: where parses are kept between runs; encodings go to the same folder.
            jobs: number of processes.
            progress: called with (sentences parsed, sentences to parse) now and then, then likewise of encoding.

        """
        ordered = list(texts)
        known = cache.read(dict.fromkeys(ordered)) if cache else {}
        new = [text for text in dict.fromkeys(ordered) if text not in known]
        fresh: list[ParsedSentence] = []
        for chunk in self._chunks(new, jobs):
            fresh.extend(chunk)
            if progress:
                progress(len(fresh), len(new))
        if cache and fresh:
            cache.write({parse.text: parse for parse in fresh})
        known.update((parse.text, parse) for parse in fresh)
        parsed = [known[text] for text in ordered]
        if self.encoder is None:
            return parsed
        kept = EncodingCache(self.encoder, cache.path.parent) if cache else None
        encodings = encode(self.encoder, ordered, groups, cache=kept, progress=progress)
        return list(map(_with_encoding, parsed, encodings, _in_article(articles_of(ordered, groups))))

    def _parsed(self, texts: Iterable[str]) -> Iterator[ParsedSentence]:
        """Parse without encoding.

        Words that a batch brings are forgotten with it (spaCy's memory zone), or memory would grow with every new name. Threads
        take turns: a zone is the pipeline's, and closing it would take the words from under another thread.
        """
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            with _turn, self.nlp.memory_zone():
                parsed = [ParsedSentence.from_doc(doc) for doc in self.nlp.pipe(batch, batch_size=BATCH)]
            yield from parsed

    def _chunks(self, texts: list[str], jobs: int) -> Iterator[list[ParsedSentence]]:
        if jobs == 1 or len(texts) < 2 * CHUNK:
            stream = self._parsed(texts)
            while chunk := list(islice(stream, BATCH)):
                yield chunk
            return
        from joblib import Parallel, delayed  # takes long to import, and one process needs it not

        pieces = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
        calls = (delayed(_parse_piece)(self.name, self._reading, piece) for piece in pieces)
        yield from Parallel(n_jobs=jobs, return_as="generator")(calls)


def _with_encoding(parse: ParsedSentence, encoding: Array, in_article: bool) -> ParsedSentence:
    return replace(parse, encoding=encoding, in_article=in_article)


def _in_article(articles: Iterable[Sequence[str]]) -> Iterator[bool]:
    return (len(article) > 1 for article in articles for _ in article)


def _parse_piece(name: str, components: tuple[str, ...] | None, texts: list[str]) -> list[ParsedSentence]:
    return list(Parser(name, components).stream(texts))
