"""What came of a comparison, for programs: a JSON file beside the model's folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from duiding.files import write_whole
from train.comparison.rival import Rival
from train.comparison.verdict import Verdict


def verdict_file(folder: Path) -> Path:
    """Give the file beside a model's folder; in it, it would be no part of the model that the manifest vouches for."""
    return folder.with_name(f"{folder.name}.verdict.json")


def write_verdict(folder: Path, rival: Rival, whole: Verdict, by_source: Mapping[str, Verdict]) -> None:
    """Write which model is better, over all test sentences and by source, and where the comparison is not fair.

    Args:
        folder: the new model.
        rival: the older one.
        whole: the verdict over all test sentences.
        by_source: those by source.

    Raises:
        DuidingError: the file can't be written.

    """
    found = {
        "schema": 1,
        "new": folder.name,
        "old": rival.model.name,
        "test_sentences": len(rival.parts.test),
        **_figures(whole),
        "sources": {source: _figures(verdict) for source, verdict in by_source.items()},
        "doubts": rival.doubts,
    }
    write_whole(verdict_file(folder), json.dumps(found, ensure_ascii=False, indent=2) + "\n", force=True)


def _figures(verdict: Verdict) -> dict[str, Any]:
    comparison, told = verdict.comparison, verdict.comparison.to_metrics()
    changes = comparison.changed["change"].value_counts()
    return {
        "outcome": verdict.outcome,
        "verdict": str(verdict),
        "articles": verdict.articles,
        "macro_f1_difference": told["macro_f1_difference"],
        "mcnemar": told["mcnemar"],
        "changed": {kind: int(changes.get(kind, 0)) for kind in ("better", "worse", "neither")},
    }
