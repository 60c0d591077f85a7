"""Everything that one run found, and how it goes into ``metrics.json``."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from duiding.corpus import fingerprint
from duiding.scoring import Comparison
from duiding.store import Manifest
from evaluate.ablation import Ablation
from evaluate.behaviour import Behaviour
from evaluate.errors import Errors
from evaluate.evaluation import Evaluation
from evaluate.learning_curve import LearningCurve
from evaluate.peers import Contest

SCHEMA = 1
PARTS = ("errors", "behaviour", "comparison", "learning_curve", "ablation", "peers")


@dataclass
class Results:
    """The evaluation of a model, and the parts that were asked for beside it (None where they were not)."""

    manifest: Manifest
    evaluation: Evaluation
    errors: Errors | None = None
    behaviour: Behaviour | None = None
    comparison: Comparison | None = None
    learning_curve: LearningCurve | None = None
    ablation: Ablation | None = None
    peers: Contest | None = None

    def to_metrics(self) -> dict[str, Any]:
        """Give it as the contents of ``metrics.json``; the schema is documented in ``evaluate/README.md``."""
        sentences = self.evaluation.predictions.sentences
        parts = {name: found.to_metrics() for name in PARTS if (found := getattr(self, name)) is not None}
        return {
            "schema": SCHEMA,
            "model": self.manifest.name,
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "versions": self.manifest.versions,
            "corpus_sha256": fingerprint(sentences),
            "sentences": len(sentences),
            "articles": int(sentences["article_id"].nunique()),
            **self.evaluation.scores.to_metrics(),
            "confidence": self.evaluation.confidence.to_metrics(),
            "baselines": {name: {"macro_f1": score.rounded()} for name, score in self.evaluation.baselines.items()},
            **parts,
        }
