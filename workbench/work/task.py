"""One piece of work at a time beside the pages: it survives a reload and a restart, can be stopped, and what it said is kept."""

from __future__ import annotations

import datetime
import shlex
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from duiding.errors import DuidingError, InputError
from workbench.storage.marks import now
from workbench.work.process import INTERRUPTED, Process, is_running, lines_of
from workbench.work.records import read_record, write_record

__all__ = ["INTERRUPTED", "State", "Task"]


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
    """A command that a project runs now and then, such as a training; one that still runs for an earlier workbench is taken over.

    Args:
        folder: where its record and what it says are kept.
        name: what to call the files.
        done: called at its end with its exit code, unless it was stopped.

    """

    def __init__(self, folder: Path, name: str, done: Callable[[int], None] = lambda code: None) -> None:
        self._folder, self._said, self._record = folder, folder / f"{name}.txt", folder / f"{name}.json"
        self._done, self._lock = done, threading.Lock()
        self._process: Process | None = None
        self._thread: threading.Thread | None = None
        known = read_record(self._record)
        if known and "code" not in known:
            self._begin(Process.found(int(known.get("pid", 0)), self._said), known)

    def start(self, words: Sequence[str], environment: Mapping[str, str] | None = None, language: str = "en") -> None:
        """Begin.

        Args:
            words: the command.
            environment: what the command is to know beside.
            language: that it speaks.

        Raises:
            InputError: it runs already.
            DuidingError: nothing can be written.

        """
        with self._lock:
            if self.running:
                raise InputError("This is running already: wait for it, or stop it.")
            self._folder.mkdir(parents=True, exist_ok=True)
            known = {"command": f"duiding {shlex.join(words)}", "started": now()}
            write_record(self._record, **known)  # before anything runs, so that a full disk is told of
            process = Process(words, self._said, environment, language)
            write_record(self._record, **known, pid=process.pid)
            self._begin(process, known)

    def _begin(self, process: Process, known: Mapping[str, Any]) -> None:
        self._process = process
        self._thread = threading.Thread(target=self._follow, args=(process, known), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop it, if it runs."""
        if process := self._process:
            process.stop()
        self.wait(20)

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end and what is done then."""
        if thread := self._thread:
            thread.join(seconds)

    @property
    def running(self) -> bool:
        """Whether it runs, here or for another workbench on the same folder."""
        return self._process is not None or is_running(self._said)

    def state(self) -> State:
        """Tell how it stands."""
        running, known = self.running, read_record(self._record)
        return State(
            running,
            None if running else known.get("code"),
            bool(known.get("stopped")),
            _since(known.get("started", "")) if running else known.get("seconds", 0),
            lines_of(self._said) if known else [],
            known.get("command", ""),
            known.get("started", ""),
            known.get("trouble", ""),
        )

    def _follow(self, process: Process, known: Mapping[str, Any]) -> None:
        code, trouble = process.wait(), ""
        try:
            if not process.stopped:
                self._done(code)
        except DuidingError as error:
            trouble = str(error)
        ended = {"seconds": _since(known["started"]), "code": code, "stopped": process.stopped, "trouble": trouble}
        write_record(self._record, **{**known, **ended})
        self._process = None


def _since(started: str) -> int:
    """Give the seconds since a time that ``now`` gave."""
    try:
        begun = datetime.datetime.fromisoformat(started)
    except ValueError:
        return 0
    return max(0, round((datetime.datetime.now(datetime.UTC) - begun).total_seconds()))
