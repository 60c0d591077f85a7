"""A model that was stored by an earlier run, with another scikit-learn, is read and predicts the figures that it did then.

``python -m tests.duiding.store.test_stored`` stores it anew, which is needed only where the manifest's schema changes.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn import __version__

import duiding
from duiding import Model, store
from duiding.classifier import FrameClassifier
from duiding.drift import remember
from duiding.language import BUNDLED
from duiding.lexicon import Entry
from duiding.store.manifest import Manifest, installed_versions
from duiding.store.records import CorpusRecord, PipelineRecord
from tests.conftest import LITTLE

FOLDER = Path(__file__).with_name("stored")
FIGURES = FOLDER.with_name("stored.json")
TEXTS = ["De ministers praten in Wenen over vrede.", "Raketten troffen de stad.", "Er komen sancties tegen het land."]
LEXICON = [
    Entry("raket", "prefix", "weapon", "escalatory"),
    Entry("verdrag", "lemma", "agree", "diplomatic"),
    Entry("Wenen", "word", "actor-capital", "other"),
    Entry("aan tafel", "phrase", "consult", "diplomatic", "state"),
]


def test_a_stored_model_predicts_what_it_did_under_another_scikit_learn() -> None:
    model = duiding.load(FOLDER)
    assert model.manifest.versions["scikit-learn"] == "1.2.3" != __version__
    stored = json.loads(FIGURES.read_text(encoding="utf-8"))
    assert np.abs(model.predict_proba(TEXTS) - stored["probabilities"]).max() < 1e-6
    assert model.classifier.threshold_ == stored["threshold"]
    assert model.reference is not None
    assert model.reference.to_record(stored["threshold"]) == stored["reference"]
    assert [[str(one) for one in why.reasons()] for why in model.explain(TEXTS)] == stored["reasons"]


def make() -> None:
    """Train and store the model, and the figures that it gives."""
    rows = [(f"a{i % 4}", text, label) for label, texts in LITTLE.items() for i, text in enumerate(texts)]
    articles, texts, labels = (list(column) for column in zip(*sorted(rows), strict=True))
    made = FrameClassifier(BUNDLED, LEXICON, min_df=2, folds=4, target_accuracy=0.5).fit(texts, labels, articles)
    reference = remember(texts, articles, made.held_out_confidence_, made.held_out_articles_)
    manifest = Manifest(
        name="stored",
        created="2026-11-26T00:00:00+00:00",
        labels=[str(label) for label in made.classes_],
        features={},
        pipeline=PipelineRecord(name=made.pipeline_.name, version=made.pipeline_.version, components=[]),
        versions={**installed_versions(), "scikit-learn": "1.2.3"},
        corpus=CorpusRecord(sha256="", sentences=len(texts), articles=4, by_label={}, sources={}),
        seed=0,
        calibration=made.calibration_,
        scores={},
    )
    manifest = store.save(made, reference, FOLDER, manifest, lambda _: "Made by tests/duiding/store/test_stored.py.\n")
    model = Model(made, manifest, FOLDER, reference)
    figures = {
        "probabilities": model.predict_proba(TEXTS).round(9).tolist(),
        "threshold": made.threshold_,
        "reference": reference.to_record(made.threshold_),
        "reasons": [[str(one) for one in why.reasons()] for why in model.explain(TEXTS)],
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make()
