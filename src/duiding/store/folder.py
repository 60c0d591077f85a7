"""Change a model folder in one step: new files first, then the manifest, which says which files are the model."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from duiding.errors import DuidingError
from duiding.locks import locked, remove_abandoned
from duiding.store.manifest import CARD_FILE, MANIFEST_FILE, read_manifest

_HIDDEN = re.compile(r"\..+-[a-z0-9_]{8}\.new")
_PART = re.compile(
    r"(model-[0-9a-f]{12}\.safetensors|vocabulary-[0-9a-f]{12}\.json|README-[0-9a-f]{12}\.md|\..+\.new|model\.joblib)"
)


def commit(folder: Path, contents: Mapping[str, bytes], manifest: bytes, card: bytes) -> None:
    """Make these files the model in a folder that nobody else changes; a kill at any moment leaves the old model or the new one.

    Args:
        folder: where to; it may hold an older model.
        contents: the files that the manifest names, by name.
        manifest: contents of ``manifest.json``.
        card: text of the model card. It takes its place after the manifest; after a kill in between ``tidy`` does that.

    """
    fresh = {**contents, waiting_card(manifest): card}
    there = {path.name for path in folder.iterdir()}
    try:
        for name, raw in fresh.items():
            write(folder / name, raw)
        write(folder / MANIFEST_FILE, manifest)  # from here on it is the new model
    except BaseException:
        if not holds(folder / MANIFEST_FILE, manifest):
            _remove(folder / name for name in fresh if name not in there)
        raise
    tidy(folder)


def tidy(folder: Path) -> None:
    """Put a card that waits in its place, and remove what killed runs left and what belonged to an older model.

    A folder whose manifest can't be read stays as it is.
    """
    with contextlib.suppress(OSError, DuidingError):
        manifest = (folder / MANIFEST_FILE).read_bytes()
        waiting = folder / waiting_card(manifest)
        if waiting.is_file():
            waiting.replace(folder / CARD_FILE)
        files = read_manifest(folder).files
        kept = {files.arrays.name, files.vocabulary.name} if files else set()
        _remove(path for path in folder.iterdir() if _PART.fullmatch(path.name) and path.name not in kept)


@contextlib.contextmanager
def hidden(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside another one, which may be renamed to it; if not, it goes at the end."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_abandoned(folder.parent, _HIDDEN)
    while True:
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".new", dir=folder.parent))
        with locked(fresh):
            if not fresh.exists():  # swept away by another process before it was ours
                continue
            try:
                fresh.chmod(0o777 & ~_umask())
                yield fresh
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
        return


def sync(folder: Path) -> None:
    """Make sure that renames in a folder are on the disk."""
    with contextlib.suppress(OSError):  # not on every system
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write(path: Path, raw: bytes) -> None:
    """Write a file whole, in the place of what stood there, after all that was written before it."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        sync(path.parent)
        fresh.replace(path)
    finally:
        _remove([fresh])
    sync(path.parent)


def waiting_card(manifest: bytes) -> str:
    """Name the file that holds a model's card until its manifest is in place."""
    return f"README-{hashlib.sha256(manifest).hexdigest()[:12]}.md"


def holds(path: Path, raw: bytes) -> bool:
    """Tell whether a file has just this content."""
    return path.is_file() and path.read_bytes() == raw


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
