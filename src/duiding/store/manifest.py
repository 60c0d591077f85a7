"""What a model folder says of itself."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from duiding.errors import DuidingError, NoModelError

SCHEMA = 1
MODEL_FILE = "model.joblib"
MANIFEST_FILE = "manifest.json"
CARD_FILE = "README.md"
RECORDED = ("duiding", "spacy", "scikit-learn", "numpy", "scipy", "pandas", "joblib")


class PipelineRecord(BaseModel):
    """The spaCy pipeline that a model was trained with."""

    name: str
    version: str
    components: list[str]


class CorpusRecord(BaseModel):
    """The labelled sentences that a model was trained on.

    By source: ``held_out`` is the share of articles put aside, ``contributions`` what learning from it adds to the score.
    """

    sha256: str
    sentences: int
    articles: int
    by_label: dict[str, int]
    sources: dict[str, int]
    held_out: dict[str, float] = {}
    contributions: dict[str, dict[str, Any]] = {}


class Manifest(BaseModel):
    """The contents of ``manifest.json``; ``scores`` depend on data, seed and versions only, never on the day or the machine."""

    model_config = ConfigDict(extra="allow")

    schema_version: int = SCHEMA
    name: str
    created: str
    labels: list[str]
    features: dict[str, Any]
    pipeline: PipelineRecord
    versions: dict[str, str]
    corpus: CorpusRecord
    seed: int
    calibration: str
    scores: dict[str, Any]
    reference: dict[str, Any] = {}  # of duiding.drift; models from before it have none
    files: dict[str, str] = {}

    @property
    def identity(self) -> str:
        """The model's name and the first characters of its hash, as in ``default@1a2b3c4d``."""
        return f"{self.name}@{self.files[MODEL_FILE][:8] if MODEL_FILE in self.files else 'unsaved'}"

    def to_json(self) -> str:
        """Write it with sorted keys, so that equal contents give equal bytes."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def installed_versions() -> dict[str, str]:
    """Tell the versions of the packages that a model depends on."""
    return {package: version(package) for package in RECORDED}


def sha256_of(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _elsewhere(folder: Path) -> str:
    """Ask whether the model of that name in ``models/`` is meant, if there is one."""
    there = Path("models") / folder
    return f": is {there} meant?" if (there / MANIFEST_FILE).is_file() else "."


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a model folder.

    Raises:
        DuidingError: there is no such folder or manifest, or it can't be read.

    """
    path = folder / MANIFEST_FILE
    if not folder.is_dir():
        raise NoModelError(f"There is no model in {folder}{_elsewhere(folder)}")
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise DuidingError(
            f"Model {folder} lacks {MANIFEST_FILE}: copy the whole folder again, or train again."
        ) from error
    except ValidationError as error:
        detail = error.errors()[0]
        where = ".".join(str(part) for part in detail["loc"]) or "file"
        raise DuidingError(
            f"{path} can't be read ({where}: {detail['msg']}): copy the whole folder again, or train again."
        ) from error
    if manifest.schema_version != SCHEMA:
        raise DuidingError(
            f"Model {folder} has manifest schema {manifest.schema_version}, this duiding reads {SCHEMA}: train again."
        )
    return manifest
