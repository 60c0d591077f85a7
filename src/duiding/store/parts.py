"""The two files that hold a model: arrays as safetensors, all that is words as JSON."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from duiding.arrays import Array
from duiding.errors import DuidingError
from duiding.state import State
from duiding.store.manifest import one_line, read_json
from duiding.store.records import FileRecord, Files

LARGEST = {".safetensors": 512_000_000, ".json": 100_000_000}  # bytes: a million columns with sixty labels
_DTYPES = ("float64", "float32", "int64", "uint8", "bool")


def encode(state: State) -> tuple[Files, dict[str, bytes]]:
    """Turn a state into the files of a folder.

    Returns:
        The record for the manifest, and the contents by file name. Equal states give equal bytes.

    """
    arrays, words = state
    tensors = save({name: np.ascontiguousarray(array) for name, array in arrays.items()})
    text = json.dumps(words, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    contents, records = {}, []
    for pattern, raw in (("model-{}.safetensors", tensors), ("vocabulary-{}.json", text)):
        digest = hashlib.sha256(raw).hexdigest()
        records.append(FileRecord(name=pattern.format(digest[:12]), size=len(raw), sha256=digest))
        contents[records[-1].name] = raw
    return Files(arrays=records[0], vocabulary=records[1]), contents


def decode(folder: Path, files: Files) -> State:
    """Read the files of a folder.

    Raises:
        DuidingError: a file is missing, too large, not the one that was written, or does not hold what it should.

    """
    arrays = _arrays_in(folder / files.arrays.name, read_file(folder, files.arrays))
    return arrays, _words_in(folder / files.vocabulary.name, read_file(folder, files.vocabulary))


def read_file(folder: Path, record: FileRecord) -> bytes:
    """Read one file of a folder into memory and check that it is the one that was written.

    Raises:
        DuidingError: see ``decode``.

    """
    path = _sized(folder, record)
    with path.open("rb") as file:
        raw = file.read(record.size + 1)
    _check_hash(path, record, hashlib.sha256(raw).hexdigest())
    return raw


def check_file(folder: Path, record: FileRecord) -> None:
    """Check that one file of a folder is the one that was written, without holding it in memory.

    Raises:
        DuidingError: see ``decode``.

    """
    path = _sized(folder, record)
    with path.open("rb") as file:
        _check_hash(path, record, hashlib.file_digest(file, "sha256").hexdigest())


def _sized(folder: Path, record: FileRecord) -> Path:
    path = folder / record.name
    if not path.is_file():
        raise DuidingError(f"Model {folder} lacks {record.name}: copy the whole folder again, or train again.")
    size = path.stat().st_size
    if size != record.size or size > LARGEST[path.suffix]:
        told = (
            f"its {size:,} bytes are not the {record.size:,} of the manifest"
            if size != record.size
            else f"it has {size:,} bytes"
        )
        raise DuidingError(f"{path} is not the file that was written ({told}): copy it again, or train again.")
    return path


def _check_hash(path: Path, record: FileRecord, found: str) -> None:
    if found != record.sha256:
        raise DuidingError(
            f"{path} is not the file that was written (its SHA-256 differs from the manifest): copy it again, or train again."
        )


def _arrays_in(path: Path, raw: bytes) -> dict[str, Array]:
    try:
        _check_names(raw)
        arrays = load(raw)
    except (SafetensorError, ValueError, KeyError, TypeError, OverflowError, ImportError, AttributeError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error
    for name, array in arrays.items():
        if array.dtype.name not in _DTYPES:
            raise _damaged(path, f"the array '{name}' is of type {array.dtype}")
    return arrays


def _check_names(raw: bytes) -> None:
    """See that the heading, JSON after its length in 8 bytes, has no name twice: the library takes the last."""
    read_json(raw[8 : 8 + int.from_bytes(raw[:8], "little")])


def _words_in(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        words = read_json(raw)
    except ValueError as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(words, dict):
        raise _damaged(path, "no words by name")
    return words


def _damaged(path: Path, why: str) -> DuidingError:
    return DuidingError(f"{path} is no part of a duiding model ({one_line(why)}): train again, or ask its maker.")
