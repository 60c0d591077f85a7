"""Find the files of labelled sentences that a user points at."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from duiding.compressed import DAMAGED
from duiding.errors import DuidingError
from duiding.tabular import ENDINGS
from duiding.tabular.workbook import WORKBOOKS

LABELLED_ENDINGS = (*ENDINGS, ".json", *WORKBOOKS)
ARCHIVE = ".zip"
_LARGEST = 2 * 1024**3  # bytes that an archive may unpack to


class SourceFile(NamedTuple):
    """A file. ``source`` is what to call it, ``alone`` whether it was named itself; files of one ``round`` were named together."""

    source: str
    path: Path
    round: int
    alone: bool


def find_labelled(paths: Iterable[Path], room: Path) -> Iterator[SourceFile]:
    """Give the files that are named, and those in folders and archives that are named.

    Args:
        paths: files, folders and ZIP archives.
        room: a folder in which archives may be unpacked.

    Raises:
        DuidingError: a path does not exist, an archive can't be unpacked, or there is nothing in it.

    """
    for number, path in enumerate(paths):
        if path.is_dir():
            inside = _inside(path, f"Folder {path}")
            yield from (SourceFile(str(file), file, number, False) for file in inside)
        elif not path.exists():
            raise DuidingError("%(path)s does not exist: check the name.", path=path)
        elif path.suffix.lower() == ARCHIVE:
            unpacked = _unpack(path, room / str(number))
            inside = _inside(unpacked, str(path))
            yield from (SourceFile(str(path / file.relative_to(unpacked)), file, number, False) for file in inside)
        else:
            yield SourceFile(str(path), path, number, True)


def _inside(folder: Path, where: str) -> list[Path]:
    inside = sorted(file for file in folder.rglob("*") if file.suffix.lower() in LABELLED_ENDINGS and file.is_file())
    kept = [
        file for file in inside if not file.name.startswith((".", "~$"))
    ]  # not what Excel and macOS keep beside files
    if not kept:
        raise DuidingError(
            "%(where)s holds no data: expected files ending in %(endings)s.",
            where=where,
            endings=", ".join(LABELLED_ENDINGS),
        )
    return kept


def _unpack(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename and not member.is_dir()]
            if sum(member.file_size for member in members) > _LARGEST:
                raise DuidingError(f"{path} unpacks to more than 2 GB: unpack it yourself and name the folder.")
            for member in members:
                target = folder.joinpath(*[part for part in Path(member.filename).parts if part not in ("..", "/")])
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as packed, target.open("wb") as file:
                    shutil.copyfileobj(packed, file)
    except DAMAGED as error:
        raise DuidingError(f"{path} can't be unpacked ({error}): unpack it yourself and name the folder.") from error
    folder.mkdir(parents=True, exist_ok=True)
    return folder
