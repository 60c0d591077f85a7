"""Sentences to label next: chosen by ``predict --to-label``, asked for one at a time."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from duiding.errors import InputError
from duiding.tabular import read_table
from workbench.projects import Project
from workbench.storage.labels import Labels
from workbench.storage.marks import Mark
from workbench.work.task import Task

MOST = 1000
KNOWN = "training.csv"


class Wanted(NamedTuple):
    """A sentence that was chosen, with those around it, and why it was chosen."""

    place: int
    article_id: str
    sentence: int
    text: str
    before: str
    after: str
    chosen: str


class Choosing:
    """The batches of a project; the last one is that which is being labelled.

    Args:
        project: the project.
        labels: its labels.

    """

    def __init__(self, project: Project, labels: Labels) -> None:
        self._project, self._labels = project, labels
        self.task = Task(project.folder / "batches", "choosing")
        self._lock = threading.Lock()
        self._read: tuple[Path | None, list[Wanted]] = (None, [])

    @property
    def _folder(self) -> Path:
        return self._project.folder / "batches"

    def batches(self) -> list[Path]:
        """List the batches, the oldest first."""
        return sorted(path for path in self._folder.glob("*.csv") if path.stem.isdecimal())

    def start(self, sentences: int, control: float, language: str = "en") -> None:
        """Choose a new batch.

        Args:
            sentences: how many.
            control: which share of them is drawn at random.
            language: in which it is told what goes wrong.

        Raises:
            InputError: it is too many or too few, or a batch is being chosen.

        """
        if not 1 <= sentences <= MOST:
            raise InputError("A batch has 1 to %(most)s sentences.", most=MOST)
        if not 0 <= control <= 1:
            raise InputError("The share at random lies between 0 and 100 %.")
        batches, known = self.batches(), self._project.folder / KNOWN
        number = int(batches[-1].stem) + 1 if batches else 1
        words = ["predict", str(self._project.articles), "--model", str(self._project.model_folder())]
        words += ["--to-label", str(sentences), "--control", f"{control:g}", "--seed", str(number)]
        if self._labels.write_training(known):
            words += ["--known", str(known)]
        for batch in batches:
            words += ["--known", str(batch)]
        self.task.start([*words, "--output", str(self._folder / f"{number:04d}.csv")], language=language)

    def came(self) -> bool:
        """Tell whether what was chosen last is there: nothing is where no sentence is new."""
        words = shlex.split(self.task.state().command)
        return bool(words) and (self._folder / Path(words[-1]).name).is_file()

    def wanted(self) -> list[Wanted]:
        """Give the sentences of the last batch, in the order in which they are asked for."""
        batches = self.batches()
        last = batches[-1] if batches else None
        with self._lock:
            if self._read[0] != last:
                self._read = (last, _read(last) if last else [])
            return self._read[1]

    def open(self, coder: str) -> list[Wanted]:
        """Give what a coder is still to label: all that they have not, or where coders share the work, that nobody has."""
        marks = self._labels.by_coder()
        return [
            one for one in self.wanted() if not self._done(one, coder, marks.get((one.article_id, one.sentence), {}))
        ]

    def _done(self, one: Wanted, coder: str, given: Mapping[str, Mark]) -> bool:
        mine = [name for name, mark in given.items() if mark.text == one.text]
        return coder in mine if self._project.settings.double else bool(mine)


def _read(path: Path) -> list[Wanted]:
    columns = ("article_id", "sentence", "text", "before", "after", "chosen")
    rows = read_table(path).to_dict("records")
    return [
        Wanted(place, str(row["article_id"]), int(row["sentence"]), *(str(row[name]) for name in columns[2:]))
        for place, row in enumerate(rows)
    ]
