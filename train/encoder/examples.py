"""What training reads of documents: sentences in pieces, with what is to be learned of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import softmax

from duiding.arrays import Array
from duiding.encoder.encoder import pieces
from duiding.encoder.windows import windows
from train.encoder.batches import Sentence, ended
from train.encoder.documents import Document
from train.encoder.export import TRAINING, decisions
from train.encoder.options import EncoderOptions

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def left_out(document: Document, fold: tuple[int, int] | None) -> bool:
    """Tell whether a document is in the part (number, count) that a run leaves unread; its text decides, in every run alike."""
    if fold is None:
        return False
    number, count = fold
    text = "\n".join(document.texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(text).digest()[:8]) % count == number - 1


def taught(teachers: Sequence[Path], documents: Sequence[Document]) -> list[Array | None] | None:
    """Give what teachers said, probabilities (sentences, labels) for each document; None without teachers.

    A teacher that left a part of the documents unread is heard on that part only, where its labels are cross-fitted, and there it
    counts as much as all teachers together that have read everything. None stands for a document on which no teacher is heard.
    """
    if not teachers:
        return None
    of_readers: list[list[Array]] = [[] for _ in documents]
    of_others: list[list[Array]] = [[] for _ in documents]
    for folder in teachers:
        fold = trained_fold(folder)
        heard = [number for number, document in enumerate(documents) if fold is None or left_out(document, fold)]
        said = decisions(folder, [documents[number] for number in heard]) if heard else []
        for number, rows in zip(heard, said, strict=True):
            (of_readers if fold is None else of_others)[number].append(softmax(rows, axis=1))
    return [_mean([_mean(group) for group in groups]) for groups in zip(of_readers, of_others, strict=True)]


def trained_fold(folder: Path) -> tuple[int, int] | None:
    """Give the part of its documents that a trained encoder left unread."""
    try:
        fold = json.loads((folder / TRAINING).read_text(encoding="utf-8"))["settings"].get("fold")
    except (OSError, ValueError, KeyError):
        return None
    return tuple(fold) if fold else None


def _mean(arrays: Sequence[Array | None]) -> Array | None:
    there = [array for array in arrays if array is not None]
    return np.mean(there, axis=0) if there else None


def sentences(
    documents: Sequence[Document],
    tokenizer: Tokenizer,
    labels: Sequence[str],
    options: EncoderOptions,
    soft: Sequence[Array | None] | None = None,
) -> list[tuple[bool, list[Sentence]]]:
    """Turn documents into what training reads; each comes with whether it is a whole article.

    Args:
        documents: documents.
        tokenizer: cuts sentences into pieces.
        labels: all labels, in order.
        options: how labels weigh.
        soft: what teachers said of each document's sentences.

    """
    found = []
    for number, document in enumerate(documents):
        given = soft[number] if soft is not None else None
        said = given if given is not None else [None] * len(document.texts)
        rows = zip(document.texts, document.labels, document.confidence, said, strict=True)
        made = []
        for text, label, confidence, probabilities in rows:
            tokens = ended(pieces(tokenizer, text))
            code = labels.index(label) if label is not None else -1
            made.append(Sentence(tokens, code, *_target(code, len(labels), confidence, probabilities, options)))
        found.append((document.whole, made))
    return found


def _target(
    code: int, labels: int, confidence: int, soft: Array | None, options: EncoderOptions
) -> tuple[tuple[float, ...], float]:
    """Give the share of each label to learn, and its weight: the given label, smoothed, mixed with what teachers said."""
    if code < 0:
        return ((), 0.0) if soft is None else (tuple(soft.tolist()), options.unlabelled)
    target = np.full(labels, options.smoothing / labels)
    target[code] += 1 - options.smoothing
    if soft is not None:
        target = options.soft * soft + (1 - options.soft) * target
    return tuple(target.tolist()), options.confidence.get(confidence, 1.0)


def dev_windows(document: Sequence[Sentence], whole: bool) -> list[list[Sentence]]:
    """Cut a document into the windows in which the encoder will read it, each sentence labelled in one."""
    if not whole:
        return [[sentence] for sentence in document if sentence.label >= 0]
    return [
        [
            document[place] if taken else document[place].as_context()
            for place, taken in zip(window.sentences, window.taken, strict=True)
        ]
        for window in windows([len(sentence.tokens) for sentence in document])
    ]
