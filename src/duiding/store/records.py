"""What a manifest tells of pipeline, corpus, files and figures, each checked as it is read."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

_Share = Annotated[float, Field(strict=True, ge=0, le=1)]


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


class FileRecord(BaseModel):
    """A file of the folder: its size in bytes and its hash, of which its name has the first characters."""

    name: str = Field(pattern=r"^(model-[0-9a-f]{12}\.safetensors|vocabulary-[0-9a-f]{12}\.json)$")
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @model_validator(mode="after")
    def _is_named_after_its_hash(self) -> Self:
        if f"-{self.sha256[:12]}." not in self.name:
            raise ValueError("the name is not that of the hash")
        return self


class Files(BaseModel):
    """What the folder holds beside the manifest and the model card."""

    arrays: FileRecord
    vocabulary: FileRecord

    @property
    def sha256(self) -> str:
        """The hash of both."""
        return hashlib.sha256(f"{self.arrays.sha256} {self.vocabulary.sha256}".encode()).hexdigest()


class SharesRecord(BaseModel):
    """By how much counted shares were off on held-out articles: see ``duiding.shares.measure_shares``."""

    articles: int = Field(ge=1)
    sentences: int = Field(ge=1)
    set: int = Field(ge=1)
    errors: float = Field(ge=0, le=1e6)
    off: dict[str, _Share]
    often: dict[str, _Share]


class FigureRecord(BaseModel):
    """A figure and its 95 % interval."""

    value: _Share
    low: _Share
    high: _Share


class LabelRecord(BaseModel):
    """How good a model is on sentences of one label."""

    precision: FigureRecord
    recall: FigureRecord
    f1: FigureRecord
    support: int = Field(strict=True, ge=0)


class HeldOutRecord(BaseModel):
    """How good a model is on articles held out: see ``duiding.scoring.score_held_out``."""

    accuracy: FigureRecord
    macro_f1: FigureRecord
    labels: dict[str, LabelRecord]


class ScoresRecord(BaseModel):
    """Of all that is told of a model's scores, what the commands reckon with."""

    model_config = ConfigDict(extra="allow")

    macro_f1: _Share | None = None
    searched_on: int = Field(0, strict=True, ge=0)
    held_out: HeldOutRecord | None = None


class FiguresRecord(BaseModel):
    """The scores of a manifest, under their name there, so that an error tells where it is."""

    scores: ScoresRecord
