"""Carry out ``python -m train.encoder``."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import numpy as np

from duiding.cli.terminal import DONE, SKIPPED_SOME, say
from duiding.encoder.encoder import LONGEST
from duiding.encoder.windows import windows
from duiding.errors import DuidingError, MissingFileError
from duiding.files import WholeFile
from duiding.labels import in_order
from train.encoder.base import Base, read_base
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
    base = read_base(options.base)
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
    learned = sentences(of_part(documents, "train"), tokenizer, labels, options)
    judged = of_part(documents, "dev")
    held_out = [window for article in sentences(judged, tokenizer, labels, options) for window in dev_windows(article)]
    options.output.mkdir(parents=True, exist_ok=True)
    checkpoint = options.output / CHECKPOINT
    training = Training(network, learned, held_out, options, checkpoint, _identity(options, documents))
    say(
        f"{sum(map(len, learned))} sentences to learn from, on {training.device}; epoch after epoch is kept in {checkpoint} …"
    )
    best = training.run(lambda epoch, score: say(f"epoch {epoch}: macro-F1 {score:.4f} on the dev part"))
    size = write_encoder(options.output, network.arrays(), base, tokenizer)
    weight, bias = (one.detach().float().cpu().numpy() for one in (network.head.weight, network.head.bias))
    codes = np.array([labels.index(str(document.labels[place])) for document in judged for place in _judged(document)])
    rounded = score_of(codes, decisions(options.output, judged, weight, bias))
    _write_figures(
        options, {"dev_macro_f1": best, "dev_macro_f1_8_bits": rounded, "bytes": size, "labels": list(labels)}
    )
    checkpoint.unlink()
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


def sentences(
    documents: Sequence[Document], tokenizer: Tokenizer, labels: Sequence[str], options: EncoderOptions
) -> list[list[Sentence]]:
    """Cut sentences into pieces, document by document; of one that isn't whole, the last sentence stands by itself."""
    found = []
    for document in documents:
        rows = [
            Sentence(
                ended(tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST]),
                labels.index(label) if label is not None else -1,
                options.confidence.get(confidence, 1.0) if label is not None else 0.0,
            )
            for text, label, confidence in zip(document.texts, document.labels, document.confidence, strict=True)
        ]
        found.append(rows if document.whole else rows[-1:])
    return found


def dev_windows(article: Sequence[Sentence]) -> list[list[Sentence]]:
    """Cut an article into the windows in which the encoder will read it, each sentence labelled in one."""
    return [
        [
            article[place] if taken else article[place].as_context()
            for place, taken in zip(window.sentences, window.taken, strict=True)
        ]
        for window in windows([len(sentence.tokens) for sentence in article])
    ]


def _judged(document: Document) -> list[int]:
    return [place for place, label in enumerate(document.labels) if label is not None]


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
