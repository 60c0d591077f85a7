"""``python -m predict``: articles in, labelled sentences out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from duiding.terminal import DONE, REFUSED, SKIPPED_SOME, say, screen


class Split(StrEnum):
    """How texts are split into sentences."""

    auto = "auto"
    none = "none"


def main(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Files or folders of articles; '-' or nothing for standard input.", metavar="[INPUT]..."),
    ] = None,
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = Path("models/default"),
    split: Annotated[
        Split, typer.Option(help="auto: split into sentences; none: a row or line is one sentence.")
    ] = Split.auto,
    output: Annotated[Path | None, typer.Option(help="File to write, .csv or .jsonl; by default the terminal.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Tell which words of a sentence decided.")] = False,
    who: Annotated[bool, typer.Option("--who", help="Tell who speaks, who is blamed and who is named.")] = False,
) -> None:
    """Label every sentence of articles with its frame."""
    if not inputs and sys.stdin.isatty():
        say("predict: name a file or folder, or send text to standard input. See 'python -m predict --help'.")
        raise typer.Exit(REFUSED)
    from predict.details import Details
    from predict.inputs import find_inputs, read_articles
    from predict.outputs import open_output
    from predict.prediction import Skipped, predict_to_file, predict_to_screen

    paths = find_inputs(inputs or ["-"])
    writer = open_output(output, force) if output else None
    import duiding

    classifier = duiding.load(model)
    skipped = Skipped(say)
    details = Details(classifier, explain=explain, who=who)
    if who and not details.attributes:
        say(
            f"predict: {classifier.pipeline_} has no parser: who speaks is left out. Train with a pipeline that has one."
        )
    articles = read_articles(paths, whole=split is Split.none, skip=skipped, notice=say)
    if writer and output:
        count = predict_to_file(classifier, articles, writer, classifier.name_, details)
        say(f"{count} sentences written to {output}." if count else f"Nothing could be read: {output} was not written.")
    else:
        count = predict_to_screen(classifier, articles, screen(), details)
    if not count:
        raise typer.Exit(REFUSED)
    raise typer.Exit(SKIPPED_SOME if skipped.count else DONE)
