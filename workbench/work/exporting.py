"""Files to send on, written by ``predict`` beside the pages."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from duiding.errors import InputError
from workbench.projects import Project
from workbench.work.answering import Answers
from workbench.work.task import Task

FORMATS = {
    "html": ("html",),
    "xlsx": ("xlsx",),
    "csv": ("csv",),
    "csv-nl": ("csv", "--csv", "nl"),
    "sav": ("sav",),
    "dta": ("dta",),
    "json": ("json",),
    "jsonl": ("jsonl",),
    "parquet": ("parquet",),
}  # what is asked for: ending, and options of predict


class File(NamedTuple):
    """A file that was written: its name, its size in bytes, and when."""

    name: str
    size: int
    made: str


class Exports:
    """The files that a project gives out, one written at a time.

    Args:
        project: the project.
        answers: what is asked of its labels.

    """

    def __init__(self, project: Project, answers: Answers) -> None:
        self._project, self._answers = project, answers
        self.task = Task(project.folder / "runs", "export")

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._project.folder / "answers"

    def start(
        self, kind: str, by: str = "", compared: str = "", *, summary: bool = False, language: str = "en"
    ) -> None:
        """Have all articles written, with tables of shares beside them.

        Args:
            kind: one of ``FORMATS``.
            by: what shares are given by, as ``predict --by`` has it.
            compared: what is compared, as ``predict --compare`` has it.
            summary: whether a row is an article instead of a sentence.
            language: that the report speaks.

        Raises:
            InputError: there is no such format, or a file is being written.
            DuidingError: the sample can't be written.

        """
        if kind not in FORMATS:
            raise InputError("There is no such format: %(formats)s.", formats=", ".join(FORMATS))
        if self.task.running:
            raise InputError("A file is being written already: wait for it, or stop it.")
        ending, *options = FORMATS[kind]
        self.folder.mkdir(exist_ok=True)
        name = f"{self._project.name}{'-articles' if summary else ''}.{ending}"
        words = self.command(by, compared)
        words += ["--summary", "--who"] if summary else ["--explain", "--who"]
        self.task.start(
            [*words, *options, "--output", str(self.folder / name), "--force", "--language", language],
            language=language,
        )

    def command(self, by: str = "", compared: str = "") -> list[str]:
        """Give the command that gives the same shares, corrected by what people labelled of a random sample.

        Args:
            by: as ``predict --by`` has it.
            compared: as ``predict --compare`` has it.

        """
        words = ["predict", str(self._project.articles), "--model", str(self._project.model_folder())]
        words += [f"--by={by}"] if by else []
        words += [f"--compare={compared}"] if compared else []
        return words + (["--sample", str(self._answers.sample)] if self._answers.sampled() else [])

    def files(self) -> list[File]:
        """List the files that were written, the newest first."""
        found = [(path.stat(), path) for path in self.folder.glob("[!.]*") if path.is_file()]
        return [
            File(path.name, stat.st_size, _time(stat.st_mtime))
            for stat, path in sorted(found, key=lambda one: -one[0].st_mtime)
        ]


def _time(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
