"""Train a new model on what people said, beside the pages, and hold it against the one in use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from duiding.cli.folders import supplied
from duiding.errors import DuidingError, InputError
from duiding.store import Manifest, check
from duiding.tabular import read_table
from workbench.projects import Project
from workbench.projects.names import SETTLED
from workbench.storage.labels import Labels
from workbench.work.records import read_record
from workbench.work.task import Task

STEPS = ("Parsing", "Counting", "Cross-validating", "Fitting", "Comparing")  # what train says as it goes on
SHOWN = 200
_OWN = "./models/"


class Trained(NamedTuple):
    """A model that a project may use: what the settings call it, its manifest, or why it can't be used, and the verdict on it."""

    name: str
    manifest: Manifest | None
    broken: str
    verdict: dict[str, Any]


class Training:
    """The trainings of a project.

    Args:
        project: the project.
        labels: its labels.

    """

    def __init__(self, project: Project, labels: Labels) -> None:
        self._project, self._labels = project, labels
        self.task = Task(project.folder / "runs", "training")

    @property
    def file(self) -> Path:
        """The table of the labels that hold, as a model learns from them."""
        return self._project.folder / "training.csv"

    def start(self) -> None:
        """Begin to train a model under a new name.

        Raises:
            InputError: there are no labels yet, or a training is running.
            DuidingError: a file can't be written.

        """
        if not self._labels.write_training(self.file):
            raise InputError("There are no labels to learn from yet: label some sentences first.")
        settings = self._project.settings
        self._project.models.mkdir(exist_ok=True)
        words = ["train"]
        for base in settings.base:
            words += ["--data", str(self._found(base))]
        words += ["--data", str(self.file), "--name", self._free_name()]
        words += ["--against", str(self._project.model_folder().resolve())]
        words += [
            "--undecided",
            str(self._project.folder / "undecided.csv"),
            "--jobs",
            str(max(1, (os.cpu_count() or 2) - 1)),
        ]
        if settings.config:
            words += ["--config", str(self._found(settings.config))]
        if self._labels.settled():
            words += ["--adjudicator", SETTLED]
        if settings.weight != 1:
            words += ["--weight", f"{self.file.name}={settings.weight:g}"]
        self.task.start(words, lambda code: None, {"DUIDING_MODELS": str(self._project.models)})

    def use(self, name: str) -> None:
        """Use another model from now on; the one in use is remembered.

        Raises:
            InputError: it is none of the project's models, or can't be used.

        """
        known = {one.name: one for one in self.models()}
        if name not in known:
            raise InputError(f"'{name}' is none of the models of this project.")
        if known[name].manifest is None:
            raise InputError(known[name].broken)
        settings = self._project.settings
        if name != settings.model:
            earlier = [one for one in settings.earlier if one not in (name, settings.model)]
            self._project.change(model=name, earlier=[*earlier, settings.model])

    def models(self) -> list[Trained]:
        """List the models that the project has, used or can use, the newest first."""
        settings = self._project.settings
        own = [f"{_OWN}{path.name}" for path in self._project.models.glob("*") if path.is_dir() and path.name[0] != "."]
        named = dict.fromkeys((*own, settings.model, *settings.earlier))
        return sorted(
            map(self._trained, named), key=lambda one: one.manifest.created if one.manifest else "", reverse=True
        )

    def changed(self, name: str) -> list[dict[str, str]]:
        """Give the first sentences that a model labels otherwise than the one that it was held against, those made worse first."""
        path = self._beside(name, "changed.csv")
        if not path.is_file():
            return []
        rows = read_table(path).to_dict("records")
        return [{str(key): str(value) for key, value in row.items()} for row in rows[:SHOWN]]

    def last(self) -> str:
        """Name the model of the last training that came to its end; empty where there is none."""
        done = [one.name for one in self.models() if one.verdict]
        return done[0] if done else ""

    def _trained(self, name: str) -> Trained:
        verdict = read_record(self._beside(name, "verdict.json"))
        try:
            return Trained(name, check(self._project.model_folder(name)), "", verdict)
        except (DuidingError, OSError) as error:
            return Trained(name, None, str(error), verdict)

    def _beside(self, name: str, ending: str) -> Path:
        folder = self._project.model_folder(name)
        return folder.with_name(f"{folder.name}.{ending}")

    def _free_name(self) -> str:
        taken = {path.name for path in self._project.models.iterdir()}
        number = 1
        while f"{self._project.name}-{number}" in taken:
            number += 1
        return f"{self._project.name}-{number}"

    def _found(self, name: str) -> Path:
        """Find a file that the settings name: in the project's folder, else in the working directory or with the package."""
        own = self._project.folder / name
        return own if own.exists() else supplied(name)
