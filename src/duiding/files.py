"""Write a file whole, or leave things as they were."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from duiding.errors import DuidingError, ExistsError
from duiding.locks import held, remove_abandoned

_WAITS = (0.01, 0.05, 0.2, 0.5)  # seconds


def check_free(path: Path, force: bool) -> None:
    """See that a file may be written.

    Raises:
        DuidingError: it stands there already and ``force`` is not given, it is a folder, or no file can have that name.

    """
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:  # the name is too long, or a folder can't be entered
        raise DuidingError(f"{path} can't be written ({error.strerror}): nothing was changed.") from error
    if is_folder:
        raise DuidingError(f"{path} is a folder: name a file in it.")
    if exists and not force:
        raise ExistsError("%(path)s exists already.", path=path)


def remove_parts(path: Path) -> None:
    """Remove what killed runs left beside a file that they were to write."""
    remove_abandoned(path.parent, re.compile(rf"{re.escape(f'.{path.name}-')}[a-z0-9_]{{8}}\.part"))


class WholeFile:
    """A file that appears under its name only when all of it has been written.

    Used as a context manager, it gives a file of another name beside the one asked for; a clean end renames it, an error, an
    interruption or ``give_up`` removes it. What a killed run left of the same file goes when it is written again.

    Args:
        path: where the file goes; folders are made, and a link stays one.
        binary: whether bytes are written to it, not text.

    """

    def __init__(self, path: Path, *, binary: bool = False) -> None:
        self.path = path
        self._binary = binary
        self._given_up = False

    def give_up(self) -> None:
        """Leave no file after all."""
        self._given_up = True

    def __enter__(self) -> IO[Any]:
        try:
            self._place = self.path.resolve() if self.path.is_symlink() else self.path
            self._place.parent.mkdir(parents=True, exist_ok=True)
            handle = self._begin()
        except OSError as error:
            raise self._refusal(error) from error
        if self._binary:
            self._file: IO[Any] = os.fdopen(handle, "wb")
        else:
            self._file = os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="")
        return self._file

    def _begin(self) -> int:
        folder, stem = self._place.parent, f".{self._place.name}-"
        remove_parts(self._place)
        while True:
            handle, name = tempfile.mkstemp(prefix=stem, suffix=".part", dir=folder)
            self._temporary, self._lock = Path(name), held(handle)
            if self._temporary.exists():
                return handle
            self._let_go()  # another run took it for abandoned before it was locked
            os.close(handle)

    def _let_go(self) -> None:
        if self._lock is not None:
            os.close(self._lock)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
            if kind is None and not self._given_up:
                self._temporary.chmod(0o666 & ~_umask())
                _replace(self._temporary, self._place)
        except OSError as failure:
            error = failure
        finally:
            with contextlib.suppress(OSError):
                self._temporary.unlink()
            self._let_go()
        if isinstance(error, OSError) and not isinstance(error, (BrokenPipeError, DuidingError)):
            raise self._refusal(error) from error  # one of ours tells of other work than writing, as of a missing file

    def _refusal(self, error: OSError) -> DuidingError:
        return DuidingError(f"{self.path} can't be written ({error.strerror or error}): nothing was changed.")


def write_whole(path: Path, content: str, *, force: bool = False) -> None:
    """Write a text file whole, or leave things as they were.

    Args:
        path: where to.
        content: all of it.
        force: whether a file that is there may be replaced.

    Raises:
        DuidingError: it exists and ``force`` is not given, or can't be written.

    """
    check_free(path, force)
    with WholeFile(path) as file:
        file.write(content)


def _replace(fresh: Path, place: Path) -> None:
    """Rename a file over another; Windows refuses that while somebody reads the other, which takes moments."""
    for wait in _WAITS if os.name == "nt" else ():
        with contextlib.suppress(PermissionError):
            fresh.replace(place)
            return
        time.sleep(wait)
    fresh.replace(place)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
