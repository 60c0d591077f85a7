"""Write a model folder whole, or not at all."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib

from duiding.classifier import FrameClassifier
from duiding.drift.reference import Reference
from duiding.errors import DuidingError
from duiding.store.manifest import (
    CARD_FILE,
    MANIFEST_FILE,
    MODEL_FILE,
    Manifest,
    sha256_of,
)


def save(
    classifier: FrameClassifier,
    reference: Reference | None,
    folder: Path,
    manifest: Manifest,
    card: Callable[[Manifest], str],
) -> Manifest:
    """Write model, model card and manifest to a temporary folder beside ``folder``, then put it in its place.

    An older model of that name is replaced only once the new one stands complete on the disk.

    Args:
        classifier: a fitted classifier.
        reference: what it remembers of its training articles.
        folder: where the model goes; its parent is made if need be.
        manifest: all but the hashes of the files, which are filled in here.
        card: makes the text of the model card.

    Returns:
        The manifest with hashes.

    Raises:
        DuidingError: the folder can't be written (no permission, disk full); an older model stays as it was.

    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as holder:
            fresh = Path(holder) / "new"
            fresh.mkdir()
            complete = _write(classifier, reference, fresh, manifest, card)
            _swap(fresh, folder, Path(holder) / "old")
    except OSError as error:
        raise DuidingError(
            f"Model {folder} can't be written ({error.strerror or error}): nothing was changed."
        ) from error
    return complete


def rewrite(classifier: FrameClassifier, reference: Reference | None, folder: Path, manifest: Manifest) -> Manifest:
    """Put a changed model in the folder it was loaded from, whole or not at all; the model card stays as it is.

    Args:
        classifier: what ``load`` gave, changed.
        reference: what ``load`` gave.
        folder: its folder.
        manifest: what ``load`` gave, with what changed.

    Returns:
        The manifest with the new hashes.

    Raises:
        DuidingError: the folder can't be read or written; it stays as it was.

    """
    text = (folder / CARD_FILE).read_text(encoding="utf-8")
    return save(classifier, reference, folder, manifest, lambda _: text)


def _write(
    classifier: FrameClassifier,
    reference: Reference | None,
    folder: Path,
    manifest: Manifest,
    card: Callable[[Manifest], str],
) -> Manifest:
    with (
        (folder / MODEL_FILE).open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=0) as file,
    ):
        joblib.dump({"classifier": classifier.state(), "reference": _record(reference) if reference else None}, file)
    (folder / CARD_FILE).write_text(card(manifest), encoding="utf-8")
    hashes = {name: sha256_of(folder / name) for name in (MODEL_FILE, CARD_FILE)}
    complete = manifest.model_copy(update={"files": hashes})
    (folder / MANIFEST_FILE).write_text(complete.to_json(), encoding="utf-8")
    return complete


def _record(reference: Reference) -> dict[str, Any]:
    return {
        "words": "\n".join(sorted(reference.known)),
        "articles": reference.articles,
        "new_words": reference.new_words.to_record(),
        "new_names": reference.new_names.to_record(),
    }


def _swap(fresh: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except BaseException:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)
