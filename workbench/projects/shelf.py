"""All projects in a folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from duiding.cli.folders import models
from duiding.errors import DuidingError, InputError
from workbench.projects.names import plain
from workbench.projects.project import Project
from workbench.projects.settings import FILE, Settings, write_settings

CORPUS = "data/corpus.csv"


class Broken(NamedTuple):
    """A project whose settings can't be read, and why."""

    name: str
    reason: DuidingError


class Shelf:
    """The folder of the projects.

    Args:
        folder: where they are.
        model: folder of the model that new ones begin with.

    """

    def __init__(self, folder: Path, model: Path) -> None:
        self.folder, self._model = folder, model

    def names(self) -> list[str]:
        """Name the projects."""
        return sorted(path.parent.name for path in self.folder.glob(f"*/{FILE}"))

    def read(self) -> tuple[list[Project], list[Broken]]:
        """Read all projects, and tell which can't be read."""
        found, broken = [], []
        for name in self.names():
            try:
                found.append(Project(self.folder / name))
            except DuidingError as error:
                broken.append(Broken(name, error))
        return found, broken

    def make(self, title: str) -> Project:
        """Make a project.

        Args:
            title: what to call it.

        Raises:
            InputError: it has no name, or one that is taken.
            DuidingError: the folder can't be written.

        """
        title = " ".join(title.split())
        name = plain(title)
        if not name:
            raise InputError("A project needs a name with letters or digits in it: type one.")
        folder = self.folder / name
        if folder.exists():
            raise InputError(
                "There is a folder '%(name)s' in %(folder)s already: take another name.", name=name, folder=self.folder
            )
        try:
            folder.mkdir(parents=True)
            model = self._taken_along(folder)
            write_settings(folder, Settings(title=title[:200], model=model, base=[CORPUS]))
        except (OSError, DuidingError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, DuidingError):
                raise
            raise DuidingError("%(path)s can't be made (%(why)s).", path=folder, why=error.strerror or error) from error
        return Project(folder)

    def _taken_along(self, folder: Path) -> str:
        """Name the model that a new project begins with; one that is not among the models is copied into the project."""
        if self._model.resolve().parent == models().resolve() or not self._model.is_dir():
            return self._model.name
        shutil.copytree(self._model, folder / "models" / self._model.name)
        return f"./models/{self._model.name}"
