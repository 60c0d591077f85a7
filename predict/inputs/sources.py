"""Find the files and pages that a user points at, and give each a name that stays the same."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from duiding.documents import ENDINGS
from duiding.encoding import without_surrogates
from duiding.errors import DuidingError
from predict.outputs.about import ABOUT

TEXTS = (".txt", ".text", ".md")
DOCUMENTS = tuple(ending for ending in ENDINGS if ending not in TEXTS)
STANDARD_INPUT = "-"
_WILD = "*?["


class Source(NamedTuple):
    """Something to read. ``name`` is the id of its article; ``url`` is empty unless it is to be fetched."""

    name: str
    path: Path
    url: str = ""

    @property
    def where(self) -> str:
        """What to call it when something is wrong with it."""
        if self.url:
            return self.url
        return "Standard input" if str(self.path) == STANDARD_INPUT else str(self.path)

    @property
    def size(self) -> int:
        """Its bytes; 0 where that can't be known before it is read."""
        return self.path.stat().st_size if not self.url and self.path.is_file() else 0


def find_inputs(
    named: Iterable[str], notice: Callable[[str], None] = lambda text: None, written: Iterable[Path] = ()
) -> list[Source]:
    """List the files that are named, and in alphabetical order those in folders and behind patterns.

    Args:
        named: files, folders and patterns.
        notice: told how many files of a folder or pattern were passed over, by their kinds.
        written: files that are to be written, which are no inputs.

    Raises:
        DuidingError: a name leads nowhere or to a file that is to be written, or a folder or pattern finds nothing that can be read.

    """
    outputs = {path.resolve() for path in written}
    paths = list(dict.fromkeys(path for name in named for path in _paths(name, notice, outputs)))
    names = _distinct(paths)
    return [Source(without_surrogates(names[path]), path) for path in paths]  # a name of Linux may be no text


def find_urls(urls: Iterable[str]) -> list[Source]:
    """Check addresses of web pages; nothing is fetched yet.

    Raises:
        DuidingError: an address is not http or https.

    """
    return [Source(_page_name(url), Path(url), url) for url in dict.fromkeys(urls)]


def _paths(name: str, notice: Callable[[str], None], outputs: Collection[Path]) -> Iterator[Path]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield path
    elif path.is_file():
        if path.resolve() in outputs:
            raise DuidingError(
                "%(path)s is to be read and to be written over: name another file for the output.", path=path
            )
        yield path
    elif path.is_dir():
        yield from _known(path.rglob("*"), f"Folder {path}", notice, outputs)
    elif path.exists():  # a pipe, such as a shell's <(command)
        yield path
    elif any(sign in name for sign in _WILD):
        yield from _matches(name, notice, outputs)
    else:
        raise DuidingError("%(path)s does not exist: check the name.", path=path)


def _matches(pattern: str, notice: Callable[[str], None], outputs: Collection[Path]) -> Iterator[Path]:
    found = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207  # patterns may be absolute
    if not found:
        raise DuidingError("Nothing matches %(pattern)s: check the pattern.", pattern=pattern)
    files = [path for path in found if path.is_file()]
    if files:
        yield from _known(files, pattern, notice, outputs)
    else:
        for path in found:
            yield from _paths(str(path), notice, outputs)


def _known(paths: Iterable[Path], where: str, notice: Callable[[str], None], outputs: Collection[Path]) -> list[Path]:
    files = sorted(
        path
        for path in paths
        if path.is_file() and not path.name.startswith((".", "~$")) and not path.name.endswith(ABOUT)
    )
    earlier = [path for path in files if path.resolve() in outputs]
    if earlier:
        files = [path for path in files if path not in earlier]
        notice(
            f"{where}: passed over {', '.join(map(str, earlier))}, which an earlier run wrote and this one writes anew."
        )
    found = [path for path in files if path.suffix.lower() in ENDINGS]
    others = Counter(path.suffix.lower() or "without an ending" for path in files if path.suffix.lower() not in ENDINGS)
    counts = ", ".join(f"{count} {ending}" for ending, count in others.most_common(8))
    if not found:
        raise DuidingError(
            f"{where} holds no articles{f' among {counts}' if counts else ''}: expected {', '.join(ENDINGS)}."
        )
    if others:
        notice(
            f"{where}: passed over {others.total():,} {'file' if others.total() == 1 else 'files'} of other kinds: {counts}."
        )
    return found


def _distinct(paths: list[Path]) -> dict[Path, str]:
    """Name each file by its stem; files that share one by as much of their path as tells them apart."""
    names = {path: "stdin" if str(path) == STANDARD_INPUT else path.stem for path in paths}
    shared = Counter(names.values())
    groups: dict[str, list[Path]] = {}
    for path in paths:
        if shared[names[path]] > 1:
            groups.setdefault(names[path], []).append(path)
    for group in groups.values():
        names.update(_told_apart(group))
    return names


def _told_apart(paths: list[Path]) -> dict[Path, str]:
    deepest = max(len(path.parts) for path in paths)
    for keep in (False, True):
        for depth in range(2 - keep, deepest + 1):
            tails = ["/".join((path if keep else path.with_suffix("")).parts[-depth:]) for path in paths]
            if len(set(tails)) == len(paths):
                return dict(zip(paths, tails, strict=True))
    return {path: str(path) for path in paths}


def _page_name(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise DuidingError(f"{url} is not an address of a page ({error}): expected https://…") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise DuidingError(f"{url} can't be fetched: expected an address that begins with http:// or https://.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
