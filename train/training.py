"""From labelled sentences to a trained model: the plain function under the command."""

from __future__ import annotations

import datetime
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from duiding import store
from duiding.arrays import Array
from duiding.classifier import FrameClassifier
from duiding.classifier.calibration import HeldOut
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting
from duiding.cli.terminal import progress, say
from duiding.corpus import fingerprint, weights_of
from duiding.drift import remember
from duiding.language import Parser
from duiding.scoring import score_held_out
from duiding.shares import measure_shares
from duiding.store.manifest import Manifest, installed_versions
from duiding.store.records import CorpusRecord, PipelineRecord
from train.card import model_card
from train.chosen import prepare_chosen
from train.config import Config
from train.contribution import contributions
from train.options import TrainOptions
from train.preparation import Prepared
from train.real_news import RealNews, read_real_news
from train.scores import scores_of
from train.search import Searched, search
from train.settings import kept_setting, settings_to_try


def train(
    corpus: pd.DataFrame,
    folder: Path,
    config: Config,
    options: TrainOptions,
    *,
    held_out: dict[str, float] | None = None,
) -> Manifest:
    """Parse, search, fit, calibrate and save.

    Args:
        corpus: labelled sentences, as ``duiding.corpus.read_corpus`` gives them; all of them are learned from.
        folder: where the model goes.
        config: hyper-parameters.
        options: pipeline, seed, jobs, and whether to search where a model in the folder has a setting.
        held_out: share of articles that was put aside, by source; for the manifest.

    Raises:
        DuidingError: the corpus is too small or has one label, the pipeline is missing, or the folder can't be written.

    """
    prepared, config, choice = prepare_chosen(corpus, folder, config, options)
    label_set = options.reading.label_set.of(corpus["label"])
    real = _real_news(config, prepared.parser, corpus, label_set.names)
    tried, searched_on = ([real.setting], 0) if real else _settings(folder, config, options, len(corpus))
    found, shares = _cross_validated(corpus, config, prepared, tried, label_set.names, options)
    with progress("Fitting and calibrating"):
        classifier = _fitted(corpus, config, prepared, found, options.seed, real)
        held_out_by = classifier.held_out_confidence_, classifier.held_out_articles_
        reference = remember(list(corpus["text"]), list(corpus["article_id"]), *held_out_by)
    manifest = _manifest(classifier, corpus, config, prepared.parser, found)
    manifest.name = folder.name
    manifest.label_set = label_set.reading_also((*options.reading.also, *options.reading.labels))
    manifest.reference = reference.to_record(float(classifier.threshold_))
    manifest.corpus.held_out, manifest.corpus.contributions = held_out or {}, shares
    _tell_held_out(manifest, classifier, corpus, found, real)
    manifest.chosen_on = _chosen_on(config, real, chosen=bool(choice))
    manifest.scores |= (
        {"searched_on": choice["sentences"], "choice": choice} if choice else {"searched_on": searched_on}
    )
    return store.save(classifier, reference, folder, manifest, model_card)


def _cross_validated(
    corpus: pd.DataFrame,
    config: Config,
    prepared: Prepared,
    tried: list[Setting],
    labels: list[str],
    options: TrainOptions,
) -> tuple[Searched, dict[str, dict[str, Any]]]:
    """Give the best setting with its held-out decisions, and what learning from each source adds."""
    folds, seed, jobs = config.search.folds, options.seed, options.jobs
    with progress("Cross-validating", folds) as tell:
        found = search(
            prepared.counted, corpus, tried, folds=folds, seed=seed, classes=labels, jobs=jobs, progress=tell
        )
    sources = corpus["source"].nunique()
    with progress("Weighing sources", sources) if sources > 1 else nullcontext() as tell:
        return found, contributions(corpus, prepared.counted, found, seed=seed, jobs=jobs, progress=tell)


def _tell_held_out(
    manifest: Manifest, classifier: FrameClassifier, corpus: pd.DataFrame, found: Searched, real: RealNews | None
) -> None:
    """Write into a manifest how good the model is on the sentences that it is calibrated on."""
    sentences = _held_out(classifier, corpus, real.held_out if real else found.decisions)
    manifest.shares = measure_shares(*sentences, classifier.seed)
    manifest.scores["held_out"] = score_held_out(*sentences)
    if real:
        manifest.calibrated_on = "real news"
        manifest.scores["calibrated_sentences"] = len(real.held_out.codes)


def _chosen_on(config: Config, real: RealNews | None, *, chosen: bool) -> str:
    """Say what C and class weight were chosen on; empty where the configuration gives just one of each.

    Args:
        config: hyper-parameters.
        real: what was chosen on real news.
        chosen: whether they were chosen with the features, for labels other than ours.

    """
    if real:
        return "real news"
    return "articles held out" if chosen or len(settings_to_try(config)) > 1 else ""


def _settings(folder: Path, config: Config, options: TrainOptions, sentences: int) -> tuple[list[Setting], int]:
    """Give the settings to try, and the number of sentences that they are or were chosen on."""
    kept = None if options.search else kept_setting(folder, config, sentences)
    if kept is None:
        return settings_to_try(config), sentences
    setting, searched_on = kept
    say(f"Settings kept from the model that is there (C = {setting.C:g}): --search chooses them anew.")
    return [setting], searched_on


def _fitted(
    corpus: pd.DataFrame, config: Config, prepared: Prepared, found: Searched, seed: int, real: RealNews | None
) -> FrameClassifier:
    classifier = FrameClassifier(
        pipeline=prepared.parser.name,
        lexicon=prepared.features.lexicon,
        calibration=config.calibration.method,
        target_accuracy=config.calibration.target_accuracy,
        seed=seed,
        **config.features.model_dump(),
        **found.best._asdict(),
    )
    labels, articles = list(corpus["label"]), list(corpus["article_id"])
    held_out = real.held_out if real else found.decisions
    classifier.fit_counted(
        prepared.counted, labels, articles, weights_of(corpus), held_out=held_out, classes=found.classes
    )
    return classifier


def _held_out(
    classifier: FrameClassifier, corpus: pd.DataFrame, held_out: HeldOut | Array
) -> tuple[Array, Array, Array, list[str]]:
    """Give the probabilities, true labels and articles of the sentences that the classifier is calibrated on, and its labels."""
    if not isinstance(held_out, HeldOut):
        held_out = HeldOut(held_out, codes_of(list(corpus["label"]), classifier.classes_), list(corpus["article_id"]))
    chances = classifier.held_out_probabilities(held_out)
    return chances, held_out.codes, np.asarray(held_out.articles), [str(label) for label in classifier.classes_]


def _real_news(config: Config, parser: Parser, corpus: pd.DataFrame, labels: list[str]) -> RealNews | None:
    """Give what was chosen on real news, where labels, encoder and blocks are the same and the encoder has learned from this corpus."""
    if not config.calibration.real_news or parser.encoder is None:
        return None
    path = config.resolved(config.calibration.real_news)
    real = read_real_news(path, labels, parser.encoder.digest, config.features.blocks)
    return real if real and real.concerns(list(corpus["text"])) else None


def _manifest(
    classifier: FrameClassifier, corpus: pd.DataFrame, config: Config, parser: Parser, found: Searched
) -> Manifest:
    counts = corpus["label"].value_counts()
    return Manifest(
        name="",
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        labels=[str(label) for label in classifier.classes_],
        features={**config.features.model_dump(), **found.best._asdict(), "lexicon_entries": len(classifier.lexicon)},
        pipeline=PipelineRecord(
            name=parser.info.name, version=parser.info.version, components=list(parser.components or ())
        ),
        versions=installed_versions(),
        corpus=CorpusRecord(
            sha256=fingerprint(corpus),
            sentences=len(corpus),
            articles=int(corpus["article_id"].nunique()),
            by_label={label: int(counts[label]) for label in found.classes},
            sources={str(source): int(n) for source, n in corpus["source"].value_counts(sort=False).items()},
        ),
        seed=classifier.seed,
        calibration=classifier.calibration_,
        scores=scores_of(list(corpus["label"]), found),
    )
