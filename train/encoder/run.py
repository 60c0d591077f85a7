"""Carry out ``python -m train.encoder``."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import softmax

from duiding.arrays import Array
from duiding.cli.terminal import DONE, SKIPPED_SOME, say
from duiding.encoder.encoder import LONGEST
from duiding.encoder.windows import windows
from duiding.errors import DuidingError, MissingFileError
from duiding.files import WholeFile
from duiding.labels import in_order
from train.encoder.base import Base, mean, read_base
from train.encoder.batches import Sentence, ended
from train.encoder.documents import Document, of_part, read_documents
from train.encoder.export import LOSS, decisions, write_encoder
from train.encoder.options import EncoderOptions
from train.encoder.vocabulary import make_tokenizer, trim

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CHECKPOINT = "checkpoint.pt"
NEEDED = ("torch", "onnx")


def run(options: EncoderOptions) -> int:
    """Train, write and check an encoder; give the exit code.

    Raises:
        DuidingError: a package, file or column is missing.

    """
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        raise MissingFileError(f"Training an encoder needs {' and '.join(missing)}: pip install 'duiding[encoder]'.")
    documents = read_documents(options.data, options.seed)
    labels = in_order(label for document in documents for label in document.labels if label is not None)
    if len(labels) < 2:
        raise DuidingError("Training an encoder needs sentences of two labels at least.")
    base = mean([read_base(source) for source in options.bases])
    base, tokenizer = trimmed(base, documents, options.vocabulary)
    return _train(options, base, tokenizer, documents, labels)


def _train(
    options: EncoderOptions, base: Base, tokenizer: Tokenizer, documents: Sequence[Document], labels: Sequence[str]
) -> int:
    import torch

    from train.encoder.network import Network
    from train.encoder.training import Training, score_of

    torch.manual_seed(options.seed)
    network = Network(base.arrays, base.heads, base.epsilon, len(labels), options.layers)
    learned, judged = of_part(documents, "train"), of_part(documents, "dev")
    train = sentences(learned, tokenizer, labels, options, taught(options.teachers, learned))
    dev = [
        window for whole, rows in sentences(judged, tokenizer, labels, options) for window in dev_windows(rows, whole)
    ]
    options.output.mkdir(parents=True, exist_ok=True)
    checkpoint = options.output / CHECKPOINT
    training = Training(network, train, dev, options, checkpoint, _identity(options, documents))
    count = sum(label is not None for document in learned for label in document.labels)
    say(f"{count} sentences to learn from, on {training.device}; what is learned is kept in {checkpoint} …")
    best = training.run(lambda epoch, score: say(f"epoch {epoch}: macro-F1 {score:.4f} on the dev part"))
    head = (network.head.weight.detach().cpu().numpy(), network.head.bias.detach().cpu().numpy())
    size = write_encoder(options.output, network.arrays(), head, base, tokenizer)
    codes = [labels.index(label) if label else -1 for document in judged for label in document.labels]
    known = np.array(codes) >= 0
    rounded = score_of(np.array(codes)[known], np.concatenate(decisions(options.output, judged))[known])
    _write_figures(
        options, {"dev_macro_f1": best, "dev_macro_f1_8_bits": rounded, "bytes": size, "labels": list(labels)}
    )
    checkpoint.unlink(missing_ok=True)
    say(f"{options.output}: {size / 1e6:.1f} MB; macro-F1 {best:.4f} on the dev part, {rounded:.4f} in 8 bits")
    if best - rounded > LOSS:
        say(f"8 bits lose more than {LOSS}: do not use this encoder.")
        return SKIPPED_SOME
    return DONE


def trimmed(base: Base, documents: Sequence[Document], size: int) -> tuple[Base, Tokenizer]:
    """Cut the vocabulary down to what the training part and common Dutch words need; give the tokenizer that goes with it."""
    texts = [text for document in of_part(documents, "train") for text in document.texts]
    kept = trim(base, texts, size)
    pieces, scores = [base.pieces[row] for row in kept], [base.scores[row] for row in kept]
    arrays = base.arrays | {"emb.word": base.arrays["emb.word"][kept]}
    return replace(base, arrays=arrays, pieces=pieces, scores=scores), make_tokenizer(pieces, scores)


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


def _identity(options: EncoderOptions, documents: Sequence[Document]) -> str:
    """Tell runs apart by data and settings."""
    told = {name: value for name, value in asdict(options).items() if name not in ("data", "output", "device")}
    known = json.dumps([told, [asdict(document) for document in documents]], default=str)
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()


def _write_figures(options: EncoderOptions, figures: dict[str, object]) -> None:
    settings = {name: value for name, value in asdict(options).items() if name not in ("data", "output")}
    with WholeFile(options.output / "training.json") as file:
        json.dump(
            {**figures, "settings": settings, "data": [path.name for path in options.data]}, file, indent=1, default=str
        )
