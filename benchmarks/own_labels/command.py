"""``python -m benchmarks.own_labels``: labels other than ours, learned from few sentences and from many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duiding.cli.terminal import say, screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.own_labels.study import Run

CORPUS = Path("data/corpus.csv")


def main(
    data: Annotated[
        list[Path] | None,
        typer.Option(
            help="Labelled sentences of your own, as train reads them. Repeatable. Without it, our corpus regrouped."
        ),
    ] = None,
    labelling: Annotated[
        list[str] | None, typer.Option(help="Labels that our corpus gets: frame or none, six kinds, tone. Repeatable.")
    ] = None,
    size: Annotated[list[int] | None, typer.Option(help="Sentences to learn from. Repeatable.", min=10)] = None,
    parts: Annotated[
        int,
        typer.Option(help="Parts that sentences are scored in, each by what learned from the others.", min=2, max=50),
    ] = 5,
    seed: Annotated[int, typer.Option(help="Random state.", min=0)] = 0,
    config: Annotated[
        Path | None, typer.Option(help="TOML of hyper-parameters; by default train/default.toml.")
    ] = None,
) -> None:
    """Tell what the choice of features gains on character n-grams and on the encoder alone."""
    from benchmarks.own_labels.labellings import LABELLINGS
    from benchmarks.own_labels.study import study
    from duiding.corpus import read_corpus
    from duiding.encoder import shared
    from duiding.errors import InputError
    from train.config import read_config

    say(f"Encoder {shared().digest[:12]}.")
    corpus = read_corpus(data or [CORPUS], notice=say)
    named = labelling or list(LABELLINGS)
    if unknown := set(named) - set(LABELLINGS):
        raise InputError(f"There is no labelling '{min(unknown)}': choose from {', '.join(LABELLINGS)}.")
    kinds = {"your labels": corpus.assign(split="test")} if data else {name: LABELLINGS[name](corpus) for name in named}
    for name, labelled in kinds.items():
        found = []
        for one in study(labelled, size or [50, 200, 1000, 6000], parts, read_config(config), seed=seed, notice=say):
            say(f"{name}: {one.told()}")
            found.append(one)
        screen().print(_table(name, found), markup=False, soft_wrap=True)


def _table(name: str, found: Sequence[Run]) -> str:
    """Write a table in Markdown: it is wider than most terminals."""
    from benchmarks.own_labels.study import BASELINES, CHOSEN, summary

    gains = [f"{CHOSEN} less {one}" for one in BASELINES]
    rows = [["sentences", "draws", CHOSEN, *BASELINES, *gains, "said by the search", "corrected"]]
    rows += [["---"] * len(rows[0]), *summary(found)]
    return "\n".join([f"{name}: macro-F1 on sentences of other articles", *(f"| {' | '.join(row)} |" for row in rows)])
