"""``python -m workbench``: open the workbench in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duiding.cli.folders import default_model, workbench
from duiding.errors import DuidingError


def main(
    projects: Annotated[
        Path | None, typer.Option(help="Folder of the projects; by default workbench/ in the working directory.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="Folder of the model that new projects begin with; by default models/default.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 takes a free one.", min=0, max=65535)] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether to open the page in the default browser.")
    ] = True,
    own_network: Annotated[
        bool,
        typer.Option(
            "--own-network/--no-own-network",
            help="Whether pages of this machine and its network may be fetched too, such as those of an archive in the house.",
        ),
    ] = False,
) -> None:
    """Read, correct, label, retrain, compare and export in a browser on this machine."""
    try:
        from workbench.server.serving import serve  # takes a second, which --help need not
    except ModuleNotFoundError as error:
        raise DuidingError(
            "The workbench needs %(library)s: pip install 'duiding[workbench]'.", library=error.name
        ) from error

    serve(projects or workbench(), model or default_model(), port, browser=browser, own_network=own_network)
