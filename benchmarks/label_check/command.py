"""``python -m benchmarks.label_check``: flip labels at random and count how many of them the check finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duiding.cli.terminal import say, screen

if TYPE_CHECKING:
    from rich.table import Table

    from benchmarks.label_check.experiment import Found

DATA = Path("data/corpus.csv")


def main(
    data: Annotated[
        list[Path] | None,
        typer.Option(help="Labelled sentences: a file or folder of CSV, TSV, JSONL, Parquet. Repeatable."),
    ] = None,
    share: Annotated[float, typer.Option(help="Share of labels to flip.", min=0.001, max=0.5)] = 0.05,
    first: Annotated[
        float, typer.Option(help="Share of sentences, in order of doubt, to look in.", min=0.001, max=1)
    ] = 0.1,
    rounds: Annotated[int, typer.Option(help="Rounds, each with other flips.", min=1, max=100)] = 5,
    pipeline: Annotated[str, typer.Option(help="spaCy pipeline: auto, or any installed Dutch one.")] = "auto",
    config: Annotated[
        Path | None, typer.Option(help="TOML of hyper-parameters; by default train/default.toml.")
    ] = None,
    jobs: Annotated[int, typer.Option(help="Processes to use; -1 for one a core.")] = 1,
) -> None:
    """Measure how many wrong labels ``python -m train --check-labels`` finds."""
    from benchmarks.label_check.experiment import measure
    from duiding.cli.terminal import progress
    from duiding.corpus import read_corpus, training_part
    from train.config import read_config
    from train.preparation import prepare

    settings = read_config(config)
    corpus = training_part(read_corpus(data or [DATA], notice=say))
    prepared = prepare(corpus, settings, pipeline, jobs)
    found = []
    with progress("Flipping and checking", rounds) as tell:
        for seed in range(rounds):
            found.append(measure(prepared, corpus, settings, share=share, first=first, seed=seed, jobs=jobs))
            tell(len(found), rounds)
    _show(found, len(corpus), share, first)


def _show(found: list[Found], sentences: int, share: float, first: float) -> None:
    from statistics import mean, stdev

    recalls = [one.recall for one in found]
    spread = f" (standard deviation {stdev(recalls):.3f})" if len(recalls) > 1 else ""
    listed = mean(one.listed for one in found)
    screen().print(
        f"Flipped {share:.1%} of {sentences:,} labels, {len(found)} times: {mean(recalls):.3f} of them{spread} were among the "
        f"first {first:.1%} of sentences. {listed:,.0f} labels were in doubt altogether, and in them "
        f"{mean(one.listed_flipped / one.flipped for one in found):.3f} of the flipped ones.",
        markup=False,
    )
    screen().print(_by_pair(found))


def _by_pair(found: list[Found]) -> Table:
    from rich.table import Table

    from duiding.labels import in_order

    flipped = sum((one.flipped_by_pair for one in found), start=type(found[0].flipped_by_pair)())
    hits = sum((one.found_by_pair for one in found), start=type(found[0].found_by_pair)())
    table = Table(title="Found among the first, by true label (row) and flipped label (column)", title_justify="left")
    labels = in_order({label for pair in flipped for label in pair})
    table.add_column("")
    for label in labels:
        table.add_column(label, justify="right")
    for true in labels:
        cells = (f"{hits[true, to] / flipped[true, to]:.2f}" if flipped[true, to] else "" for to in labels)
        table.add_row(true, *cells)
    return table
