"""Start a command so that Ctrl-C is answered in one line from the first moment to the last."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_AT_ONE_GO = 2  # seconds in which a person presses Ctrl-C more than once and means it once


def start(program: str, module: str) -> None:
    """Import a command's module, which can take seconds, then run its ``main``.

    Args:
        program: the name that the user typed.
        module: where the function ``main`` stands.

    """
    signal.signal(signal.SIGINT, _interrupter(program))
    # Or Python would look through all that was imported once more before it ends: a third of a second.
    atexit.register(gc.freeze)
    _open_streams()
    _check_folder(program)
    with beginning(program):
        command = importlib.import_module(module)
        terminal = importlib.import_module("duiding.cli.terminal")
    terminal.run(command.main, program)


def _interrupter(program: str) -> Callable[[int, FrameType | None], None]:
    """Make what answers Ctrl-C: once by an interruption, which clears up; not twice at one go, and later by leaving at once."""
    pressed: list[float] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        pressed.append(time.monotonic())
        if len(pressed) == 1:
            raise KeyboardInterrupt
        if pressed[-1] - pressed[0] > _AT_ONE_GO:
            sys.stderr.write(f"{program}: interrupted again, so left at once; the next run clears up.\n")
            sys.stderr.flush()
            os._exit(130)

    return interrupt


def _open_streams() -> None:
    """Give a process that was started without standard input, output or error empty ones, as cron or a service may."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
            setattr(sys, name, os.fdopen(handle, mode, encoding="utf-8", closefd=handle != number))


def _check_folder(program: str) -> None:
    try:
        os.getcwd()  # noqa: PTH109  # pathlib takes longer to import
    except OSError:
        sys.stderr.write(f"{program}: the folder that this was started in is no longer there: go to another one.\n")
        sys.exit(2)


@contextmanager
def beginning(program: str) -> Iterator[None]:
    """Let Ctrl-C end the process at once while modules are imported: Python would tell the user where it was.

    Nothing that is imported is garbage, so none is looked for.

    Args:
        program: the name that the user typed.

    """

    def leave(number: int, frame: FrameType | None) -> None:
        sys.stderr.write(f"{program}: interrupted before it began; nothing was changed.\n")
        sys.stderr.flush()
        os._exit(130)

    before = signal.signal(signal.SIGINT, leave)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        signal.signal(signal.SIGINT, before)
