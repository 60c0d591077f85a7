"""Settings of the linear model: those to try, and the one that an earlier training has chosen already."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

from duiding.classifier.linear import Setting
from duiding.errors import DuidingError
from duiding.store.manifest import Manifest, read_manifest
from train.config import Config

GROWTH = 1.25  # times as many sentences, or as few: from there on another setting may be better


def settings_to_try(config: Config) -> list[Setting]:
    """List the settings that a configuration asks to try, the simplest first, so that a tie goes to the stronger regularisation."""
    tried = config.search
    return [Setting(*one) for one in product(tried.model, sorted(tried.C), sorted(tried.class_weight))]


def untried_setting(config: Config) -> Setting:
    """Give the setting of models that are fitted without a search: the one with the strongest regularisation."""
    return settings_to_try(config)[0]


def kept_setting(folder: Path, config: Config, sentences: int) -> tuple[Setting, int] | None:
    """Give the setting of the model in a folder, where it would be among those tried now and little has changed.

    A search tells small differences; a few hundred sentences more do not turn them round. So a retrain looks for settings again only
    if features or candidates differ, or if there are a quarter more or fewer sentences than at the last search.

    Args:
        folder: where the model goes.
        config: of this training.
        sentences: number of sentences to learn from.

    Returns:
        The setting and the number of sentences that it was chosen on.

    """
    try:
        manifest = read_manifest(folder)
        kept = Setting(**{name: manifest.features[name] for name in Setting._fields})
    except (DuidingError, KeyError):
        return None
    searched_on = int(manifest.scores.get("searched_on", 0))
    alike = searched_on / GROWTH <= sentences <= searched_on * GROWTH
    tried = settings_to_try(config)
    if len(tried) > 1 and alike and kept in tried and _same_features(manifest, config):
        return kept, searched_on
    return None


def kept_choice(folder: Path, config: Config, labels: Iterable[str], sentences: int) -> Manifest | None:
    """Give the manifest of the model in a folder, where it chose among feature sets as would be done now and little has changed.

    Args:
        folder: where the model goes.
        config: of this training.
        labels: those to learn.
        sentences: number of sentences to learn from.

    """
    try:
        manifest = read_manifest(folder)
        choice = manifest.scores["choice"]
    except (DuidingError, KeyError):
        return None
    alike = choice["sentences"] / GROWTH <= sentences <= choice["sentences"] * GROWTH
    same = choice["configuration"] == config.features.model_dump(mode="json")
    return manifest if alike and same and set(manifest.labels) == set(labels) else None


def _same_features(manifest: Manifest, config: Config) -> bool:
    now = config.features.model_dump(mode="json")
    return all(manifest.features.get(name) == value for name, value in now.items())
