"""All that belongs to one open project, and the projects that are open."""

from __future__ import annotations

import threading
from pathlib import Path

from duiding.errors import MissingFileError
from workbench.projects import Project, Shelf
from workbench.storage.articles import Articles
from workbench.storage.filling import fill
from workbench.storage.index import Index
from workbench.storage.labels import Labels
from workbench.work.answering import Answers
from workbench.work.choosing import Choosing
from workbench.work.exporting import Exports
from workbench.work.growth import Growth
from workbench.work.labeller import Labeller
from workbench.work.training import Training


class Workspace:
    """A project that is open: its articles, index, labels, and the work that runs for it.

    Args:
        folder: the project's folder.
        own_network: whether pages of this machine and its network may be fetched too.

    Raises:
        DuidingError: its settings can't be read.

    """

    def __init__(self, folder: Path, *, own_network: bool = False) -> None:
        self.project = Project(folder)
        self.articles = Articles(self.project.articles, own_network=own_network)
        self.labels = Labels(self.project.labels_file)
        self.index = Index(folder / "index.sqlite")
        fill(self.index, self.project.labelled, self.project.no_frame)
        self.labeller = Labeller(self.project, self.articles, self.index)
        self.choosing = Choosing(self.project, self.labels)
        self.answers = Answers(self.project, self.index, self.labels)
        self.exports = Exports(self.project, self.answers)
        self.growth = Growth(self.project, self.labels)
        self.training = Training(self.project, self.labels, self.labeller.wake)
        self.labeller.wake()

    def end(self) -> None:
        """Stop what runs, but a training: it goes on, and is found again when the project is opened next."""
        self.labeller.end()
        self.choosing.task.stop()
        self.growth.task.stop()
        self.exports.task.stop()


class Workspaces:
    """The projects that are open; a project is opened when it is first asked for.

    Args:
        shelf: where the projects are.
        own_network: whether pages of this machine and its network may be fetched too.

    """

    def __init__(self, shelf: Shelf, *, own_network: bool = False) -> None:
        self.shelf, self._own_network = shelf, own_network
        self._open: dict[str, Workspace] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> Workspace:
        """Give a project by its name.

        Raises:
            MissingFileError: there is none.
            DuidingError: its settings can't be read.

        """
        with self._lock:
            if name not in self.shelf.names():
                if gone := self._open.pop(name, None):
                    gone.end()
                raise MissingFileError(
                    "There is no project '%(name)s' in %(folder)s.", name=name, folder=self.shelf.folder
                )
            if name not in self._open:
                self._open[name] = Workspace(self.shelf.folder / name, own_network=self._own_network)
            return self._open[name]

    def end(self) -> None:
        """Stop all that runs."""
        for one in self._open.values():
            one.end()
