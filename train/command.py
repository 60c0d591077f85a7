"""``python -m train``: labelled sentences in, a trained model out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding.errors import DuidingError
from duiding.terminal import say, screen

DATA = Path("data/corpus.csv")


def main(
    data: Annotated[
        list[Path] | None,
        typer.Option(help="Labelled sentences: a file or folder of CSV, TSV, JSONL, Parquet. Repeatable."),
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the model: it goes to models/NAME.")] = "default",
    pipeline: Annotated[str, typer.Option(help="spaCy pipeline: auto, or any installed Dutch one.")] = "auto",
    config: Annotated[
        Path | None,
        typer.Option(help="TOML of hyper-parameters; by default train/default.toml."),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(help="Random state: same data and seed, same model.", min=0, max=2**32 - 1),
    ] = 0,
    jobs: Annotated[int, typer.Option(help="Processes to use; -1 for one a core.")] = 1,
    check_labels: Annotated[
        bool,
        typer.Option("--check-labels", help="Train nothing: list the labels that look wrong, and why."),
    ] = False,
    output: Annotated[Path | None, typer.Option(help="With --check-labels: CSV file for all of them.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
) -> None:
    """Train a model on labelled sentences and save it in models/NAME."""
    from duiding.corpus import read_corpus, training_part
    from duiding.terminal import progress
    from train.config import read_config
    from train.naming import model_folder
    from train.table import scores_table
    from train.training import train

    if output and not check_labels:
        raise DuidingError("--output goes with --check-labels; a model goes to models/NAME, named with --name.")
    folder = model_folder(name)
    settings = read_config(config)
    corpus = training_part(read_corpus(data or [DATA], notice=say))
    say(f"{len(corpus)} sentences for training in {corpus['article_id'].nunique()} articles.")
    if check_labels:
        from train.label_check.output import report

        report(corpus, settings, output, force=force, pipeline=pipeline, seed=seed, jobs=jobs)
        return
    manifest = train(
        corpus,
        folder,
        settings,
        pipeline=pipeline,
        seed=seed,
        jobs=jobs,
        progress=progress,
    )
    screen().print(scores_table(manifest))
    screen().print(
        f"Model written to {folder} (pipeline {manifest.pipeline.name} {manifest.pipeline.version}).",
        markup=False,
    )
