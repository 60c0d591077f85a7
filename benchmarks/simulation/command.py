"""``python -m benchmarks.simulation``: reveal the corpus's labels in batches, chosen or drawn, and score what is learned."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding.cli.terminal import say, screen

DATA = Path("data/corpus.csv")


def main(
    data: Annotated[
        list[Path] | None, typer.Option(help="Labelled sentences; their test part is left alone. Repeatable.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="TOML of hyper-parameters; by default train/default.toml.")
    ] = None,
    pipeline: Annotated[str, typer.Option(help="spaCy pipeline: auto, or any installed Dutch one.")] = "auto",
    pool: Annotated[int, typer.Option(help="Sentences to choose from in a run.", min=10)] = 4000,
    held_out: Annotated[int, typer.Option(help="Sentences of other articles to score on.", min=10)] = 3000,
    runs: Annotated[int, typer.Option(help="Runs, each with articles drawn anew.", min=2)] = 10,
    seed: Annotated[int, typer.Option(help="Random state.", min=0)] = 0,
    jobs: Annotated[int, typer.Option(help="Processes to use; -1 for one a core.")] = 1,
    output: Annotated[Path | None, typer.Option(help="CSV for the score of every run.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite that file.")] = False,
) -> None:
    """Tell how many labels it saves to choose sentences rather than to draw them at random."""
    from benchmarks.simulation.material import prepare
    from benchmarks.simulation.runs import simulate
    from benchmarks.simulation.savings_table import as_csv, savings_table
    from duiding.cli.terminal import progress
    from duiding.corpus import read_corpus, training_part
    from duiding.files import check_free, write_whole
    from train.config import read_config

    if output:
        check_free(output, force)
    corpus = training_part(read_corpus(data or [DATA], notice=say))
    material = prepare(corpus, read_config(config), pipeline, jobs)
    with progress("Simulating", runs) as tell:
        curves = simulate(material, pool=pool, held_out=held_out, runs=runs, seed=seed, jobs=jobs, progress=tell)
    if output:
        write_whole(output, as_csv(curves), force=force)
    screen().print(savings_table(curves, seed), markup=False)
