"""``python -m benchmarks.shares``: coverage and width of intervals of shares, counted, corrected and of labelled sentences alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding.cli.folders import default_model
from duiding.cli.terminal import say, screen

DATA = Path("data/corpus.csv")


def main(
    model: Annotated[Path | None, typer.Option(help="Folder of the model; by default models/default.")] = None,
    data: Annotated[list[Path] | None, typer.Option(help="Corpus whose test part is labelled. Repeatable.")] = None,
    kept: Annotated[
        Path | None, typer.Option(help="File (.npz) in which predictions of the test part are kept, or stand already.")
    ] = None,
    runs: Annotated[int, typer.Option(help="Runs a setting.", min=2)] = 1000,
    seed: Annotated[int, typer.Option(help="Random state.", min=0)] = 0,
) -> None:
    """Tell how often 95 % intervals of shares hold the true share where the mix of labels drifts."""
    import duiding
    from benchmarks.shares.material import of_real_news, of_test_part
    from benchmarks.shares.report import ALARM_SETTINGS, SETTINGS, alarms, table
    from benchmarks.shares.runs import false_alarms, simulate

    loaded = duiding.load(model or default_model())
    parts = {
        "the corpus's test articles": of_test_part(loaded, data or [DATA], kept),
        "real news": of_real_news(loaded),
    }
    for name, material in parts.items():
        if material is None:
            say(f"{loaded.name} is not calibrated on real news, so nothing is told of it.")
            continue
        outcomes = {setting: simulate(material, setting, runs, seed) for setting in SETTINGS}
        articles, sentences = material.articles.max() + 1, len(material.codes)
        screen().print(f"{name}: {articles} articles, {sentences:,} sentences, {runs:,} runs\n", markup=False)
        screen().print(table(outcomes, material.labels) + "\n", markup=False)
        compared = {setting: false_alarms(material, setting, runs, seed) for setting in ALARM_SETTINGS}
        screen().print(alarms(compared) + "\n", markup=False)
