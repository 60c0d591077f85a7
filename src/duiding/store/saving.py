"""Write a trained model into its folder."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

from duiding.classifier import TrainedClassifier
from duiding.drift.reference import Reference
from duiding.errors import DuidingError, InputError
from duiding.locks import locked
from duiding.state import joined
from duiding.store.folder import commit, hidden, sync
from duiding.store.manifest import CARD_FILE, Manifest, is_model
from duiding.store.parts import encode


def save(
    classifier: TrainedClassifier,
    reference: Reference | None,
    folder: Path,
    manifest: Manifest,
    card: Callable[[Manifest], str],
) -> Manifest:
    """Write a model into a folder, in the place of an older one of that name; see ``duiding.store.folder.commit``.

    Args:
        classifier: a fitted classifier.
        reference: what it remembers of its training articles.
        folder: where the model goes; its parent is made if need be.
        manifest: all but the record of the files, which is made here.
        card: makes the text of the model card.

    Returns:
        The manifest as it was written.

    Raises:
        DuidingError: the folder can't be written (no permission, disk full); an older model stays as it was.

    """
    parts = {"classifier": classifier.state()} | ({"reference": reference.state()} if reference else {})
    files, contents = encode(joined(parts))
    complete = manifest.model_copy(update={"files": files})
    text = card(complete)  # not within what follows: an error of it is none of writing
    try:
        _put(folder, contents, complete.to_json().encode(), text.encode())
    except OSError as error:
        raise _refusal(folder, error) from error
    return complete


def check_place(folder: Path) -> None:
    """See that a model can be written into a folder, before the minutes of training it.

    Raises:
        DuidingError: it can't, or it holds something else than a model.

    """
    try:
        if not folder.exists():
            made = [parent for parent in folder.parents if not parent.exists()]
            with hidden(folder):
                pass
            for parent in made:
                with contextlib.suppress(OSError):  # something else may be in it by now
                    parent.rmdir()
            return
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not is_model(folder) and any(not path.name.startswith(".") for path in folder.iterdir()):
            raise InputError(f"{folder} holds files that are no model: choose another name, or move them away.")
    except OSError as error:
        raise _refusal(folder, error) from error


def rewrite(classifier: TrainedClassifier, reference: Reference | None, folder: Path, manifest: Manifest) -> Manifest:
    """Write a changed model into the folder it was loaded from; the model card stays as it is.

    Args:
        classifier: what ``load`` gave, changed.
        reference: what ``load`` gave.
        folder: its folder.
        manifest: what ``load`` gave, with what changed.

    Returns:
        The manifest as it was written.

    Raises:
        DuidingError: the folder can't be written; it stays as it was.

    """
    card = folder / CARD_FILE
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    return save(classifier, reference, folder, manifest, lambda _: text)


def _put(folder: Path, contents: dict[str, bytes], manifest: bytes, card: bytes) -> None:
    """Make these files the model in a folder, which is made if need be; for the arguments see ``commit``."""
    if folder.exists():
        with locked(folder):
            commit(folder, contents, manifest, card)
        return
    with hidden(folder) as fresh:
        commit(fresh, contents, manifest, card)
        fresh.rename(folder)
        sync(folder.parent)


def _refusal(folder: Path, error: OSError) -> DuidingError:
    return DuidingError(f"Model {folder} can't be written ({error.strerror or error}): nothing was changed.")
