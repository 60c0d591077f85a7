"""Show how far a long run is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from duiding.cli.terminal import messages


class Bar:
    """Takes what was read and what was labelled; shows nothing by itself."""

    def read(self, size: int) -> None:
        """Note bytes of the inputs that were read."""

    def labelled(self, sentences: int) -> None:
        """Note sentences that were labelled."""


@contextmanager
def progress_bar(total: int) -> Iterator[Bar]:
    """Show a bar on standard error with sentences, sentences a second and the time left, where that is a terminal.

    Args:
        total: bytes of all inputs together; 0 where that is not known.

    """
    console = messages()
    if not console.is_terminal:
        yield Bar()
        return
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.fields[sentences]:,} sentences, {task.fields[rate]:,.0f} a second"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Shown(progress, total)


class _Shown(Bar):
    def __init__(self, progress: object, total: int) -> None:
        from rich.progress import Progress

        assert isinstance(progress, Progress)  # typed loosely above to keep rich.progress out of quick runs
        self._progress = progress
        self._task = progress.add_task("", total=total or None, sentences=0, rate=0.0)
        self._read, self._sentences = 0, 0

    def read(self, size: int) -> None:
        self._read += size  # shown once the sentences that were in it are labelled

    def labelled(self, sentences: int) -> None:
        self._sentences += sentences
        elapsed = self._progress.tasks[0].elapsed or 1e-9
        self._progress.update(
            self._task,
            completed=self._read,
            sentences=self._sentences,
            rate=self._sentences / elapsed,
        )
