"""One piece of work at a time beside the pages: it survives a reload, can be stopped, and what it said is kept."""

from __future__ import annotations

import shlex
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from duiding.errors import DuidingError, InputError
from workbench.storage.marks import now
from workbench.work.process import Process, lines_of
from workbench.work.records import read_record, write_record

INTERRUPTED = -1


class State(NamedTuple):
    """How a task stands; ``code`` is its exit code, None while it runs or where it never ran."""

    running: bool
    code: int | None
    stopped: bool
    seconds: int
    lines: list[str]
    command: str
    started: str
    trouble: str


class Task:
    """A command that a project runs now and then, such as a training.

    Args:
        folder: where its record and what it says are kept.
        name: what to call the files.

    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._said, self._record = folder, folder / f"{name}.txt", folder / f"{name}.json"
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._thread: threading.Thread | None = None
        self._begun = 0.0
        known = read_record(self._record)
        if known and "code" not in known:  # the workbench was killed
            write_record(self._record, **known, code=INTERRUPTED, stopped=True, trouble="")

    def start(
        self, words: Sequence[str], done: Callable[[int], None], environment: Mapping[str, str] | None = None
    ) -> None:
        """Begin.

        Args:
            words: the command.
            done: called at its end with its exit code, unless it was stopped.
            environment: what the command is to know beside.

        Raises:
            InputError: it runs already.
            DuidingError: nothing can be written.

        """
        with self._lock:
            if self._process is not None:
                raise InputError("This is running already: wait for it, or stop it.")
            self._folder.mkdir(parents=True, exist_ok=True)
            write_record(self._record, command=f"duiding {shlex.join(words)}", started=now())
            self._begun = time.monotonic()
            self._process = Process(words, self._said, environment)
            self._thread = threading.Thread(target=self._follow, args=(self._process, done), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop it, if it runs."""
        if process := self._process:
            process.stop()
        if thread := self._thread:
            thread.join(20)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._process is not None

    def state(self) -> State:
        """Tell how it stands."""
        known, running = read_record(self._record), self.running
        return State(
            running,
            None if running else known.get("code"),
            bool(known.get("stopped")),
            round(time.monotonic() - self._begun) if running else 0,
            lines_of(self._said) if known else [],
            known.get("command", ""),
            known.get("started", ""),
            known.get("trouble", ""),
        )

    def _follow(self, process: Process, done: Callable[[int], None]) -> None:
        code, trouble = process.wait(), ""
        try:
            if not process.stopped:
                done(code)
        except DuidingError as error:
            trouble = str(error)
        known = read_record(self._record)
        write_record(self._record, **known, code=code, stopped=process.stopped, trouble=trouble)
        self._process = None
