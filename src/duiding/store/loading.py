"""Read a model folder, after checking all that can be checked."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from duiding.classifier import FrameClassifier
from duiding.drift.clusters import Clusters
from duiding.drift.reference import Reference
from duiding.errors import DuidingError, InputError, PipelineMismatchError
from duiding.language import Parser
from duiding.store.manifest import MODEL_FILE, Manifest, read_manifest, sha256_of
from duiding.store.unpickling import read_model_file


def load(folder: Path, *, pipeline: str | None = None) -> tuple[FrameClassifier, Manifest, Reference | None]:
    """Read a trained model from its folder.

    Args:
        folder: the model's folder.
        pipeline: spaCy pipeline to parse with; by default the one that the model was trained with.

    Returns:
        The classifier, the manifest, and what the model remembers of its training articles.

    Raises:
        DuidingError: the folder is missing, lacks a file, was altered, was made with another scikit-learn or pipeline, or
            holds what no model of ours needs.

    """
    manifest = check(folder)
    classifier, reference = _read(folder)
    if list(classifier.classes_) != manifest.labels:
        raise DuidingError(f"Model {folder} and its manifest name different labels: it was altered; train again.")
    _check_pipeline(folder, manifest, pipeline)
    return classifier, manifest, reference


def check(folder: Path) -> Manifest:
    """Check all of a model folder that can be checked without reading the model in it; gives its manifest.

    Raises:
        DuidingError: the folder is missing, lacks a file, was altered, or was made with another scikit-learn.

    """
    manifest = read_manifest(folder)
    _check_files(folder, manifest)
    _check_versions(folder, manifest)
    return manifest


def _check_files(folder: Path, manifest: Manifest) -> None:
    if MODEL_FILE not in manifest.files:
        raise DuidingError(f"The manifest of {folder} doesn't list {MODEL_FILE}: it was altered; train again.")
    for name, recorded in manifest.files.items():
        path = folder / Path(name).name
        if not path.is_file():
            raise DuidingError(f"Model {folder} lacks {name}: copy the whole folder again, or train again.")
        if sha256_of(path) != recorded:
            raise DuidingError(
                f"{path} is not the file that was written (its SHA-256 differs from the manifest): copy it again, or train again."
            )


def _check_versions(folder: Path, manifest: Manifest) -> None:
    made, here = (
        manifest.versions.get("scikit-learn", "unknown"),
        version("scikit-learn"),
    )
    if made != here:
        raise DuidingError(
            f"Model {folder} was made with scikit-learn {made}, here is {here}: pip install scikit-learn=={made}, or train again."
        )


def _read(folder: Path) -> tuple[FrameClassifier, Reference | None]:
    stored = read_model_file(folder / MODEL_FILE)
    state, record = (stored.get("classifier"), stored.get("reference")) if isinstance(stored, dict) else (None, None)
    if not isinstance(state, tuple) or not [type(part) for part in state] == [dict, dict]:
        raise DuidingError(f"{folder / MODEL_FILE} does not hold a trained duiding model: train again.")
    try:
        classifier = FrameClassifier.from_state(*state)
    except InputError as error:
        raise DuidingError(
            f"{folder / MODEL_FILE} is not a duiding model of this version: {error} Train again."
        ) from error
    return classifier, _reference(record, classifier) if record else None


def _reference(record: dict[str, Any], classifier: FrameClassifier) -> Reference:
    return Reference(
        frozenset(record["words"].split("\n")),
        Clusters(**record["new_words"]),
        Clusters(**record["new_names"]),
        record["articles"],
        classifier.held_out_confidence_,
    )


def _check_pipeline(folder: Path, manifest: Manifest, wished: str | None) -> None:
    recorded = manifest.pipeline
    here = Parser(wished or recorded.name, recorded.components).info
    if tuple(here) != (recorded.name, recorded.version):
        raise PipelineMismatchError(
            f"Model {folder} was trained with {recorded.name} {recorded.version}, not {here}: install that one.",
            here.name,
        )
