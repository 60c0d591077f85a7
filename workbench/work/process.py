"""Run a command of duiding as a process that can be stopped, and that outlives the workbench where it is left alone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from duiding.locks import held, in_use

INTERRUPTED = -1  # exit code of a process of which nobody saw the end
_CODE = ".code"  # ending of the file that keeps the exit code
_START = """
import pathlib, signal, sys
if hasattr(signal, "SIGBREAK"):
    signal.signal(signal.SIGBREAK, signal.default_int_handler)
from duiding.cli.program import main
code = pathlib.Path(sys.argv.pop(1))
try:
    main()
except SystemExit as left:
    code.write_text(str(left.code or 0))
    raise
"""
_PATIENCE = 15  # seconds in which a command that is stopped may tidy up
_LOOK = 0.3  # seconds between two looks at a process that an earlier workbench began
_WINDOWS = os.name == "nt"
_ASK = getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT)


class Process:
    """A command that is running, or has run; what it says goes to a file that it holds locked, so that it is found again.

    Args:
        words: the command, as ``predict`` and what follows it.
        output: file for what it says.
        environment: what it is to know beside the environment of the workbench.
        language: that it speaks, whatever the language of the machine.

    """

    def __init__(
        self, words: Sequence[str], output: Path, environment: Mapping[str, str] | None = None, language: str = "en"
    ) -> None:
        self._stopped, self._output = threading.Event(), output
        self._process: subprocess.Popen[bytes] | None
        _code_of(output).unlink(missing_ok=True)
        with output.open("wb") as said:
            lock = held(said.fileno())
            self._process = subprocess.Popen(  # noqa: S603  # our own command; what a user typed is never part of a shell's line
                [sys.executable, "-c", _START, str(_code_of(output)), *words],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env={
                    **os.environ,
                    "COLUMNS": "200",
                    "PYTHONUNBUFFERED": "1",
                    "PYTHONIOENCODING": "utf-8",
                    "LANGUAGE": language,
                    **(environment or {}),
                },
                start_new_session=not _WINDOWS,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
            if lock is not None:  # the process has its own
                os.close(lock)
        self.pid = self._process.pid

    @classmethod
    def found(cls, pid: int, output: Path) -> Process:
        """Give a process that an earlier workbench began, and that may have ended since."""
        one = cls.__new__(cls)
        one._stopped, one._output, one._process, one.pid = threading.Event(), output, None, pid
        return one

    @property
    def stopped(self) -> bool:
        """Whether it was stopped by us."""
        return self._stopped.is_set()

    def wait(self) -> int:
        """Wait for its end; gives its exit code."""
        self._ended(None)
        return self._process.returncode if self._process else _kept_code(self._output)

    def stop(self) -> None:
        """Ask it to end as Ctrl-C does, and end it where it does not."""
        self._stopped.set()
        self._signal(_ASK)
        if not self._ended(_PATIENCE):
            self._signal(signal.SIGTERM if _WINDOWS else signal.SIGKILL)
            self._ended(_PATIENCE)

    def _ended(self, patience: float | None) -> bool:
        """Wait for its end as long as that; tells whether it has come."""
        if self._process:
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                return False
            return True
        until = time.monotonic() + patience if patience is not None else None
        while running := is_running(self._output):
            if until is not None and time.monotonic() > until:
                break
            time.sleep(_LOOK)
        return not running

    def _signal(self, number: int) -> None:
        if self._process.poll() is not None if self._process else not is_running(self._output):
            return
        with contextlib.suppress(OSError):  # it is gone, or on Windows has no console by which it can be asked
            if _WINDOWS and self._process:
                self._process.send_signal(number)
            elif not _WINDOWS and self.pid > 0:
                os.killpg(self.pid, number)


def is_running(output: Path) -> bool:
    """Tell whether a process holds the file for what it says; never on systems without such locks."""
    return in_use(output)


def lines_of(path: Path) -> list[str]:
    """Read what a command said, without what is empty."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def forget(output: Path) -> None:
    """Remove the file of what a command said, and what was kept beside it."""
    output.unlink(missing_ok=True)
    _code_of(output).unlink(missing_ok=True)


def _code_of(output: Path) -> Path:
    return output.with_name(output.name + _CODE)


def _kept_code(output: Path) -> int:
    """Give the exit code that a process wrote down; it can't where it is killed."""
    with contextlib.suppress(OSError, ValueError):
        return int(_code_of(output).read_text(encoding="utf-8"))
    return INTERRUPTED
