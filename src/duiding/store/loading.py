"""Read a model folder, after checking all that can be checked."""

from __future__ import annotations

from pathlib import Path

from duiding.classifier import TrainedClassifier
from duiding.drift.reference import Reference
from duiding.errors import DuidingError, InputError, PipelineMismatchError
from duiding.features import components_for
from duiding.language import Parser, named
from duiding.state import State, part_of
from duiding.store.manifest import MANIFEST_FILE, Manifest, one_line, read_manifest
from duiding.store.parts import check_file, decode
from duiding.store.records import Files

_TRIES = 3  # a model may be replaced while it is read


def load(folder: Path, *, pipeline: str | Path | None = None) -> tuple[TrainedClassifier, Manifest, Reference | None]:
    """Read a trained model from its folder.

    Args:
        folder: the model's folder.
        pipeline: spaCy pipeline to parse with, by its name or folder; by default the one that the model was trained with, by its name.

    Returns:
        The classifier, the manifest, and what the model remembers of its training articles.

    Raises:
        DuidingError: the folder is missing, lacks a file, was altered, was made with another pipeline, or holds what is no model.

    """
    manifest, (arrays, words) = _read(folder)
    try:
        classifier = TrainedClassifier.from_state(part_of("classifier", arrays), part_of("classifier", words))
        remembered = part_of("reference", arrays), part_of("reference", words)
        held_out = classifier.held_out_confidence_, classifier.held_out_articles_
        reference = Reference.from_state(*remembered, *held_out) if any(remembered) else None
    except InputError as error:
        raise DuidingError(f"{folder} holds no trained duiding model ({one_line(str(error))}): train again.") from error
    _check_agreement(folder, manifest, classifier)
    _check_pipeline(folder, manifest, classifier, pipeline)
    return classifier, manifest, reference


def check(folder: Path) -> Manifest:
    """Check all of a model folder that can be checked without reading the model in it; gives its manifest.

    Raises:
        DuidingError: the folder is missing, lacks a file, or was altered.

    """
    manifest = read_manifest(folder)
    files = _files_of(folder, manifest)
    for record in (files.arrays, files.vocabulary):
        check_file(folder, record)
    return manifest


def _read(folder: Path) -> tuple[Manifest, State]:
    for left in reversed(range(_TRIES)):
        manifest = read_manifest(folder)
        try:
            return manifest, decode(folder, _files_of(folder, manifest))
        except DuidingError:
            if not left or read_manifest(folder).files == manifest.files:
                raise
    raise AssertionError


def _files_of(folder: Path, manifest: Manifest) -> Files:
    if manifest.files is None:
        raise DuidingError(f"{folder / MANIFEST_FILE} names no files: it was altered; train again.")
    return manifest.files


def _check_agreement(folder: Path, manifest: Manifest, classifier: TrainedClassifier) -> None:
    """See that manifest and classifier tell the same of labels and pipeline."""
    recorded = (manifest.pipeline.name, manifest.pipeline.version)
    if list(map(str, classifier.classes_)) != manifest.labels:
        raise DuidingError(f"Model {folder} and its manifest name different labels: it was altered; train again.")
    if (told := manifest.scores.get("held_out")) and set(told["labels"]) != set(manifest.labels):
        raise DuidingError(
            f"The manifest of {folder} tells of articles held out by other labels: it was altered; train again."
        )
    if tuple(classifier.pipeline_) != recorded:
        raise DuidingError(f"Model {folder} and its manifest name different pipelines: it was altered; train again.")


def _check_pipeline(folder: Path, manifest: Manifest, classifier: TrainedClassifier, asked: str | Path | None) -> None:
    recorded = manifest.pipeline
    here = Parser(named(asked) if asked else recorded.name, components_for(classifier.blocks)).info
    if tuple(here) != (recorded.name, recorded.version):
        raise PipelineMismatchError(
            f"Model {folder} was trained with {one_line(f'{recorded.name} {recorded.version}')}, not {here}: load it with that one.",
            here.name,
        )
