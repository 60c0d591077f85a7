"""The program ``duiding`` of an installed package: ``duiding train``, ``evaluate``, ``predict``, ``models`` and ``workbench``."""

from __future__ import annotations

import os
import sys

from duiding import __version__
from duiding.cli.folders import project
from duiding.cli.startup import start

STAGES = {
    "train": "Train a model on labelled sentences.",
    "evaluate": "Score a model on articles that it was not trained on.",
    "predict": "Label every sentence of articles with its frame.",
    "models": "List the trained models, and put an older one back.",
    "workbench": "Read, correct, label and retrain in a browser on this machine.",
}


def main() -> None:
    """Run the stage that is named first with the arguments behind it; without one, tell which there are."""
    name = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if name in STAGES:
        del sys.argv[1]
        sys.path.insert(0, str(project()))  # the stages import each other by the names that they have in a checkout
        start(name, f"{name}.command")
    elif name == "--version":
        _tell(f"duiding {__version__}")
    elif name in ("--help", "-h"):
        _tell(_help())
    else:
        sys.stderr.write(f"duiding: there is no command '{name}': expected {', '.join(STAGES)}.\n")
        sys.exit(2)


def _tell(text: str) -> None:
    """Print a text, without rich, which takes long to import; a reader that has left, as ``head`` does, is no fault."""
    try:
        print(text, flush=True)  # noqa: T201
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at its end


def _help() -> str:
    commands = (f"  {name:<10} {what}" for name, what in STAGES.items())
    return "\n".join(("Usage: duiding COMMAND [OPTIONS]", "", *commands, "", "Options of each: duiding COMMAND --help"))
