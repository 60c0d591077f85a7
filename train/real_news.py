"""Decision values of the shipped configuration on real news that it did not learn from; they travel, the news can't.

The sentence encoder has learned from the corpus, so a cross-validation on the corpus flatters, and a calibration on it promises too much.
``python -m train.real_news`` writes the decision values of a trained model on the dev parts of labelled real news to
``train/real-news.json``; training then calibrates on these, where labels, blocks and encoder are the same.
"""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from duiding import Model, load
from duiding.classifier.calibration import HeldOut
from duiding.cli.terminal import run, say
from duiding.errors import DuidingError
from duiding.files import WholeFile
from train.encoder.documents import Document, of_part, read_documents

TABLE = Path(__file__).with_name("real-news.json")
_DIGITS = 3


def read_held_out(path: Path, labels: list[str], encoder: str) -> HeldOut | None:
    """Read decision values to calibrate on.

    Args:
        path: what ``write`` wrote.
        labels: the labels of the model to calibrate, in its order.
        encoder: SHA-256 of its sentence encoder.

    Returns:
        None where the values are those of other labels or of another encoder.

    Raises:
        DuidingError: the file can't be read.

    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        known = HeldOut(*(np.array(table[name]) for name in HeldOut._fields))
        return known if (table["labels"], table["encoder"]) == (labels, encoder) else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DuidingError(f"The decision values in {path} can't be read: {error}.") from error


def held_out_of(model: Model, documents: list[Document]) -> HeldOut:
    """Give a model's decision values of the labelled sentences of documents: whole articles in context, others alone."""
    numbers = count()
    rows = [
        (number, text, label)
        for document, number in ((document, next(numbers)) for document in documents)
        for text, label in zip(document.texts, document.labels, strict=True)
        if label is not None
    ]
    articles, texts, labels = (list(column) for column in zip(*rows, strict=True))
    codes = np.array([model.labels.index(label) for label in labels])
    return HeldOut(model.classifier.decision_function(texts, articles), codes, np.array(articles))


def write(held_out: HeldOut, model: Model, path: Path) -> None:
    """Write decision values with what they belong to, a line a sentence."""
    rows = zip(held_out.decisions.round(_DIGITS).tolist(), held_out.codes.tolist(), strict=True)
    head = {"encoder": model.classifier.encoder_, "labels": model.labels}
    articles = json.dumps(np.asarray(held_out.articles).tolist())
    decisions, codes = zip(*rows, strict=True)
    lines = ",\n".join(json.dumps(row) for row in decisions)
    text = (
        json.dumps(head)[:-1]
        + f',\n"articles": {articles},\n"codes": {json.dumps(codes)},\n"decisions": [\n{lines}\n]}}\n'
    )
    with WholeFile(path) as file:
        file.write(text)


def main(
    data: Annotated[
        list[Path], typer.Option(help="Labelled real news with a column part; see python -m train.encoder.")
    ],
    model: Annotated[Path, typer.Option(help="Folder of a model trained with train/default.toml.")] = Path(
        "models/default"
    ),
    output: Annotated[Path, typer.Option(help="File to write.")] = TABLE,
) -> None:
    """Write a model's decision values on the dev part of labelled real news."""
    made = load(model)
    held_out = held_out_of(made, of_part(read_documents(data), "dev"))
    write(held_out, made, output)
    right = (held_out.decisions.argmax(axis=1) == held_out.codes).mean()
    say(f"{len(held_out.codes):,} sentences written to {output}: {right:.3f} right.")


if __name__ == "__main__":
    run(main, "train.real_news")
