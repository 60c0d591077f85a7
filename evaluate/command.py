"""``python -m evaluate``: a trained model and labelled articles in, figures out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding.cli import options as given
from duiding.cli.folders import default_model, reports, supplied
from duiding.cli.startup import beginning

DATA = "data/corpus.csv"


def main(
    model: Annotated[Path | None, typer.Option(help="Folder of the model; by default models/default.")] = None,
    pipeline: given.Pipeline = "",
    data: Annotated[
        list[Path] | None,
        typer.Option(help="Labelled sentences to score on; by default the corpus's test part. Repeatable."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Folder for the report; by default evaluate/reports/MODEL.")
    ] = None,
    target_accuracy: Annotated[
        float | None,
        typer.Option(help="Set the model's threshold so that what it keeps reaches this accuracy.", min=0, max=1),
    ] = None,
    against: Annotated[Path | None, typer.Option(help="Folder of another model to compare with.")] = None,
    fail_if_worse: Annotated[bool, typer.Option(help="With --against: exit code 1 if this model is worse.")] = False,
    behaviour: Annotated[Path | None, typer.Option(help="Behaviour cases; by default the project's own.")] = None,
    learning_curve: Annotated[
        bool, typer.Option(help="Score against the number of training articles (minutes).")
    ] = False,
    ablate: Annotated[bool, typer.Option(help="Score and speed without each feature block (minutes).")] = False,
    peers: Annotated[bool, typer.Option(help="Train other classifiers on the same articles (half an hour).")] = False,
    peer: Annotated[
        list[str] | None, typer.Option(help="Train only the other classifiers with this in their names. Repeatable.")
    ] = None,
    base: Annotated[
        str | None, typer.Option(help="Hugging Face model, or its folder, that some of them begin with.")
    ] = None,
    training: Annotated[
        list[Path] | None,
        typer.Option(
            help="Sentences to train on with --learning-curve, --ablate and --peers; by default those of --data that are not for testing."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(help="Processes for parsing and cross-validation; -1 for one a core.")] = 1,
    language: given.Spoken = None,
    agreement: Annotated[
        list[Path] | None,
        typer.Option(help="Tell how far annotators agree in these labelled files; no model is needed. Repeatable."),
    ] = None,
    pin: Annotated[bool, typer.Option(help="Make this model the baseline that the tests hold others to.")] = False,
    text_column: given.TextColumn = None,
    label_column: given.LabelColumn = "",
    article_column: given.ArticleColumn = "",
    title_column: given.TitleColumn = "",
    date_column: given.DateColumn = "",
    map_labels: given.MapLabels = None,
    coder_column: given.CoderColumn = None,
    coder: given.Coder = None,
    adjudicator: given.Adjudicator = "",
    undecided: given.Undecided = given.UNDECIDED,
    prefer: given.PreferLabel = given.Prefer.new,
) -> None:
    """Score a model on articles that it was not trained on."""
    with beginning("evaluate"):
        from duiding.corpus import ReadingOptions
        from duiding.translation import use
        from evaluate.options import EvaluateOptions
        from evaluate.run import run

    use(language)
    labels, also = given.mapped(map_labels)
    reading = ReadingOptions(
        text_columns=text_column or (),
        label_column=label_column,
        article_column=article_column,
        title_column=title_column,
        date_column=date_column,
        annotator_columns=coder_column or (),
        annotators=given.coders(coder),
        adjudicator=adjudicator,
        labels=labels,
        also=also,
        prefer=prefer.value,
    )
    model = model or default_model()
    options = EvaluateOptions(
        model=model,
        pipeline=pipeline,
        data=data or [supplied(DATA)],
        all_rows=data is not None,
        reading=reading,
        undecided=undecided,
        output=output or reports() / model.name,
        target_accuracy=target_accuracy,
        pin=pin,
        against=against,
        fail_if_worse=fail_if_worse,
        behaviour=behaviour,
        learning_curve=learning_curve,
        ablate=ablate,
        peers=peers or bool(peer),
        peer=peer or (),
        base=base,
        training=training or data or [supplied(DATA)],
        training_reading=ReadingOptions() if training else reading,
        jobs=jobs,
        agreement=agreement or (),
    )
    raise typer.Exit(run(options))
