"""``python -m predict``: articles in, labelled sentences out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duiding.errors import DuidingError
from duiding.terminal import DONE, INTERRUPTED, REFUSED, SKIPPED_SOME, say, screen
from predict.labelling.wanted import Format, Wanted, check

if TYPE_CHECKING:
    from duiding.files import WholeFile
    from predict.run import Run


class Split(StrEnum):
    """How texts are split into sentences."""

    auto = "auto"
    none = "none"


def main(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files (text, HTML, CSV, TSV, JSONL, Parquet), folders or patterns; '-' or nothing for standard input.",
            metavar="[INPUT]...",
        ),
    ] = None,
    url: Annotated[
        list[str] | None,
        typer.Option(help="Web page to fetch (http or https); may be given more than once."),
    ] = None,
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = Path("models/default"),
    split: Annotated[
        Split,
        typer.Option(help="auto: split into sentences; none: a row or line is one sentence."),
    ] = Split.auto,
    text_column: Annotated[str, typer.Option(help="Column of tables that holds the text.")] = "text",
    output: Annotated[
        Path | None,
        typer.Option(help="File to write, .csv, .jsonl, .parquet or .html; by default the terminal."),
    ] = None,
    summary: Annotated[
        bool,
        typer.Option(
            "--summary", help="Give a row an article instead of one a sentence; with --who also its actors by frame."
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Tell which words of a sentence decided.")] = False,
    who: Annotated[
        bool,
        typer.Option("--who", help="Tell who speaks, who is blamed and who is named."),
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on where an interrupted run to the same output stopped.",
        ),
    ] = False,
    drift: Annotated[
        bool,
        typer.Option("--drift", help="Compare the articles with those of the training, also if they are alike."),
    ] = False,
    jobs: Annotated[int, typer.Option(help="Processes; -1 takes one for each core.")] = 1,
    dask: Annotated[
        str | None,
        typer.Option(help="Scheduler of a Dask cluster whose workers predict.", metavar="ADDRESS"),
    ] = None,
    to_label: Annotated[
        int | None,
        typer.Option(
            help="Write so many sentences for a person to label: those that teach the model most.", metavar="N"
        ),
    ] = None,
    control: Annotated[
        float | None,
        typer.Option(help="With --to-label: share drawn at random, to score on.", metavar="SHARE"),
    ] = None,
    show_guess: Annotated[
        bool,
        typer.Option("--show-guess", help="With --to-label: give the model's guess, which sways who labels."),
    ] = False,
    known: Annotated[
        list[Path] | None,
        typer.Option(help="With --to-label: sentences not to choose again, beside the model's own. Repeatable."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            help="With --to-label: by default by the ending .csv, .xlsx, .jsonl (doccano), .json (Label Studio)."
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="With --to-label: random state.", min=0, max=2**32 - 1)] = None,
) -> None:
    """Label every sentence of articles with its frame."""
    if not inputs and not url and sys.stdin.isatty():
        say("predict: name a file or folder, or send text to standard input. See 'python -m predict --help'.")
        raise typer.Exit(REFUSED)
    _check(output, resume, jobs)
    wanted = Wanted(to_label, control or 0.0, show_guess, known or (), seed or 0) if to_label is not None else None
    check(
        wanted,
        output,
        {"--resume": resume, "--summary": summary, "--explain": explain, "--who": who},
        {
            "--control": control is not None,
            "--show-guess": show_guess,
            "--known": bool(known),
            "--format": format is not None,
            "--seed": seed is not None,
        },
    )
    from predict.inputs import How, find_inputs, find_urls
    from predict.labelling.formats import open_batch
    from predict.outputs import open_actors, open_output
    from predict.run import Run

    sources = [*find_inputs(inputs or ([] if url else ["-"])), *find_urls(url or [])]
    batch = open_batch(output, format, force) if wanted and output else None
    run = Run(
        sources,
        How(split is Split.none, text_column),
        model,
        summary,
        jobs,
        dask,
        explain=explain,
        who=who,
    )
    if batch and wanted:
        count = run.to_batch(batch, wanted)
    elif output:
        target = open_output(output, force)
        count = _to_file(run, output, target, open_actors(output, force) if summary and who else None, resume)
    else:
        count = run.to_screen(screen())
    if not count:
        raise typer.Exit(REFUSED)
    run.tell_drift(whole=drift)
    raise typer.Exit(SKIPPED_SOME if run.skipped.count else DONE)


def _check(output: Path | None, resume: bool, jobs: int) -> None:
    if resume and not output:
        raise DuidingError("--resume goes on with a run that writes a file: name that file with --output.")
    if jobs != -1 and jobs < 1:
        raise DuidingError(f"--jobs {jobs} is no number of processes: give 1 or more, or -1 for one a core.")


def _to_file(run: Run, output: Path, target: WholeFile, actors: WholeFile | None, resume: bool) -> int:
    from predict.journal import Journal, journal_path

    journal = Journal(journal_path(output), run.model_name, resume=resume)
    try:
        count = run.to_file(target, journal, actors)
    except KeyboardInterrupt:
        if not journal.kept:
            raise
        say(f"predict: interrupted; {journal.kept:,} sentences are kept: go on with the same command and --resume.")
        raise typer.Exit(INTERRUPTED) from None
    if journal.taken_over:
        say(f"{journal.taken_over:,} sentences taken over from the run that was interrupted.")
    beside = f", their actors to {actors.path}" if actors and actors.path.exists() else ""
    say(
        f"{count} sentences written to {output}{beside}."
        if count
        else f"Nothing could be read: {output} was not written."
    )
    return count
