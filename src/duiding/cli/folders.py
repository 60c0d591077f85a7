"""Where things are: the stages and data that come with the package, and a user's models."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def project() -> Path:
    """Give the folder that holds train, evaluate, predict, models and data: within the installed package, else the checkout's."""
    installed = _PACKAGE / "_stages"
    return installed if installed.is_dir() else _PACKAGE.parent.parent


def supplied(name: str) -> Path:
    """Find a file that comes with the project, such as ``data/corpus.csv``; one in the working directory comes first."""
    here = Path(name)
    return here if here.exists() or not (project() / name).exists() else project() / name


def models() -> Path:
    """Give the folder of models: ``DUIDING_MODELS`` if it is set, else ``models`` in the working directory."""
    return Path(os.environ.get("DUIDING_MODELS") or "models")


def default_model() -> Path:
    """Give the folder of the model that is taken where none is named."""
    return models() / "default"


def workbench() -> Path:
    """Give the folder of the workbench's projects: ``DUIDING_WORKBENCH`` if it is set, else ``workbench`` in the working directory."""
    return Path(os.environ.get("DUIDING_WORKBENCH") or "workbench")


def reports() -> Path:
    """Give the folder of evaluation reports: beside the command's code in a checkout, else in the working directory."""
    return Path("evaluate/reports") if Path("evaluate").is_dir() else Path("reports")
