"""Compressed files: .zip of any files that can be read, .gz of one."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from duiding.compressed import DAMAGED, LARGEST_UNPACKED, check_archive, check_size
from duiding.documents.article import Tell
from duiding.errors import DuidingError, InputError
from duiding.prediction import Article


def read(raw: bytes, name: str, where: str, *, ending: str, skip: Tell, notice: Tell, **more: Any) -> Iterator[Article]:
    """Read what is compressed in a file; see ``duiding.documents.reading.read_document``.

    Args:
        raw: the file's bytes.
        name: what the ids of its articles begin with.
        where: what to call it in an error.
        ending: of its name.
        skip: told which files in it are left out, and why.
        notice: told what they were read as.
        more: what other readers need.

    """
    if raw.startswith(b"\x1f\x8b"):
        inner = PurePosixPath(name).suffix or ".txt"
        yield from _read_inner(_gunzipped(raw, where), name, where, inner, skip, notice)
        return
    members = [member for member in check_archive(raw, where) if not _is_left_over(member.filename)]
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in members:
            path = PurePosixPath(member.filename)
            inside = f"{where}/{member.filename}"
            try:
                yield from _read_inner(
                    _unpacked(archive, member, inside),
                    f"{name}/{path.with_suffix('')}",
                    inside,
                    path.suffix,
                    skip,
                    notice,
                )
            except DuidingError as error:
                skip(str(error))


def _read_inner(raw: bytes, name: str, where: str, ending: str, skip: Tell, notice: Tell) -> Iterator[Article]:
    from duiding.documents.reading import read_document

    if raw.startswith((b"\x1f\x8b", b"PK\x03\x04")) and ending.lower() in (".zip", ".gz"):
        raise InputError("%(where)s is a compressed file in a compressed file, which is not unpacked.", where=where)
    yield from read_document(raw, name, where, ending=ending, skip=skip, notice=notice)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> bytes:
    try:
        with archive.open(member) as file:
            raw = file.read(member.file_size + 1)
    except DAMAGED as error:
        locked = member.flag_bits & 1
        raise InputError(
            f"{where} can't be unpacked: {'it asks for a password' if locked else 'it is damaged'}."
        ) from error
    return raw


def _gunzipped(raw: bytes, where: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(raw)) as file:
            unpacked = file.read(LARGEST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError("%(where)s is a compressed file that can't be read: it is damaged.", where=where) from error
    check_size(len(unpacked), len(raw), where)
    return unpacked


def _is_left_over(name: str) -> bool:
    """Tell whether a file is what macOS or an editor keeps beside others."""
    parts = PurePosixPath(name).parts
    return not parts or parts[0] == "__MACOSX" or parts[-1].startswith((".", "~$"))
