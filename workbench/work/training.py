"""A new model from a project's labels: trained beside the pages, held against the one in use, put in its place, and back."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from duiding.cli.folders import models
from duiding.corpus.splits import TEST
from duiding.errors import DuidingError, InputError
from duiding.store import Manifest, check
from duiding.tabular import read_table
from workbench.projects import Project
from workbench.projects.names import SETTLED, plain
from workbench.storage.labels import Labels
from workbench.work.choosing import KNOWN
from workbench.work.records import read_record
from workbench.work.task import Task

STEPS = ("Parsing", "Choosing", "Cross-validating", "Weighing", "Fitting", "Comparing")  # what train says as it goes on
UNDECIDED = "undecided.csv"
_OWN = "./models/"
_VERDICT, _CHANGED = ".verdict.json", ".changed.csv"


class Trained(NamedTuple):
    """A model that a project may use: what the settings call it, its manifest, or why it can't be used, and the verdict on it."""

    setting: str
    manifest: Manifest | None
    broken: DuidingError | None
    verdict: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name without where it is."""
        return self.setting.removeprefix(_OWN)

    @property
    def own(self) -> bool:
        """Whether it is one of the project's own, and not one that comes from elsewhere."""
        return self.setting.startswith(_OWN)


class Learned(NamedTuple):
    """How many of a project's sentences are learned from and how many scored on, and how many coders left undecided at the last training."""

    learned: int
    scored: int
    undecided: int


class Training:
    """The trainings of a project, one at a time.

    What is being trained stands in ``runs/`` until it is whole; only then does it go to ``models/``.

    Args:
        project: the project.
        labels: its labels.
        changed: called when another model is in use.

    """

    def __init__(self, project: Project, labels: Labels, changed: Callable[[], None]) -> None:
        self._project, self._labels, self._changed = project, labels, changed
        self._fresh = project.folder / "runs" / "training"
        self.task = Task(project.folder / "runs", "training", self._take)

    def learned(self) -> Learned:
        """Count what a training would learn from."""
        parts: dict[tuple[str, str], str] = {(row[0], row[1]): row[-1] for row in self._labels.rows()}
        path = self._undecided
        left = len({row["text"] for row in read_table(path).to_dict("records")}) if path.is_file() else 0
        scored = sum(part == TEST for part in parts.values())
        return Learned(len(parts) - scored, scored, left)

    def start(self, language: str = "en") -> None:
        """Train a new model, and tell in a language what goes wrong.

        Raises:
            InputError: one is being trained, or there is nothing to learn from.
            DuidingError: what is learned from can't be written.

        """
        if self.task.running:
            raise InputError("A model is being trained already: wait for it, or stop it.")
        settings, own = self._project.settings, self._project.folder / KNOWN
        if not self._labels.write_training(own):
            raise InputError("There are no labels to learn from yet: label some sentences first.")
        self._clear()
        words = ["train"]
        for base in settings.base:
            words += ["--data", str(self._project.file(base))]
        words += ["--data", str(own), "--name", self._free_name(), "--jobs", str(max(1, (os.cpu_count() or 2) - 1))]
        words += ["--undecided", str(self._undecided)]
        if self._project.manifest:
            words += ["--against", str(self._project.model_folder())]
        if settings.config:
            words += ["--config", str(self._project.file(settings.config))]
        if self._labels.settled():
            words += ["--adjudicator", SETTLED]
        if settings.weight != 1:
            words += ["--weight", f"{own.name}={settings.weight:g}"]
        self._undecided.unlink(missing_ok=True)
        self.task.start(words, {"DUIDING_MODELS": str(self._fresh)}, language)

    def stop(self) -> None:
        """Stop the training; nothing of it stays."""
        self.task.stop()
        self._clear()

    def models(self) -> list[Trained]:
        """List the models that the project uses, has used or can use, the newest first."""
        settings = self._project.settings
        own = [f"{_OWN}{path.name}" for path in self._project.models.glob("*") if path.is_dir() and path.name[0] != "."]
        shared = [path.name for path in models().glob("[!._]*") if path.is_dir() and "@" not in path.name]
        named = dict.fromkeys((*own, settings.model, *settings.earlier, *shared))
        return sorted(
            map(self._look, named), key=lambda one: one.manifest.created if one.manifest else "", reverse=True
        )

    def changes(self, one: Trained) -> list[dict[str, str]]:
        """Give the sentences that a model labels otherwise than the one it was held against, those made worse first."""
        path = self._beside(one.setting, _CHANGED)
        if not one.own or not path.is_file():
            return []
        rows = read_table(path).to_dict("records")
        return [{str(column): str(value) for column, value in row.items()} for row in rows]

    def use(self, name: str) -> None:
        """Put a model in use; the one before it is remembered for the way back.

        Args:
            name: as the settings call it.

        Raises:
            InputError: it is none of the project's models, or can't be used.

        """
        known = {one.setting: one for one in self.models()}
        if name not in known:
            raise InputError("'%(name)s' is none of the models of this project.", name=name)
        if broken := known[name].broken:
            raise broken
        settings = self._project.settings
        if name != settings.model:
            earlier = [one for one in settings.earlier if one not in (name, settings.model)]
            self._project.change(model=name, earlier=[*earlier, settings.model])
            self._changed()

    def go_back(self) -> None:
        """Put the model in use again that was there before.

        Raises:
            DuidingError: there was none, it is damaged, or the settings can't be written.

        """
        earlier = self._project.settings.earlier
        if not earlier:
            raise InputError("There is no earlier model to go back to.")
        check(self._project.model_folder(earlier[-1]))
        self._project.change(model=earlier[-1], earlier=earlier[:-1])
        self._changed()

    def drop(self, name: str) -> None:
        """Throw a model of the project's own away that is not in use.

        Args:
            name: as the settings call it.

        Raises:
            InputError: it is none of these.
            DuidingError: it can't be removed.

        """
        settings = self._project.settings
        if name == settings.model or name not in {one.setting for one in self.models() if one.own}:
            raise InputError(
                "'%(name)s' is in use, or none of the project's own models: nothing was thrown away.", name=name
            )
        self._project.change(earlier=[one for one in settings.earlier if one != name])
        folder = self._project.model_folder(name)
        hidden = folder.with_name(f".{folder.name}")
        try:
            shutil.rmtree(hidden, ignore_errors=True)
            folder.rename(
                hidden
            )  # out of sight in one step: what is removed file by file would look like a broken model
            shutil.rmtree(hidden)
            for ending in (_VERDICT, _CHANGED):
                self._beside(name, ending).unlink(missing_ok=True)
        except OSError as error:
            raise DuidingError(
                "%(path)s can't be removed (%(why)s).", path=folder, why=error.strerror or error
            ) from error

    @property
    def _undecided(self) -> Path:
        return self._project.folder / "runs" / UNDECIDED

    def _look(self, name: str) -> Trained:
        verdict = read_record(self._beside(name, _VERDICT)) if name.startswith(_OWN) else {}
        try:
            return Trained(name, check(self._project.model_folder(name)), None, verdict)
        except DuidingError as error:
            return Trained(name, None, error, verdict)
        except OSError as error:
            return Trained(name, None, DuidingError(str(error)), verdict)

    def _beside(self, name: str, ending: str) -> Path:
        folder = self._project.model_folder(name)
        return folder.with_name(f"{folder.name}{ending}")

    def _free_name(self) -> str:
        stem = plain(self._project.name, "model")
        found = [re.fullmatch(rf"{re.escape(stem)}-(\d+)", path.name) for path in self._project.models.glob("*")]
        return f"{stem}-{max((int(one[1]) for one in found if one), default=0) + 1}"

    def _take(self, code: int) -> None:
        """Take a model over that was trained and compared, its folder last; where that failed nothing stays of it."""
        try:
            if code == 0:
                self._project.models.mkdir(exist_ok=True)
                for path in sorted(self._fresh.glob("[!.]*"), key=Path.is_dir):
                    path.replace(self._project.models / path.name)
        except OSError as error:
            raise DuidingError(
                "%(path)s can't be written (%(why)s).", path=self._project.models, why=error.strerror or error
            ) from error
        finally:
            self._clear()

    def _clear(self) -> None:
        shutil.rmtree(self._fresh, ignore_errors=True)
