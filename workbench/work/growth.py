"""What more labels would be worth: the learning curve of ``evaluate``, drawn beside the pages."""

from __future__ import annotations

from typing import Any, NamedTuple

from duiding.errors import InputError
from workbench.projects import Project
from workbench.projects.names import SETTLED
from workbench.storage.labels import Labels
from workbench.work.choosing import KNOWN
from workbench.work.records import read_record
from workbench.work.task import Task


class Step(NamedTuple):
    """A size of what was learned from, and the macro-F1 that it gave with its interval."""

    articles: int
    sentences: int
    value: float
    low: float
    high: float


class Curve(NamedTuple):
    """The sizes that were tried, what so many more sentences should add, and its interval; None where it can't be told."""

    steps: list[Step]
    more: int
    gain: float | None
    low: float
    high: float


class Growth:
    """The learning curve of a project.

    Args:
        project: the project.
        labels: its labels.

    """

    def __init__(self, project: Project, labels: Labels) -> None:
        self._project, self._labels = project, labels
        self.task = Task(project.folder / "runs", "growth")

    def start(self, language: str = "en") -> None:
        """Begin to draw the curve, and tell in a language what goes wrong.

        Raises:
            InputError: there is nothing to learn from, or it is being drawn.
            DuidingError: what is learned from can't be written.

        """
        own, settings = self._project.folder / KNOWN, self._project.settings
        data = [self._project.file(base) for base in settings.base]
        if self._labels.write_training(own):
            data.append(own)
        if not data:
            raise InputError("There are no labels to learn from yet: label some sentences first.")
        words = ["evaluate", "--model", str(self._project.model_folder()), "--learning-curve"]
        for path in data:
            words += ["--data", str(path)]
        if self._labels.settled():
            words += ["--adjudicator", SETTLED]
        runs = self._project.folder / "runs"
        self.task.start(
            [*words, "--undecided", str(runs / "growth.undecided.csv"), "--output", str(runs / "growth")],
            language=language,
        )

    def curve(self) -> Curve | None:
        """Give the curve that was drawn last; None where there is none."""
        found = read_record(self._project.folder / "runs" / "growth" / "metrics.json").get("learning_curve")
        if not isinstance(found, dict):
            return None
        steps = [_step(one) for one in found["points"]]
        gain = found["gain"] or {}
        return Curve(steps, found["more_sentences"], gain.get("value"), gain.get("low", 0.0), gain.get("high", 0.0))


def _step(point: dict[str, Any]) -> Step:
    score = point["macro_f1"]
    return Step(point["articles"], point["sentences"], score["value"], score["low"], score["high"])
