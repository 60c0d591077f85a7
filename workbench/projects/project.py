"""A project: a folder with its articles, their labels by a model, and what people say."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from duiding.cli.folders import models, supplied
from duiding.errors import DuidingError
from duiding.labels import SHIPPED
from duiding.store import Manifest, check
from workbench.projects.settings import Settings, read_settings, write_settings

_OWN = "./"


class Project:
    """A folder that holds all of a project, so that a copy of it opens elsewhere.

    Args:
        folder: the folder.

    Raises:
        InputError: its settings can't be read.

    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = read_settings(folder)

    @property
    def name(self) -> str:
        """The name of its folder."""
        return self.folder.name

    def change(self, **changes: object) -> Settings:
        """Change settings, on disk first.

        Raises:
            DuidingError: they can't be written; nothing is changed.

        """
        settings = Settings.model_validate({**self.settings.model_dump(), **changes})
        write_settings(self.folder, settings)
        self.settings = settings
        self.__dict__.pop("_checked", None)
        return settings

    @property
    def articles(self) -> Path:
        """Where the articles are, as they came, in numbered parts."""
        return self.folder / "articles"

    @property
    def labelled(self) -> Path:
        """Where the labelled sentences of each part are, as predict wrote them."""
        return self.folder / "labelled"

    @property
    def models(self) -> Path:
        """Where the project's own models are."""
        return self.folder / "models"

    @property
    def labels_file(self) -> Path:
        """The table of what people said."""
        return self.folder / "labels.csv"

    def file(self, name: str) -> Path:
        """Find a file that the settings name: in the project's folder, else in the working directory or with the package."""
        own = self.folder / name
        return own if own.exists() else supplied(name)

    def model_folder(self, name: str = "") -> Path:
        """Find a model by the name that the settings have for it; without one, the model in use."""
        name = name or self.settings.model
        return self.folder / name[len(_OWN) :] if name.startswith(_OWN) else models() / name

    @cached_property
    def _checked(self) -> Manifest | DuidingError:
        try:
            return check(self.model_folder())
        except DuidingError as error:
            return error

    @property
    def manifest(self) -> Manifest | None:
        """The manifest of the model in use; None where it is missing or damaged."""
        return self._checked if isinstance(self._checked, Manifest) else None

    @property
    def no_frame(self) -> str:
        """The label that means that there is no frame."""
        return (self.manifest.label_set if self.manifest else SHIPPED).no_frame

    @property
    def trouble(self) -> DuidingError | None:
        """What is wrong with the model in use; None where it is in order."""
        return None if isinstance(self._checked, Manifest) else self._checked
