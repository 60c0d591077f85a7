"""Run a command of duiding as a process that can be stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

_START = "from duiding.cli.program import main; main()"
_PATIENCE = 15  # seconds in which a command that is stopped may tidy up
_WINDOWS = os.name == "nt"
_ASK = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT)


class Process:
    """A command that is running, or has run.

    Args:
        words: the command, as ``predict`` and what follows it.
        output: file for what it says.
        environment: what it is to know beside the environment of the workbench.

    """

    def __init__(self, words: Sequence[str], output: Path, environment: Mapping[str, str] | None = None) -> None:
        self._stopped = threading.Event()
        with output.open("wb") as said:
            self._process = subprocess.Popen(  # noqa: S603  # our own command; what a user typed is never part of a shell's line
                [sys.executable, "-c", _START, *words],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env={**os.environ, "COLUMNS": "200", "PYTHONUNBUFFERED": "1", **(environment or {})},
                start_new_session=not _WINDOWS,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )

    @property
    def stopped(self) -> bool:
        """Whether it was stopped by us."""
        return self._stopped.is_set()

    def wait(self) -> int:
        """Wait for its end; gives its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """Ask it to end as Ctrl-C does, and end it where it does not."""
        self._stopped.set()
        self._signal(_ASK)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGTERM if _WINDOWS else signal.SIGKILL)
            self._process.wait()

    def _signal(self, number: int) -> None:
        if self._process.poll() is not None:
            return
        if _WINDOWS:
            self._process.send_signal(number)
        else:
            os.killpg(self._process.pid, number)


def lines_of(path: Path) -> list[str]:
    """Read what a command said, without what is empty."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line.rstrip() for line in text.splitlines() if line.strip()]
