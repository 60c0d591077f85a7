"""Settings of the linear model that an earlier training has chosen already."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from duiding.classifier.linear import Setting
from duiding.errors import DuidingError
from duiding.store.manifest import Manifest, read_manifest
from train.config import Config
from train.search import candidates

GROWTH = 1.25  # times as many sentences, or as few: from there on another setting may be better


class Kept(NamedTuple):
    """A setting taken over from the model that is about to be replaced, and the number of sentences that it was chosen on."""

    setting: Setting
    sentences: int


def settings_to_try(config: Config) -> list[Setting]:
    """List the settings that a configuration asks to try."""
    wanted = config.search
    return candidates(wanted.model, wanted.C, wanted.class_weight)


def kept_setting(folder: Path, config: Config, sentences: int) -> Kept | None:
    """Give the setting of the model in a folder, where it would be among those tried now and little has changed.

    A search tells small differences; a few hundred sentences more do not turn them round. So a retrain looks for settings again only
    if features or candidates differ, or if there are a quarter more or fewer sentences than at the last search.

    Args:
        folder: where the model goes.
        config: of this training.
        sentences: number of sentences to learn from.

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
        return Kept(kept, searched_on)
    return None


def _same_features(manifest: Manifest, config: Config) -> bool:
    now = config.features.model_dump(mode="json")
    return all(manifest.features.get(name) == value for name, value in now.items())
