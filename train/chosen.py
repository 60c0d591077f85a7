"""Sentences counted for the features that a configuration names, or that were chosen for labels other than ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from duiding.classifier.linear import Setting
from duiding.cli.terminal import progress, say
from duiding.corpus import check_enough
from duiding.labels import SHIPPED, in_order
from train.choosing import budget, choose, corrected, material_for, told
from train.config import Config, Features
from train.feature_sets import Candidate, chosen_features, count_pool, feature_sets, given_candidates, has_encoder
from train.options import TrainOptions
from train.preparation import Prepared, prepare
from train.settings import kept_choice

Chosen = dict[str, Any]  # what the manifest says of a choice


def prepare_chosen(
    corpus: pd.DataFrame, folder: Path, config: Config, options: TrainOptions
) -> tuple[Prepared, Config, Chosen | None]:
    """Count a corpus for the features of a configuration, or for those that are chosen, or that the model in a folder has chosen.

    Args:
        corpus: labelled sentences to learn from.
        folder: where the model goes.
        config: hyper-parameters.
        options: pipeline, seed, jobs, and whether to choose anew.

    Returns:
        The counted sentences, the configuration with what was chosen in it, and a record of the choice; None where none was made.

    """
    if not _chooses(config, corpus):
        return prepare(corpus, config, options.pipeline, options.jobs), config, None
    kept = None if options.search else kept_choice(folder, config, set(corpus["label"]), len(corpus))
    if kept is None or kept.scores["choice"]["encoder"] != has_encoder():
        return _choose(corpus, config, options)
    features = Features(**{name: kept.features[name] for name in Features.model_fields})
    own = _with(config, Candidate(features, Setting(**{name: kept.features[name] for name in Setting._fields})))
    say(
        f"Features kept from the model that is there ({described(kept.scores['choice']['told'][0])}): --search chooses them anew."
    )
    return prepare(corpus, own, options.pipeline, options.jobs), own, kept.scores["choice"]


def described(row: dict[str, Any]) -> str:
    """Describe features and their linear model, as in ``characters + 3 x encoding, names masked, C = 1, class weight 0.5``."""
    weights = row["block_weights"]
    blocks = " + ".join(
        f"{weights[block]:g} x {block}" if weights.get(block, 1) != 1 else block for block in row["blocks"]
    )
    names = "masked" if row["mask_names"] else "as they are"
    return f"{blocks}, names {names}, C = {row['C']:g}, class weight {row['class_weight']:g}"


def _chooses(config: Config, corpus: pd.DataFrame) -> bool:
    asked = config.search.choose_features
    return asked == "always" or (asked == "own labels" and not set(corpus["label"]) <= set(SHIPPED.names))


def _choose(corpus: pd.DataFrame, config: Config, options: TrainOptions) -> tuple[Prepared, Config, Chosen]:
    check_enough(corpus, config.search.folds)
    sets = feature_sets(config.features, len(corpus))
    given = given_candidates(config, sets)
    candidates, fits, seconds = budget(sets, len(given), len(corpus))
    if not has_encoder():
        say("The sentence encoder's weights are missing: features are chosen without it.")
    say(
        f"Labels other than ours: choosing among {len(sets)} feature sets, C and class weight: at most {candidates} candidates, "
        f"{fits} fits, about {max(seconds, 1):.0f} s on one core."
    )
    widest = [*sets, *(one.features for one in given)]
    pool = count_pool(corpus, config, widest, options.pipeline, options.jobs)
    material = material_for(corpus, pool, seed=options.seed, jobs=options.jobs)
    with progress("Choosing features", candidates) as tell:
        choice = choose(material, sets, given, tell)
    own = _with(config, choice.chosen)
    record = {
        "told": told(choice, sets, given),
        "labels": in_order(corpus["label"]),
        "candidates": candidates,
        "fits": fits,
        "folds": len(choice.scored[0][1]),
        "corrected": round(corrected(choice, len(material.rounds)), 4),
        "sentences": len(corpus),
        "encoder": has_encoder(),
        "configuration": config.features.model_dump(mode="json"),
    }
    return chosen_features(pool, own, options.pipeline), own, record


def _with(config: Config, chosen: Candidate) -> Config:
    model, strength, weight = chosen.setting
    search = config.search.model_copy(update={"model": [model], "C": [strength], "class_weight": [weight]})
    return config.model_copy(update={"features": chosen.features, "search": search})
