"""What the three commands share: one line for an error, an exit code, progress, colour only where it shows."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console

from duiding.cli.console import console, forgive
from duiding.cli.hints import called, told
from duiding.errors import DuidingError

DONE, SKIPPED_SOME, REFUSED, INTERRUPTED = 0, 1, 2, 130


class InterruptionError(Exception):
    """A person pressed Ctrl-C; the message tells what became of the work."""


def screen() -> Console:
    """Give the console for results: standard output, in colour only where that is a terminal."""
    return console(soft_wrap=not sys.stdout.isatty())


def messages() -> Console:
    """Give the console for what is said beside the results: standard error."""
    return console(errors=True, soft_wrap=True)


def say(text: str) -> None:
    """Tell something in one line on standard error."""
    messages().print(text, markup=False)


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Callable[[int, int | None], None]]:
    """Show how far a piece of work is; gives a function to call with (done, total).

    On a terminal it is a bar with the time left, elsewhere one line at the beginning.
    """
    shown = messages()
    if not shown.is_terminal:
        shown.print(f"{title} …", markup=False)
        yield lambda done, total: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=shown, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def application(**more: Any) -> typer.Typer:
    """Make a typer application that writes plain help and leaves errors to ``run``."""
    return typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, **more)


def run(command: Callable[..., Any], program: str) -> None:
    """Run a command, or an application with several, as a program: errors become one line, and every end an exit code."""
    for stream in (sys.stdout, sys.stderr):
        forgive(stream)
    app = command if isinstance(command, typer.Typer) else application()
    if app is not command:
        app.command()(command)
    try:
        code = app(prog_name=called(program), standalone_mode=False)
        if code == INTERRUPTED:  # what typer makes of Ctrl-C, without a word
            raise KeyboardInterrupt
    except DuidingError as error:
        say(f"{program}: {told(error)}")
        code = REFUSED
    except InterruptionError as error:
        say(f"{program}: interrupted; {error}")
        code = INTERRUPTED
    except (typer.Abort, KeyboardInterrupt):
        say(f"{program}: interrupted; nothing half-written was left behind.")
        code = INTERRUPTED
    except typer.Exit as left:
        code = left.exit_code
    except BrokenPipeError:
        code = DONE
    except OSError as error:  # of standard output, mostly: what writes a file tells itself what became of it
        say(f"{program}: {error.filename or 'what is shown'} can't be written or read ({error.strerror or error}).")
        with contextlib.suppress(OSError):  # or Python fails again when it flushes at its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = REFUSED
    except MemoryError:
        say(f"{program}: out of memory: give it less at a time, or a machine with more.")
        code = REFUSED
    except Exception as error:  # click's errors have no common public base below Exception
        if not hasattr(error, "format_message"):
            raise
        message = " ".join(error.format_message().split())
        say(f"{program}: {message}{'' if message.endswith(('.', '?', ')')) else '.'} See '{called(program)} --help'.")
        code = REFUSED
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done or undone: what follows is only clearing up
    sys.exit(code or DONE)
