"""What training reads of documents: sentences in pieces, with what is to be learned of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import softmax

from duiding.arrays import Array
from duiding.encoder.encoder import LONGEST
from duiding.encoder.windows import windows
from train.encoder.batches import Sentence, ended
from train.encoder.documents import Document
from train.encoder.export import decisions
from train.encoder.options import EncoderOptions

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def taught(teachers: Sequence[Path], documents: Sequence[Document]) -> list[Array] | None:
    """Give the mean of the teachers' probabilities, (sentences, labels) for each document; None without teachers."""
    if not teachers:
        return None
    said = [[softmax(rows, axis=1) for rows in decisions(folder, documents)] for folder in teachers]
    return [np.mean(rows, axis=0) for rows in zip(*said, strict=True)]


def sentences(
    documents: Sequence[Document],
    tokenizer: Tokenizer,
    labels: Sequence[str],
    options: EncoderOptions,
    soft: Sequence[Array] | None = None,
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
        said = soft[number] if soft is not None else [None] * len(document.texts)
        rows = zip(document.texts, document.labels, document.confidence, said, strict=True)
        made = []
        for text, label, confidence, probabilities in rows:
            tokens = ended(tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST])
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
