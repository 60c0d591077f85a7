"""``python -m models``: list the trained models, and put an older one back."""

from __future__ import annotations

from typing import Annotated

import typer

from duiding.cli.folders import models
from duiding.cli.hints import called
from duiding.cli.terminal import application, say, screen

main = application(help="List the trained models, and put an older one back.")


@main.command("list")
def list_models(json: Annotated[bool, typer.Option("--json", help="One JSON list, for programs.")] = False) -> None:
    """Show every model in models/ with date, size of data, score and pipeline."""
    from models.listing import find_models, models_table, to_json

    found = find_models(models())
    if json:
        typer.echo(to_json(found))
    elif not found:
        say(f"There are no models in {models()}/: make one with '{called('train')}'.")
    else:
        screen().print(models_table(found))


@main.command("restore")
def restore_model(name: Annotated[str, typer.Argument(help="Name of a kept model, as in default@2026-11-24.")]) -> None:
    """Put a kept model back in its place; the one that is there now is kept as NAME@DATE."""
    from models.restoration import restore_by_name

    screen().print(restore_by_name(models(), name), markup=False)
