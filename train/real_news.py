"""Decision values of the shipped configuration on real news that it did not learn from; they travel, the news can't.

The sentence encoder has learned from the corpus, so a cross-validation on the corpus flatters, and a calibration on it promises too much.
``python -m train.real_news`` writes the decision values of a trained model on the dev parts of labelled real news to
``train/real-news.json``; training on that corpus then calibrates on these and takes the setting that was chosen there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import pandas as pd
import typer

from duiding import Model, load
from duiding.arrays import Array
from duiding.classifier.calibration import HeldOut
from duiding.classifier.linear import Setting
from duiding.cli.terminal import run, say
from duiding.drift.reference import hashes
from duiding.errors import DuidingError
from duiding.files import WholeFile
from train.encoder.documents import Document, of_part, read_documents

TABLE = Path(__file__).with_name("real-news.json")
LEARNED = (Path("data/corpus.csv"), Path("data/in-context.csv"), Path("data/single.csv"))
_DIGITS = 3
_MOST = 0.5  # share of a corpus


class RealNews(NamedTuple):
    """What was chosen and measured on real news: a setting of the linear model, and decision values to calibrate on.

    ``learned`` holds a hash of each sentence of the project's that the encoder has learned from: of these, cross-validation flatters.
    """

    setting: Setting
    held_out: HeldOut
    learned: Array

    def concerns(self, texts: Sequence[str]) -> bool:
        """Tell whether the encoder has learned from most of these sentences."""
        return _most_are_among(texts, self.learned)


def read_real_news(path: Path, labels: Sequence[str], encoder: str, blocks: Sequence[str]) -> RealNews | None:
    """Read what ``write`` wrote.

    Args:
        path: the file.
        labels: the labels of the model to train, in its order.
        encoder: SHA-256 of its sentence encoder.
        blocks: its feature blocks.

    Returns:
        None where it is about other labels, another encoder or other blocks.

    Raises:
        DuidingError: the file can't be read.

    """
    with _reading(path):
        table = json.loads(path.read_text(encoding="utf-8"))
        held_out = HeldOut(*(np.array(table[name]) for name in HeldOut._fields))
        found = RealNews(Setting(**table["setting"]), held_out, np.array(table["learned"]))
        if (table["encoder"], set(table["blocks"]), set(table["labels"])) != (encoder, set(blocks), set(labels)):
            return None
        return found._replace(held_out=_reordered(held_out, [table["labels"].index(label) for label in labels]))


def has_learned(encoder: str, texts: Sequence[str], path: Path = TABLE) -> bool:
    """Tell whether an encoder has learned from most of these sentences, whatever is made of them now.

    Args:
        encoder: its SHA-256.
        texts: the sentences.
        path: what ``write`` wrote; about another encoder it tells nothing.

    Raises:
        DuidingError: the file can't be read.

    """
    with _reading(path):
        table = json.loads(path.read_text(encoding="utf-8"))
        return bool(table["encoder"] == encoder) and _most_are_among(texts, np.array(table["learned"]))


def _most_are_among(texts: Sequence[str], learned: Array) -> bool:
    return bool(np.isin(hashes(texts), learned).mean() >= _MOST)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DuidingError(f"What was measured on real news can't be read from {path}: {error}.") from error


def _reordered(held_out: HeldOut, places: list[int]) -> HeldOut:
    return held_out._replace(decisions=held_out.decisions[:, places], codes=np.argsort(places)[held_out.codes])


def held_out_of(model: Model, documents: list[Document]) -> HeldOut:
    """Give a model's decision values of the labelled sentences of documents: whole articles in context, others alone.

    They are those before anything is added in an article, since that is to be found from them.
    """
    numbers = count()
    rows = [
        (number, text, label)
        for document, number in ((document, next(numbers)) for document in documents)
        for text, label in zip(document.texts, document.labels, strict=True)
        if label is not None
    ]
    articles, texts, labels = (list(column) for column in zip(*rows, strict=True))
    codes = np.array([model.labels.index(label) for label in labels])
    held_out = HeldOut(model.classifier.decision_function(texts, articles), codes, np.array(articles))
    return held_out.shifted(-model.classifier.linear_.article_intercepts)


def write(held_out: HeldOut, learned: Array, model: Model, path: Path) -> None:
    """Write decision values with what they belong to, a line a sentence.

    Args:
        held_out: the decision values.
        learned: hashes of the sentences that the encoder has learned from.
        model: whose values they are; its blocks, its setting and its encoder are written too.
        path: the file.

    Raises:
        DuidingError: the file can't be written.

    """
    classifier = model.classifier
    setting = {name: getattr(classifier, name) for name in Setting._fields}
    parts = {
        "encoder": classifier.encoder_,
        "labels": model.labels,
        "blocks": list(classifier.blocks),
        "setting": setting,
        "learned": learned.tolist(),
        "articles": np.asarray(held_out.articles).tolist(),
        "codes": held_out.codes.tolist(),
    }
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in parts.items()]
    decisions = ",\n".join(json.dumps(row) for row in held_out.decisions.round(_DIGITS).tolist())
    with WholeFile(path) as file:
        file.write("{" + ",\n".join([*lines, f'"decisions": [\n{decisions}\n]']) + "}\n")


def main(
    data: Annotated[
        list[Path], typer.Option(help="Labelled real news with a column part; see python -m train.encoder.")
    ],
    learned: Annotated[
        list[Path] | None,
        typer.Option(help="Corpora of which the encoder has learned the part train; without it the project's own."),
    ] = None,
    model: Annotated[Path, typer.Option(help="Folder of a model trained with the setting that was chosen.")] = Path(
        "models/default"
    ),
    output: Annotated[Path, typer.Option(help="File to write.")] = TABLE,
) -> None:
    """Write a model's decision values on the dev part of labelled real news."""
    made = load(model)
    held_out = held_out_of(made, of_part(read_documents(data), "dev"))
    corpora = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in learned or LEARNED]
    texts = [text for corpus in corpora for text in corpus["text"][corpus["split"] != "test"]]
    write(held_out, np.unique(hashes(texts)), made, output)
    right = (held_out.decisions.argmax(axis=1) == held_out.codes).mean()
    say(
        f"{len(held_out.codes):,} sentences written to {output}: {right:.3f} right before anything is added in articles."
    )


if __name__ == "__main__":
    run(main, "train.real_news")
