"""Put one model in the place of another, and back; the one that was there is kept beside it as NAME@DATE."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from duiding.errors import DuidingError
from duiding.locks import locked
from duiding.store.folder import commit, hidden, holds, sync, tidy, write
from duiding.store.manifest import CARD_FILE, MANIFEST_FILE, Manifest, read_manifest
from duiding.store.parts import read_file

_KEPT = re.compile(r"(?P<name>.+)@\d{4}-\d\d-\d\d(-\d+)?")


def name_of_kept(name: str) -> str | None:
    """Tell which model one of the name NAME@DATE was; None where that is no such name.

    >>> name_of_kept("default@2026-11-24-2")
    'default'
    """
    found = _KEPT.fullmatch(name)
    return found["name"] if found else None


def put_in_place(source: Path, place: Path, card: Callable[[Manifest], str]) -> Path:
    """Put a copy of a model in another's place, under that one's name.

    The old one is copied first; after a kill at any moment one of the two stands in ``place``.

    Args:
        source: folder of the model that takes over; it stays as it is.
        place: folder of the model that makes way.
        card: makes the text of the model card.

    Returns:
        The folder in which the old model is kept, unchanged.

    Raises:
        DuidingError: the folders can't be read or written; both models stay as they were.

    """
    manifest = read_manifest(source).model_copy(update={"name": place.name})
    contents, text = _contents(source, manifest), card(manifest)
    try:
        return _take_over(place, contents, manifest.to_json().encode(), text.encode())
    except OSError as error:
        raise _refusal(place, error) from error


def restore(kept: Path) -> Path | None:
    """Put a kept model back in its place.

    Args:
        kept: its folder, as NAME@DATE.

    Returns:
        The folder in which the model that was in place is kept now; None where there was none.

    Raises:
        DuidingError: the name is not that of a kept model, it was trained under another name, or the folders can't be written.

    """
    name = name_of_kept(kept.name)
    if name is None:
        raise DuidingError(f"'{kept.name}' is not the name of a kept model: expected one as in default@2026-11-24.")
    manifest = read_manifest(kept)
    if manifest.name != name:
        raise DuidingError(
            f"{kept} was made under the name '{manifest.name}', not '{name}': rename the folder to load it."
        )
    place = kept.with_name(name)
    try:
        return _bring_back(kept, manifest, place)
    except OSError as error:
        raise _refusal(place, error) from error


def _bring_back(kept: Path, manifest: Manifest, place: Path) -> Path | None:
    if not place.exists():
        kept.rename(place)
        sync(place.parent)
        return None
    contents, card = _contents(kept, manifest), kept / CARD_FILE
    text = card.read_bytes() if card.is_file() else b""
    aside = _take_over(place, contents, (kept / MANIFEST_FILE).read_bytes(), text)
    with hidden(kept) as away:
        kept.rename(away)  # out of sight in one step: what is removed file by file would look like a broken model
    return aside


def _take_over(place: Path, contents: dict[str, bytes], manifest: bytes, card: bytes) -> Path:
    """Keep the model in a place and put these files there; gives the folder in which the old one is kept."""
    with locked(place):
        aside = _keep(place)
        try:
            commit(place, contents, manifest, card)
        except BaseException:
            if not holds(place / MANIFEST_FILE, manifest):
                shutil.rmtree(aside, ignore_errors=True)
            raise
    return aside


def _contents(folder: Path, manifest: Manifest) -> dict[str, bytes]:
    files = manifest.files
    if files is None:
        raise DuidingError(f"The manifest of {folder} names no files: it was altered; train again.")
    return {record.name: read_file(folder, record) for record in (files.arrays, files.vocabulary)}


def _keep(place: Path) -> Path:
    """Copy a model to NAME@DATE, whole or not at all; a broken one is kept as well."""
    tidy(place)
    aside = _free_name(place)
    with hidden(aside) as fresh:
        for path in place.iterdir():
            if path.is_file():
                write(fresh / path.name, path.read_bytes())
        fresh.rename(aside)
        sync(aside.parent)
    return aside


def _free_name(place: Path) -> Path:
    date = _date_of(place)
    aside, number = place.with_name(f"{place.name}@{date}"), 1
    while aside.exists():
        number += 1
        aside = place.with_name(f"{place.name}@{date}-{number}")
    return aside


def _date_of(folder: Path) -> str:
    try:
        return datetime.datetime.fromisoformat(read_manifest(folder).created).date().isoformat()
    except (DuidingError, ValueError):  # a broken model is kept as well
        changed = folder.stat().st_mtime
        return datetime.datetime.fromtimestamp(changed, datetime.UTC).date().isoformat()


def _refusal(place: Path, error: OSError) -> DuidingError:
    return DuidingError(f"Model {place} can't be replaced ({error.strerror or error}): nothing was changed.")
