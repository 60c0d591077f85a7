"""Write a file whole, or leave things as they were."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from duiding.errors import DuidingError


def check_free(path: Path, force: bool) -> None:
    """See that a file may be written.

    Raises:
        DuidingError: it stands there already and ``force`` is not given, or it is a folder.
    """
    if path.is_dir():
        raise DuidingError(f"{path} is a folder: name a file in it.")
    if path.exists() and not force:
        raise DuidingError(f"{path} exists already: add --force to overwrite it, or name another file.")


def write_whole(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write a file to a temporary name beside it, then rename it.

    Raises:
        DuidingError: it exists and ``force`` is not given, or can't be written; nothing is left behind.
    """
    check_free(path, force)
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise DuidingError(f"{path} can't be written ({error.strerror or error}): nothing was changed.") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
