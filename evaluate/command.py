"""``python -m evaluate``: a trained model and labelled articles in, figures out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from duiding.terminal import say, screen

DATA = Path("data/corpus.csv")


def main(
    model: Annotated[Path, typer.Option(help="Folder of the model.")] = Path("models/default"),
    data: Annotated[
        list[Path] | None,
        typer.Option(help="Labelled sentences to score on; by default the corpus's test part. Repeatable."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Folder for metrics.json; by default evaluate/reports/MODEL.")
    ] = None,
) -> None:
    """Score a model on articles that it was not trained on."""
    import duiding
    from duiding.files import write_whole
    from duiding.store import read_manifest
    from duiding.terminal import progress
    from evaluate.evaluation import evaluate
    from evaluate.selection import read_test
    from evaluate.tables import tables

    classifier = duiding.load(model)
    manifest = read_manifest(model)
    test = read_test(data or [DATA], all_rows=data is not None, notice=say)
    with progress(f"Scoring {len(test)} sentences in {test['article_id'].nunique()} articles"):
        evaluation = evaluate(classifier, manifest, test)
    for table in tables(evaluation):
        screen().print(table)
    path = (output or Path("evaluate/reports") / model.name) / "metrics.json"
    write_whole(path, json.dumps(evaluation.to_metrics(manifest), indent=2, ensure_ascii=False) + "\n", force=True)
    screen().print(f"Figures written to {path}.", markup=False)
