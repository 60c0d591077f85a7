"""From labelled sentences to a trained model: the plain function under the command."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pandas as pd
from sklearn.metrics import f1_score, precision_recall_fscore_support

from duiding import store
from duiding.arrays import Array
from duiding.classifier import FrameClassifier
from duiding.corpus import fingerprint
from duiding.drift import remember
from duiding.labels import in_order
from duiding.language import Parser
from duiding.lexicon import Entry
from duiding.store.manifest import (
    CorpusRecord,
    Manifest,
    PipelineRecord,
    installed_versions,
)
from train.card import model_card
from train.config import Config
from train.contribution import contributions
from train.preparation import Progress, prepare
from train.search import Searched, search
from train.settings import Kept, settings_to_try


def train(
    corpus: pd.DataFrame,
    folder: Path,
    config: Config,
    *,
    pipeline: str,
    seed: int,
    jobs: int,
    progress: Progress,
    held_out: dict[str, float] | None = None,
    kept: Kept | None = None,
) -> Manifest:
    """Parse, search, fit, calibrate and save.

    Args:
        corpus: labelled sentences, as ``duiding.corpus.read_corpus`` gives them; all of them are learned from.
        folder: where the model goes.
        config: hyper-parameters.
        pipeline: see ``duiding.language.load``.
        seed: random state of folds and models.
        jobs: processes for parsing and cross-validation.
        progress: shows how far each step is.
        held_out: share of articles that was put aside, by source; for the manifest.
        kept: a setting that was chosen before; without it the search chooses one.

    Raises:
        DuidingError: the corpus is too small or has one label, the pipeline is missing, or the folder can't be written.

    """
    prepared = prepare(corpus, config, pipeline=pipeline, jobs=jobs, progress=progress)
    counted, parser = prepared.counted, prepared.parser
    labels, articles, weights = list(corpus["label"]), list(corpus["article_id"]), weights_of(corpus)
    with progress("Cross-validating", config.search.folds) as tell:
        found = search(
            counted,
            labels,
            articles,
            tried=[kept.setting] if kept else settings_to_try(config),
            folds=config.search.folds,
            seed=seed,
            weights=weights,
            jobs=jobs,
            progress=tell,
        )
    sources = corpus["source"].nunique()
    with progress("Weighing sources", sources) if sources > 1 else nullcontext() as tell:
        shares = contributions(corpus, counted, found, weights=weights, seed=seed, jobs=jobs, progress=tell)
    with progress("Fitting and calibrating", None):
        classifier = _classifier(config, parser.name, prepared.features.lexicon, found, seed)
        classifier.fit_counted(counted, labels, articles, weights, held_out=found.decisions)
        reference = remember(list(corpus["text"]), articles, classifier.held_out_confidence_)
    manifest = _manifest(classifier, corpus, config, parser, found, folder.name, seed)
    manifest.reference = reference.to_record(float(classifier.threshold_))
    manifest.corpus.held_out = held_out or {}
    manifest.corpus.contributions = shares
    manifest.scores["searched_on"] = kept.sentences if kept else len(corpus)
    return store.save(classifier, reference, folder, manifest, model_card)


def _settings(config: Config) -> dict[str, Any]:
    return config.features.model_dump()


def weights_of(corpus: pd.DataFrame) -> Array | None:
    """Give how much each sentence counts in learning, shape (sentences,), or None where all count alike."""
    if "weight" not in corpus.columns or (corpus["weight"] == 1).all():
        return None
    return corpus["weight"].to_numpy(dtype=float)


def _classifier(config: Config, pipeline: str, lexicon: Sequence[Entry], found: Searched, seed: int) -> FrameClassifier:
    return FrameClassifier(
        pipeline=pipeline,
        lexicon=lexicon,
        calibration=config.calibration.method,
        seed=seed,
        **_settings(config),
        **found.best._asdict(),
    )


def scores_of(truth: list[str], found: Searched) -> dict[str, Any]:
    """Give the cross-validated scores: macro-F1 with its spread over folds, and precision, recall, F1 and support by label."""
    labels = in_order(truth)
    table = precision_recall_fscore_support(truth, found.predictions, labels=labels, zero_division=0.0)
    names = ("precision", "recall", "f1", "support")
    by_label = {
        label: {name: round(float(column[i]), 4) for name, column in zip(names, table, strict=True)}
        for i, label in enumerate(labels)
    }
    return {
        "macro_f1": round(
            float(f1_score(truth, found.predictions, average="macro", zero_division=0.0)),
            4,
        ),
        "macro_f1_by_fold": [round(score, 4) for score in found.scores[found.best]],
        "labels": by_label,
        "tried": [
            {**one._asdict(), "macro_f1": round(sum(folds) / len(folds), 4)} for one, folds in found.scores.items()
        ],
    }


def _manifest(
    classifier: FrameClassifier,
    corpus: pd.DataFrame,
    config: Config,
    parser: Parser,
    found: Searched,
    name: str,
    seed: int,
) -> Manifest:
    counts = corpus["label"].value_counts()
    return Manifest(
        name=name,
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        labels=[str(label) for label in classifier.classes_],
        features={
            **_settings(config),
            **found.best._asdict(),
            "lexicon_entries": len(classifier.lexicon),
        },
        pipeline=PipelineRecord(
            name=parser.info.name,
            version=parser.info.version,
            components=list(parser.components or ()),
        ),
        versions=installed_versions(),
        corpus=CorpusRecord(
            sha256=fingerprint(corpus),
            sentences=len(corpus),
            articles=int(corpus["article_id"].nunique()),
            by_label={label: int(counts[label]) for label in in_order(counts.index)},
            sources={str(source): int(n) for source, n in corpus["source"].value_counts(sort=False).items()},
        ),
        seed=seed,
        calibration=classifier.calibration_,
        scores=scores_of(list(corpus["label"]), found),
    )
