"""``python -m train``: labelled sentences in, a trained model out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding.cli import options as given
from duiding.cli.folders import supplied
from duiding.cli.startup import beginning

DATA = "data/corpus.csv"


def main(
    data: Annotated[
        list[Path] | None,
        typer.Option(
            help="Labelled sentences: CSV, TSV, Excel, Parquet, JSONL, an export of doccano, Label Studio or Prodigy, or a folder "
            "or ZIP of them; the newest last. Repeatable."
        ),
    ] = None,
    name: Annotated[
        str, typer.Option(help="Name of the model: it goes to models/NAME; one that is there is replaced.")
    ] = "default",
    pipeline: Annotated[
        str, typer.Option(help="spaCy pipeline: auto, any installed Dutch one, or the folder of one.")
    ] = "auto",
    config: Annotated[
        Path | None, typer.Option(help="TOML of hyper-parameters; by default train/default.toml.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Random state: same data and seed, same model.", min=0, max=2**32 - 1)] = 0,
    jobs: Annotated[int, typer.Option(help="Cores to use; -1 for all.")] = 1,
    against: Annotated[
        Path | None,
        typer.Option(help="Folder of another model: tell which is better on articles that are not learned from."),
    ] = None,
    hold_out: Annotated[
        float | None,
        typer.Option(
            help="With --against: share of the articles to put aside where no column split marks any. By default 0.2.",
            min=0,
            max=0.9,
        ),
    ] = None,
    promote: Annotated[
        bool,
        typer.Option(
            "--promote",
            help="With --against: put the new model in the other's place if it is better; that one is kept.",
        ),
    ] = False,
    promote_undecided: Annotated[
        bool, typer.Option("--promote-undecided", help="Like --promote, but also where no difference is shown.")
    ] = False,
    search: Annotated[
        bool, typer.Option("--search", help="Choose the settings anew, also where a model of that name has them.")
    ] = False,
    text_column: given.TextColumn = None,
    label_column: given.LabelColumn = "",
    article_column: given.ArticleColumn = "",
    title_column: given.TitleColumn = "",
    date_column: given.DateColumn = "",
    labels: Annotated[
        Path | None,
        typer.Option(
            help="TOML that tells of each label its order, the name shown, colour, meaning and other names, and which one means 'no "
            "frame'; the model keeps it."
        ),
    ] = None,
    map_labels: given.MapLabels = None,
    coder_column: given.CoderColumn = None,
    coder: given.Coder = None,
    adjudicator: given.Adjudicator = "",
    undecided: given.Undecided = given.UNDECIDED,
    prefer: given.PreferLabel = given.Prefer.new,
    weight: given.Weight = None,
    check_labels: Annotated[
        bool, typer.Option("--check-labels", help="Train nothing: list the labels that look wrong, and why.")
    ] = False,
    output: Annotated[Path | None, typer.Option(help="With --check-labels: CSV file for all of them.")] = None,
    force: Annotated[bool, typer.Option("--force", help="With --output: overwrite the file.")] = False,
) -> None:
    """Train a model on labelled sentences and save it in models/NAME."""
    with beginning("train"):
        from duiding.corpus import ReadingOptions
        from duiding.language import named
        from train.options import TrainOptions
        from train.run import run

    read_as, also = given.mapped(map_labels)
    reading = ReadingOptions(
        text_columns=text_column or (),
        label_column=label_column,
        article_column=article_column,
        title_column=title_column,
        date_column=date_column,
        annotator_columns=coder_column or (),
        annotators=given.coders(coder),
        adjudicator=adjudicator,
        labels=read_as,
        also=also,
        prefer=prefer.value,
        weights=given.weights(weight),
    )
    options = TrainOptions(
        data=data or [supplied(DATA)],
        reading=reading,
        labels=labels,
        undecided=undecided,
        name=name,
        pipeline=named(pipeline),
        config=config,
        seed=seed,
        jobs=jobs,
        against=against,
        hold_out=hold_out,
        promote=promote,
        promote_undecided=promote_undecided,
        search=search,
        check_labels=check_labels,
        output=output,
        force=force,
    )
    raise typer.Exit(run(options))
