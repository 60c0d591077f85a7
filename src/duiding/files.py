"""Write a file whole, or leave things as they were."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from duiding.errors import DuidingError, ExistsError


def check_free(path: Path, force: bool) -> None:
    """See that a file may be written.

    Raises:
        DuidingError: it stands there already and ``force`` is not given, or it is a folder.

    """
    if path.is_dir():
        raise DuidingError(f"{path} is a folder: name a file in it.")
    if path.exists() and not force:
        raise ExistsError(f"{path} exists already.")


class WholeFile:
    """A file that appears under its name only when all of it has been written.

    Used as a context manager, it gives a file of another name beside the wished-for one; a clean end renames it, an error, an
    interruption or ``give_up`` removes it.

    Args:
        path: where the file goes; folders are made.
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
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{self.path.name}-", dir=self.path.parent)
        except OSError as error:
            raise self._refusal(error) from error
        self._temporary = Path(name)
        if self._binary:
            self._file: IO[Any] = os.fdopen(handle, "wb")
        else:
            self._file = os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass", newline="")
        return self._file

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._file.close()
            if kind is None and not self._given_up:
                self._temporary.chmod(0o666 & ~_umask())
                self._temporary.replace(self.path)
        except OSError as failure:
            error = failure
        finally:
            with contextlib.suppress(OSError):
                self._temporary.unlink()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise self._refusal(error) from error

    def _refusal(self, error: OSError) -> DuidingError:
        return DuidingError(f"{self.path} can't be written ({error.strerror or error}): nothing was changed.")


def write_whole(path: Path, content: str, *, force: bool = False) -> None:
    """Write a text file whole, or leave things as they were.

    Raises:
        DuidingError: it exists and ``force`` is not given, or can't be written.

    """
    check_free(path, force)
    with WholeFile(path) as file:
        file.write(content)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
