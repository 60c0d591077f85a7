"""The gate: a pinned baseline that a change of code or data may not fall below unnoticed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

import duiding
from duiding.errors import DuidingError
from duiding.files import write_whole
from evaluate.behaviour import measure_behaviour, read_cases

BASELINE = Path(__file__).with_name("baseline.json")
REPIN = "python -m evaluate --pin"


class Margins(BaseModel):
    """How far a figure may fall before the gate closes.

    Macro-F1: twice its standard error over the five folds (0.005). Behaviour: some eight cases of 390. A capability has but 15 to
    60 cases, so it may lose more before it counts.
    """

    macro_f1: float = 0.01
    behaviour: float = 0.02
    capability: float = 0.15


class Baseline(BaseModel):
    """What was measured when the baseline was pinned; margins are its own, so that a change of them shows in its history."""

    model_config = ConfigDict(extra="forbid")

    corpus_sha256: str
    pipeline: str
    macro_f1: float
    behaviour: float
    capabilities: dict[str, float]
    margins: Margins = Margins()


def measure(model: Path, cases: Path | None = None) -> Baseline:
    """Measure what the gate watches: the cross-validated macro-F1 of the model's training, and its behaviour.

    Args:
        model: folder of a model just trained by ``python -m train`` on the shipped corpus.
        cases: file of behaviour cases; by default the project's.

    Raises:
        DuidingError: the model or the cases can't be read.

    """
    loaded = duiding.load(model)
    manifest = loaded.manifest
    behaviour = measure_behaviour(loaded.classifier, read_cases(cases) if cases else read_cases())
    rates = behaviour.capabilities
    return Baseline(
        corpus_sha256=manifest.corpus.sha256,
        pipeline=f"{manifest.pipeline.name} {manifest.pipeline.version}",
        macro_f1=manifest.scores["macro_f1"],
        behaviour=round(behaviour.rate, 4),
        capabilities=dict(zip(rates["name"], rates["rate"].round(4), strict=True)),
    )


def falls(pinned: Baseline, measured: Baseline) -> list[str]:
    """Tell, a line each, what keeps the gate shut; an empty list opens it."""
    if pinned.corpus_sha256 != measured.corpus_sha256:
        return [
            f"The corpus is not the pinned one (SHA-256 {measured.corpus_sha256[:12]}…, pinned {pinned.corpus_sha256[:12]}…): "
            f"look at the new figures, then pin them with '{REPIN}'."
        ]
    lines = [_fall("Cross-validated macro-F1", pinned.macro_f1, measured.macro_f1, pinned.margins.macro_f1)]
    lines.append(_fall("Behaviour pass rate", pinned.behaviour, measured.behaviour, pinned.margins.behaviour))
    for name, rate in pinned.capabilities.items():
        now = measured.capabilities.get(name)
        if now is None:
            lines.append(f"Behaviour '{name}' is no longer measured: its cases are gone.")
        else:
            lines.append(_fall(f"Behaviour '{name}'", rate, now, pinned.margins.capability))
    return [line for line in lines if line]


def _fall(what: str, pinned: float, measured: float, margin: float) -> str:
    if measured >= pinned - margin - 1e-9:
        return ""
    return f"{what} fell from {pinned:.4f} to {measured:.4f}, more than the margin of {margin:g}."


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Read the pinned baseline.

    Raises:
        DuidingError: it is missing or can't be read.

    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise DuidingError(f"There is no baseline in {path}: pin one with '{REPIN}'.") from error
    except ValidationError as error:
        detail = error.errors()[0]
        key = ".".join(map(str, detail["loc"])) or "file"
        raise DuidingError(f"{path} can't be read ({key}: {detail['msg']}): pin it anew with '{REPIN}'.") from error


def pin(model: Path, path: Path = BASELINE) -> Baseline:
    """Measure a model and make it the baseline; margins that stood in the file stay."""
    measured = measure(model)
    if path.exists():
        measured.margins = read_baseline(path).margins
    content: dict[str, Any] = measured.model_dump()
    write_whole(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n", force=True)
    return measured
