"""Locks of files and folders. They go with their process, so they tell what a run still uses from what a killed run left."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two processes that write the same thing at the same time may get in each other's way
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder that they lock too; waits until it is free."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def held(handle: int) -> int | None:
    """Lock an open file; gives another handle of it, which holds the lock until it is closed, or None where there are no locks."""
    if fcntl is None:
        return None
    fcntl.flock(handle, fcntl.LOCK_EX)
    return os.dup(handle)


def in_use(path: Path) -> bool:
    """Tell whether a process holds a file."""
    if fcntl is None:
        return False
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False


def remove_abandoned(folder: Path, name: re.Pattern[str]) -> None:
    """Remove files and folders with such a name that no process holds."""
    if fcntl is None:  # it can't be told which are in use
        return
    with contextlib.suppress(OSError):
        for path in [path for path in folder.iterdir() if name.fullmatch(path.name) and not path.is_symlink()]:
            _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        finally:
            os.close(handle)
