"""Sentences to vectors, each read in its article."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from duiding.arrays import Array
from duiding.encoder.windows import windows
from duiding.errors import MissingFileError

WEIGHTS = Path(__file__).with_name("weights")
WIDTH = 384
START, PAD, END = 0, 1, 2  # numbers of the pieces <s>, <pad> and </s>
LONGEST = 200  # tokens read of a sentence
MIDDLE = 2 / 3  # of the layers: there the encoder knows what a sentence is about, and turns to frames only above
_TOKENS = 512  # tokens read at a time: a fifth faster than 2,048, whose states no cache of a core holds


class Encoder:
    """A small Dutch sentence encoder; nothing is read before the first sentence comes.

    It may be used from several threads, sent to another process, and carried along by a fork: each process opens its own session.
    What it gives for an article does not depend on the articles beside it or on the number of threads.

    Args:
        folder: where ``encoder.onnx`` and ``tokenizer.json`` stand.
        threads: cores to use; None for $OMP_NUM_THREADS, or all that this process may use.
        depths: shares of the layers; what the last layer of each gives is put side by side.

    """

    def __init__(self, folder: Path = WEIGHTS, threads: int | None = None, depths: Sequence[float] = (1.0,)) -> None:
        self.folder = folder
        self.threads = threads
        self.depths = tuple(depths)
        self._opened: tuple[int, Any, Any] | None = None  # process, session, tokenizer
        self._turn = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what belongs to this process."""
        return {"folder": self.folder, "threads": self.threads, "depths": self.depths}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of weights and tokenizer, which encodings depend on."""
        known = hashlib.sha256()
        for name in ("encoder.onnx", "tokenizer.json"):
            known.update(self._file(name).read_bytes())
        return known.hexdigest()

    @property
    def width(self) -> int:
        """The number of figures of an encoding: 384 a depth."""
        return WIDTH * len(self.depths)

    def encode(self, articles: Iterable[Sequence[str]]) -> list[Array]:
        """Encode the sentences of articles, each sentence in view of its neighbours.

        Args:
            articles: the sentences of each article, in order; an article of one sentence is a sentence by itself.

        Returns:
            float32 of shape (sentences, width) for each article.

        Raises:
            MissingFileError: the weights are not there.

        """
        session, tokenizer = self._open()
        tokens = [[[*pieces(tokenizer, sentence), END] for sentence in article] for article in articles]
        encodings = [np.zeros((len(article), self.width), np.float32) for article in tokens]
        read = [
            (number, window, [article[place] for place in window.sentences])
            for number, article in enumerate(tokens)
            for window in windows([len(sentence) for sentence in article])
        ]

        def read_batch(batch: list[Any]) -> None:
            states = self._states(session, _inputs([sentences for _, _, sentences in batch]))
            for (number, window, sentences), row in zip(batch, states, strict=True):
                for place, taken, mean in zip(window.sentences, window.taken, _means(row, sentences), strict=True):
                    if taken:
                        encodings[number][place] = mean

        # A batch a core: sharing one, cores wait for each other.
        with ThreadPoolExecutor(self.threads or _cores()) as cores:
            list(cores.map(read_batch, _batches(read)))
        return encodings

    def _open(self) -> tuple[Any, Any]:
        with self._turn:
            if self._opened is None or self._opened[0] != os.getpid():
                self._opened = (os.getpid(), self._session(), self._tokenizer())
            return self._opened[1:]

    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # see ``encode``
        options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # patterns are kept for every shape that comes
        options.log_severity_level = 3
        path = self._file("encoder.onnx")
        lower = [depth for depth in self.depths if depth < 1]
        graph = _with_outputs(path.read_bytes(), lower) if lower else str(path)
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def _states(self, session: Any, inputs: dict[str, Array]) -> Array:
        """Give the states of all tokens, the depths side by side; no layer above them is run."""
        import onnxruntime

        last, *lower = (output.name for output in session.get_outputs())
        names = [last if depth == 1 else lower.pop(0) for depth in self.depths]
        options = onnxruntime.RunOptions()
        options.only_execute_path_to_fetches = last not in names
        states = session.run(names, inputs, options)
        return np.concatenate(states, axis=2) if len(states) > 1 else np.asarray(states[0])

    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._file("tokenizer.json")))

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise MissingFileError(f"The sentence encoder's weights are missing: {path} does not exist.")
        return path


def shared(depths: tuple[float, ...] = (1.0,)) -> Encoder:
    """Give this process's encoder, read at these depths: the package's own, or the one in the folder that $DUIDING_ENCODER names."""
    return _made(os.environ.get("DUIDING_ENCODER") or str(WEIGHTS), depths)


@lru_cache(maxsize=4)
def _made(folder: str, depths: tuple[float, ...]) -> Encoder:
    return Encoder(Path(folder), depths=depths)


def _with_outputs(graph: bytes, depths: Iterable[float]) -> bytes:
    """Make what the layers at these depths give further outputs of an ONNX graph.

    ``train.encoder.graph`` adds two values twice in a layer and numbers what comes of it; the second is what the layer gives. The
    outputs are put in without the package onnx: messages of protobuf that stand one behind the other are read as one.
    """
    sums = sorted(set(re.findall(rb"SkipLayerNormalization\.\d+", graph)), key=lambda name: int(name.split(b".")[1]))
    for depth in depths:
        name = sums[2 * ceil(len(sums) / 2 * depth) - 1]
        value = bytes([0x0A, len(name)]) + name  # ValueInfoProto.name
        output = bytes([0x62, len(value)]) + value  # GraphProto.output
        graph += bytes([0x3A, len(output)]) + output  # ModelProto.graph
    return graph


def _cores() -> int:
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pieces(tokenizer: Any, sentence: str) -> list[int]:
    """Cut a sentence into the numbers of its pieces; a lone surrogate is read as a question mark.

    One all in capitals is read as if it were in small letters: words in capitals fall apart into pieces that say little.
    """
    text = sentence.encode("utf-8", "replace").decode("utf-8")
    if text.isupper() and " " in text:
        text = text.capitalize()
    return list(tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST])


def _batches(read: list[Any]) -> Iterator[list[Any]]:
    """Put windows of about one length together."""
    batch: list[Any] = []
    for window in sorted(read, key=lambda one: -_length(one[2])):
        if batch and (len(batch) + 1) * _length(batch[0][2]) > _TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _length(sentences: list[list[int]]) -> int:
    return 1 + sum(map(len, sentences))


def _inputs(batch: list[list[list[int]]]) -> dict[str, Array]:
    longest = max(map(_length, batch))
    numbers = np.full((len(batch), longest), PAD, np.int64)
    mask = np.zeros((len(batch), longest), np.int32)
    for row, sentences in enumerate(batch):
        line = [START, *(number for sentence in sentences for number in sentence)]
        numbers[row, : len(line)] = line
        mask[row, : len(line)] = 1
    return {"input_ids": numbers, "attention_mask": mask}


def _means(states: Array, sentences: list[list[int]]) -> Array:
    """Average the states of each sentence's tokens; the first state is the window's."""
    lengths = [len(sentence) for sentence in sentences]
    starts = 1 + np.cumsum([0, *lengths[:-1]])
    sums = np.add.reduceat(states[: _length(sentences)], starts, axis=0)
    return np.asarray(sums / np.array(lengths, np.float32)[:, None])
