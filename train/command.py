"""``python -m train``: labelled sentences in, a trained model out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding import data_options as given
from duiding.terminal import say, screen

DATA = Path("data/corpus.csv")


def main(
    data: Annotated[
        list[Path] | None,
        typer.Option(
            help="Labelled sentences: CSV, TSV, Excel, Parquet, JSONL, an export of doccano, Label Studio or Prodigy, or a folder "
            "or ZIP of them; the newest last. Repeatable."
        ),
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
        typer.Option(help="With --against: put the new model in the other's place if it is better; that one is kept."),
    ] = False,
    promote_undecided: Annotated[
        bool, typer.Option(help="Like --promote, but also where no difference is shown.")
    ] = False,
    search: Annotated[
        bool, typer.Option("--search", help="Choose the settings anew, also where a model of that name has them.")
    ] = False,
    text_column: given.TextColumn = "",
    label_column: given.LabelColumn = "",
    map_labels: given.MapLabels = None,
    coder_column: given.CoderColumn = None,
    coder: given.Coder = None,
    adjudicator: given.Adjudicator = "",
    undecided: given.Undecided = given.UNDECIDED,
    prefer: given.PreferLabel = given.Prefer.new,
    weight: given.Weight = None,
    check_labels: Annotated[
        bool,
        typer.Option("--check-labels", help="Train nothing: list the labels that look wrong, and why."),
    ] = False,
    output: Annotated[Path | None, typer.Option(help="With --check-labels: CSV file for all of them.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
) -> None:
    """Train a model on labelled sentences and save it in models/NAME."""
    from duiding.corpus import read_labelled, training_part
    from duiding.corpus.telling import tell_labelled
    from duiding.errors import DuidingError
    from duiding.terminal import progress
    from train.against import prepare
    from train.conclusion import conclude
    from train.config import read_config
    from train.holding_out import SHARE
    from train.naming import model_folder
    from train.promotion import check_promotable
    from train.settings import kept_setting
    from train.table import scores_table, sources_table
    from train.training import train

    promoting = promote or promote_undecided
    if against is None and (promoting or hold_out is not None):
        raise DuidingError("--hold-out and --promote need a model to compare with: name it with --against.")
    if output and not check_labels:
        raise DuidingError("--output goes with --check-labels; a model goes to models/NAME, named with --name.")
    folder = model_folder(name)
    settings = read_config(config)
    if against is not None and promoting:
        check_promotable(against)
    options = given.reading_options(
        text_column, label_column, map_labels, coder_column, coder, adjudicator, prefer, weight
    )
    labelled = read_labelled(data or [DATA], options, notice=say)
    tell_labelled(labelled, undecided, screen(), say)
    corpus = labelled.corpus
    share = SHARE if hold_out is None else hold_out
    rivalry = prepare(against, folder, corpus, share, say) if against is not None else None
    corpus = rivalry.parts.training if rivalry else training_part(corpus)
    say(f"{len(corpus)} sentences for training in {corpus['article_id'].nunique()} articles.")
    if check_labels:
        from train.label_check.output import report

        report(corpus, settings, output, force=force, pipeline=pipeline, seed=seed, jobs=jobs)
        return
    kept = None if search else kept_setting(folder, settings, len(corpus))
    if kept:
        say(f"Settings kept from the model that is there (C = {kept.setting.strength:g}): --search chooses them anew.")
    manifest = train(
        corpus,
        folder,
        settings,
        pipeline=pipeline,
        seed=seed,
        jobs=jobs,
        progress=progress,
        held_out=rivalry.parts.held_out if rivalry else None,
        kept=kept,
    )
    screen().print(scores_table(manifest))
    if manifest.corpus.contributions:
        screen().print(sources_table(manifest))
    screen().print(
        f"Model written to {folder} (pipeline {manifest.pipeline.name} {manifest.pipeline.version}).",
        markup=False,
    )
    if rivalry:
        raise typer.Exit(conclude(rivalry, folder, promoting=promoting, undecided_too=promote_undecided))
