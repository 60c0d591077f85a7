"""Put one model in the place of another, and back; the one that was there is kept beside it as NAME@DATE."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from duiding.errors import DuidingError
from duiding.store.manifest import CARD_FILE, MANIFEST_FILE, MODEL_FILE, Manifest, read_manifest, sha256_of

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

    All is written beside ``place`` first; then two renames change the models over. Should the machine stop between the two, the old
    one stands under its new name and ``restore`` brings it back.

    Args:
        source: folder of the model that takes over; it stays as it is.
        place: folder of the model that makes way.
        card: makes the text of the model card.

    Returns:
        The folder in which the old model is kept, unchanged.

    Raises:
        DuidingError: the folders can't be read or written; both models stay as they were.

    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as holder:
            fresh = Path(holder) / "new"
            fresh.mkdir()
            _copy_as(place.name, source, fresh, card)
            return _change_over(fresh, place)
    except OSError as error:
        raise _refusal(place, error) from error


def restore(kept: Path) -> Path | None:
    """Put a kept model back in its place.

    Args:
        kept: its folder, as NAME@DATE.

    Returns:
        The folder in which the model that was in place is kept now; None where there was none.

    Raises:
        DuidingError: the name is not that of a kept model, it was trained under another name, or the folders can't be renamed.

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
        if place.exists():
            return _change_over(kept, place)
        kept.rename(place)
    except OSError as error:
        raise _refusal(place, error) from error
    return None


def _copy_as(name: str, source: Path, folder: Path, card: Callable[[Manifest], str]) -> None:
    manifest = read_manifest(source).model_copy(update={"name": name})
    shutil.copyfile(source / MODEL_FILE, folder / MODEL_FILE)
    (folder / CARD_FILE).write_text(card(manifest), encoding="utf-8")
    hashes = {file: sha256_of(folder / file) for file in (MODEL_FILE, CARD_FILE)}
    (folder / MANIFEST_FILE).write_text(manifest.model_copy(update={"files": hashes}).to_json(), encoding="utf-8")


def _change_over(fresh: Path, place: Path) -> Path:
    """Rename ``place`` to NAME@DATE and ``fresh`` to ``place``, or neither."""
    aside = _free_name(place)
    try:
        place.rename(aside)
        fresh.rename(place)
    except BaseException:
        if aside.exists() and not place.exists():
            aside.rename(place)
        raise
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
