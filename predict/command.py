"""``python -m predict``: articles in, labelled sentences out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from duiding.cli import options as given
from duiding.cli.folders import default_model
from duiding.cli.hints import called
from duiding.cli.startup import beginning
from duiding.cli.terminal import REFUSED, say
from predict.options import Csv, Format, PredictOptions, Split


def main(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files (text, web pages, Word, PDF, e-mail, feeds, tables, archives …), folders or patterns; '-' or nothing for standard input.",
            metavar="[INPUT]...",
        ),
    ] = None,
    url: Annotated[
        list[str] | None,
        typer.Option(help="Web page to fetch (http or https); may be given more than once."),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Folder of the model; by default models/default.")] = None,
    pipeline: given.Pipeline = "",
    split: Annotated[
        Split,
        typer.Option(help="auto: split into sentences; none: a row or line is one sentence."),
    ] = Split.auto,
    text_column: Annotated[
        list[str] | None,
        typer.Option(
            help="Column of tables that holds the text, where it is not 'text' or a usual name of it. Given more than once: blocks "
            "of one article, such as headline, lead and text."
        ),
    ] = None,
    title_column: Annotated[str, typer.Option(help="Column of the title, where it has no usual name.")] = "",
    date_column: Annotated[str, typer.Option(help="Column of the date, where it has no usual name.")] = "",
    article_column: Annotated[str, typer.Option(help="Column of the article's id, where it has no usual name.")] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            help="File to write: .csv, .jsonl, .json, .parquet, .xlsx, .sav (SPSS), .dta (Stata) or .html; by default the terminal. With "
            "--to-label see --format."
        ),
    ] = None,
    csv: Annotated[
        Csv, typer.Option(help="nl: CSV as a Dutch Excel opens it, with semicolons and decimal commas.")
    ] = Csv.plain,
    summary: Annotated[
        bool,
        typer.Option(
            "--summary", help="Give a row an article instead of one a sentence; with --who also its actors by frame."
        ),
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="With --output: overwrite the file, and begin anew where a run was interrupted."),
    ] = False,
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
        typer.Option(
            "--drift", help="Show how the articles compare with those of the training, also if they are alike."
        ),
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
    by: Annotated[
        str,
        typer.Option(
            help="Give the share of each label by day, week, month, quarter, year, publisher, section, actor, speaker, blamed or a "
            "column of the input, with intervals; two with a comma: publisher,month. In Dutch too: krant,maand. With --output a table "
            "beside it, else alone.",
            metavar="NAME[,NAME]",
        ),
    ] = "",
    sample: Annotated[
        Path | None,
        typer.Option(
            help="Correct shares by sentences of these articles drawn at random (--to-label N --control 1) and labelled by a person.",
            metavar="FILE",
        ),
    ] = None,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            help="Compare the shares of two groups, as in publisher=Trouw,Telegraaf, or before a date and from it on, as in "
            "date=2022-02-24; in Dutch too: krant=…, datum=…. Repeatable.",
            metavar="NAME=ONE,OTHER",
        ),
    ] = None,
    width: Annotated[
        float | None,
        typer.Option(
            help="With shares: tell how many sentences to label for 95 % intervals of this width; by default 0.1.",
            metavar="SHARE",
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Give sentences of this label only. Repeatable.", metavar="LABEL")
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(help="Give sentences only of whose label the model is at least so sure.", metavar="PROBABILITY"),
    ] = None,
    certain: Annotated[bool, typer.Option("--certain", help="Leave uncertain sentences out.")] = False,
    language: given.Spoken = None,
) -> None:
    """Label every sentence of articles with its frame."""
    from duiding.translation import use  # takes long to import, and --help needs it not

    if not inputs and not url and sys.stdin.isatty():
        say(f"predict: name a file or folder, or send text to standard input. See '{called('predict')} --help'.")
        raise typer.Exit(REFUSED)
    use(language)
    options = PredictOptions(
        inputs=inputs or ([] if url else ["-"]),
        urls=url or [],
        model=model or default_model(),
        pipeline=pipeline,
        split=split,
        text_column=text_column or (),
        title_column=title_column,
        date_column=date_column,
        article_column=article_column,
        output=output,
        csv=csv,
        summary=summary,
        force=force,
        explain=explain,
        who=who,
        resume=resume,
        drift=drift,
        jobs=jobs,
        dask=dask,
        to_label=to_label,
        control=control,
        show_guess=show_guess,
        known=known or (),
        format=format,
        seed=seed,
        by=by,
        compare=compare or (),
        sample=sample,
        width=width,
        min_confidence=min_confidence,
        only=only or (),
        certain=certain,
    )
    options.check()
    with beginning("predict"):
        from predict.run import run  # takes seconds, which a refusal need not

    raise typer.Exit(run(options))
