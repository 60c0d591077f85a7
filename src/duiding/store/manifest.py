"""What a model folder says of itself."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from duiding.errors import DuidingError, NoModelError
from duiding.labels import SHIPPED, LabelSet
from duiding.store.records import CorpusRecord, FiguresRecord, Files, PipelineRecord, SharesRecord

SCHEMA = 2
MANIFEST_FILE = "manifest.json"
CARD_FILE = "README.md"
RECORDED = (
    *("duiding", "spacy", "scikit-learn", "numpy", "scipy", "pandas", "joblib", "safetensors"),
    *("onnxruntime", "tokenizers"),  # of the encoder
)
_LARGEST = 16_000_000  # bytes; some thousand sources have a few hundred thousand


class Manifest(BaseModel):
    """The contents of ``manifest.json``; ``scores`` depend on data, seed and versions only, never on the day or the machine."""

    model_config = ConfigDict(extra="allow")

    schema_version: int = SCHEMA
    name: str
    created: str
    labels: list[str]
    label_set: LabelSet = SHIPPED  # may tell of more labels than the model has
    features: dict[str, Any]
    pipeline: PipelineRecord
    versions: dict[str, str]
    corpus: CorpusRecord
    seed: int
    calibration: str
    calibrated_on: str = "articles held out"
    chosen_on: str = Field(default_factory=lambda known: known.get("calibrated_on", ""))  # see models/README.md
    scores: dict[str, Any]
    reference: dict[str, Any] = {}  # of duiding.drift
    shares: dict[str, Any] = {}  # of duiding.shares.held_out
    files: Files | None = None  # None until it is saved

    @model_validator(mode="after")
    def _tells_of_shares_of_its_labels(self) -> Self:
        if self.shares:
            found = SharesRecord.model_validate(self.shares)
            if not set(found.off) == set(found.often) == set(self.labels):
                raise ValueError("what it tells of shares is about other labels")
        return self

    @property
    def identity(self) -> str:
        """The model's name and the first characters of its hash, as in ``default@1a2b3c4d``."""
        return f"{self.name}@{self.files.sha256[:8] if self.files else 'unsaved'}"

    def to_json(self) -> str:
        """Write it with sorted keys, so that equal contents give equal bytes."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def installed_versions() -> dict[str, str]:
    """Tell the versions of the packages that a model was made with."""
    return {package: version(package) for package in RECORDED}


def is_model(folder: Path) -> bool:
    """Tell whether a folder holds a model, be it a broken one: a manifest that is not of another program."""
    try:
        content = read_json(_bounded(folder / MANIFEST_FILE))
    except ValueError:
        return True
    except OSError:
        return False
    return isinstance(content, dict) and "schema_version" in content


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a model folder.

    Raises:
        DuidingError: there is no such folder or manifest, it can't be read, or is of another duiding.

    """
    path = folder / MANIFEST_FILE
    if not folder.is_dir():
        there = Path("models") / folder
        if (there / MANIFEST_FILE).is_file():
            raise NoModelError("There is no model in %(folder)s: is %(there)s meant?", folder=folder, there=there)
        raise NoModelError("There is no model in %(folder)s.", folder=folder)
    if not path.is_file():
        raise DuidingError(f"Model {folder} lacks {MANIFEST_FILE}: copy the whole folder again, or train again.")
    try:
        return _checked(folder, read_json(_bounded(path)))
    except ValidationError as error:
        detail = error.errors()[0]
        where, what = ".".join(str(part) for part in detail["loc"]) or "file", detail["msg"]
    except ValueError as error:
        where, what = "file", str(error)
    raise DuidingError(
        f"{path} can't be read ({one_line(f'{where}: {what}')}): copy the whole folder again, or train again."
    )


def read_json(raw: bytes) -> Any:
    """Read JSON that we have written: no key twice, no value that is no number, no half of a character.

    Raises:
        ValueError: it is something else.

    """
    try:
        if b"\\ud" in raw.lower():  # we write all characters as they are
            raise ValueError("half a character")
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("too deep") from error


def one_line(text: str) -> str:
    """Shorten what may quote a file that somebody altered, and show its line breaks and control characters as escapes."""
    shown = "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
    return shown if len(shown) <= 200 else f"{shown[:199]}…"


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"more than {_LARGEST:,} bytes")
    return path.read_bytes()


def _checked(folder: Path, content: Any) -> Manifest:
    if isinstance(content, dict) and content.get("schema_version") != SCHEMA:
        raise DuidingError(
            f"Model {folder} was made by another version of duiding (manifest schema {content.get('schema_version')!r:.20}, this one "
            f"reads {SCHEMA}): train it again."
        )
    manifest = Manifest.model_validate(content)
    FiguresRecord.model_validate({"scores": manifest.scores})
    return manifest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key that stands twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} for a number")
