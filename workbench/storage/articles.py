"""Articles as they came: files in numbered parts, under names that are ours and that no other part has."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from duiding.addresses import on_own_network
from duiding.documents import ENDINGS
from duiding.errors import DuidingError, InputError
from duiding.files import WholeFile, write_whole
from workbench.projects.names import ending_of, plain
from workbench.storage.marks import one_line

ADDRESS = ".address"  # ending of a file that holds the address of a page to fetch
FULL = 250  # files of a part: labelled in one go, so that articles show while the rest is being labelled
LARGEST = 100_000_000  # bytes of a file
_CHUNK = 1_000_000
_JUST_NOW = 2_000_000_000  # nanoseconds: within these a change may leave the time of a folder as it is


class Added(NamedTuple):
    """How many files were taken, and why others were not."""

    taken: int
    refused: list[InputError]


class _Listing(NamedTuple):
    """The files of a part and their stems, as of when its folder changed last."""

    changed: int
    files: list[Path]
    stems: frozenset[str]


class Articles:
    """The folder of a project's articles; safe for several threads.

    Args:
        folder: the folder; made with the first article.
        own_network: whether pages of this machine and its network may be fetched too.

    """

    def __init__(self, folder: Path, *, own_network: bool = False) -> None:
        self._folder, self._own_network, self._lock = folder, own_network, threading.RLock()
        self._closed = ""
        self._listed: dict[str, _Listing] = {}

    def parts(self) -> list[str]:
        """Name the parts, the oldest first."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if path.is_dir() and path.name.isdecimal())

    def files(self, part: str) -> list[Path]:
        """List the files of a part."""
        return self._look(part).files

    def _look(self, part: str) -> _Listing:
        """Look into a part; one that nothing was put into since is not read again."""
        folder = self._folder / part
        changed = folder.stat().st_mtime_ns
        known = self._listed.get(part)
        if known is None or known.changed != changed or time.time_ns() - changed < _JUST_NOW:
            files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            known = self._listed[part] = _Listing(changed, files, frozenset(path.stem for path in files))
        return known

    def close(self, part: str) -> None:
        """Take no more files into a part and those before it: it is being labelled."""
        with self._lock:
            self._closed = max(self._closed, part)

    def add_text(self, text: str, title: str = "", date: str = "") -> None:
        """Take a text that was pasted.

        Raises:
            InputError: it is empty.
            DuidingError: it can't be written.

        """
        if not text.strip():
            raise InputError("There is no text: paste an article.")
        fields = {"title": one_line(title), "date": one_line(date), "text": text.replace("\r\n", "\n")}
        content = json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False, indent=1)
        with self._lock:
            path = self._free(plain(title or " ".join(text.split()[:8]), "text"), ".json")
            write_whole(path, content)

    def add_address(self, address: str) -> None:
        """Take the address of a page, to be fetched.

        Raises:
            InputError: it is none.
            DuidingError: it can't be written.

        """
        address = address.strip()
        if not _is_address(address):
            raise InputError("That is no address of a page: it begins with https:// or http://.")
        if on_own_network(address) and not self._own_network:
            raise InputError(
                "That is an address of this machine or its network: only pages of the public web are fetched."
            )
        with self._lock:
            self._closed = max(self._closed, *self.parts(), "")  # a part of its own: a page is fetched, a file read
            path = self._free(plain(address.partition("://")[2], "page"), ADDRESS)
            write_whole(path, address + "\n")
            self._closed = path.parent.name

    def add_files(self, files: Iterable[tuple[str, IO[bytes]]]) -> Added:
        """Take files; of their names only letters, digits and a known ending stay.

        Args:
            files: names as a browser gives them, and contents.

        Raises:
            DuidingError: they can't be written.

        """
        taken, refused = 0, list[InputError]()
        for name, content in files:
            shown = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:100]
            if shown.startswith((".", "~$")):  # what systems and programs keep beside files
                continue
            if not (ending := ending_of(name, ENDINGS)):
                refused.append(InputError("'%(name)s' is of a kind that can't be read.", name=shown))
            elif (size := self._add_file(plain(shown[: -len(ending)], "article"), ending, content)) == 0:
                refused.append(InputError("'%(name)s' is empty.", name=shown))
            elif size > LARGEST:
                refused.append(
                    InputError("'%(name)s' has more than %(most)s MB.", name=shown, most=LARGEST // 1_000_000)
                )
            else:
                taken += 1
        return Added(taken, refused)

    def _add_file(self, stem: str, ending: str, content: IO[bytes]) -> int:
        """Take a file, if it is neither empty nor too large; gives its bytes, as far as they were read."""
        with self._lock:
            size = 0
            whole = WholeFile(self._free(stem, ending), binary=True)
            with whole as file:
                while chunk := content.read(_CHUNK):
                    size += len(chunk)
                    if size > LARGEST:
                        break
                    file.write(chunk)
                if not 0 < size <= LARGEST:
                    whole.give_up()
            return size

    def _free(self, stem: str, ending: str) -> Path:
        """Give a path for a new file in the part that is open, with a stem that no file of the project has."""
        parts = self.parts()
        last = parts[-1] if parts else ""
        if not last or last <= self._closed or len(self.files(last)) >= FULL:
            last = f"{int(last or 0) + 1:05d}"
            try:
                (self._folder / last).mkdir(parents=True)
            except OSError as error:
                raise DuidingError(
                    "%(path)s can't be written (%(why)s).", path=self._folder, why=error.strerror or error
                ) from error
        taken, number, name = [self._look(part).stems for part in self.parts()], 1, stem
        while any(name in stems for stems in taken):
            number += 1
            name = f"{stem}_{number}"
        return self._folder / last / f"{name}{ending}"

    def drop(self, part: str) -> None:
        """Remove a part with all its files."""
        with self._lock:
            self._listed.pop(part, None)
            shutil.rmtree(self._folder / part, ignore_errors=True)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(one.isspace() for one in text)
    except ValueError:  # an address in brackets that is none, or letters that only look like those of a host
        return False
