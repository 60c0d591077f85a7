"""Choose features and the linear model behind them for labels other than ours, by cross-validation over articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from duiding.arrays import Array
from duiding.classifier.cross_validation import Split, article_folds, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting
from duiding.corpus import weights_of
from duiding.labels import in_order
from train.config import Features
from train.feature_sets import Candidate, Pool, likely_set, unmasked, weighed

C = (0.1, 1.0, 3.0, 10.0)
EVEN, CLASS_WEIGHT = 1.0, (0.0, 0.5)  # at first, since macro-F1 counts labels alike; and what is tried beside it
FIRST = [Setting("logistic", one, EVEN) for one in (1.0, 10.0)]  # at which feature sets are compared
CLEAR = 2.0  # standard errors by which another candidate must be better
FOLDS = 5
ENOUGH = 1500  # sentences to compare feature sets on
_SECONDS = (0.004, 0.00009)  # a fit: to begin with, and more by sentence


class Material(NamedTuple):
    """What candidates are scored on: counted blocks, label codes, weights, and the folds of all rounds."""

    pool: Pool
    codes: Array
    weights: Array | None
    rounds: list[list[Split]]
    seed: int
    jobs: int


Scored = tuple[Candidate, list[float]]  # with macro-F1 by fold


class Choice(NamedTuple):
    """The candidate chosen, macro-F1 of each that was scored, by fold, in the order in which they were, and which held the place at first."""

    chosen: Candidate
    scored: list[Scored]
    held: Candidate


def rounds_for(sentences: int) -> int:
    """Tell how often the folds are drawn: few sentences say little in one round."""
    return 4 if sentences < 500 else 2 if sentences < 1000 else 1


def budget(sets: Sequence[Features], given: int, sentences: int) -> tuple[int, int, float]:
    """Give the number of candidates, of fits, and roughly the seconds that these take on one core.

    Args:
        sets: feature sets to choose among.
        given: number of candidates of the configuration.
        sentences: number of sentences to learn from.

    """
    first = len(sets) * len(FIRST)
    candidates = first + 2 * (len(C) - len(FIRST)) + len(CLASS_WEIGHT) + 3 + given + len(FIRST)
    if sentences > ENOUGH:
        candidates += 2 * len(FIRST)
    fits = candidates * FOLDS * rounds_for(sentences)
    seconds = fits * (_SECONDS[0] + _SECONDS[1] * sentences)
    if sentences > ENOUGH:
        seconds *= 1 - first / candidates * (1 - ENOUGH / sentences)
    return candidates, fits, seconds


def material_for(corpus: pd.DataFrame, pool: Pool, *, seed: int, jobs: int) -> Material:
    """Put together what candidates are scored on, with folds stratified by label, no article in two of them."""
    codes = codes_of(list(corpus["label"]), in_order(corpus["label"]))
    articles = list(corpus["article_id"])
    rounds = [article_folds(codes, articles, FOLDS, seed + one) for one in range(rounds_for(len(corpus)))]
    return Material(pool, codes, weights_of(corpus), rounds, seed, jobs)


def choose(
    material: Material,
    sets: Sequence[Features],
    given: Sequence[Candidate],
    progress: Callable[[int, int], None] | None = None,
) -> Choice:
    """Choose the feature set, C for the best two, class weight, the weight of the encoder's blocks, and whether names are masked.

    The likely set with C of 1 stays unless another is better by more than two standard errors of the difference; so does what an
    earlier stage chose.

    Args:
        material: see ``material_for``.
        sets: feature sets with names masked, the simplest first.
        given: what the configuration says, to be compared.
        progress: called with (candidates scored, candidates at most).

    """
    total, done = budget(sets, len(given), material.pool.sentences)[0], 0

    def tell(candidates: int) -> None:
        nonlocal done
        done += candidates
        if progress:
            progress(done, total)

    few = _on_fewer(material)
    scored = [one for features in sets for one in score_all(few, features, FIRST, tell)]
    holder = challenged(_of(scored, Candidate(likely_set(list(sets), material.pool.sentences), FIRST[0])), scored)[0]
    other = best([one for one in scored if one[0].features != holder.features])[0].features
    scored = [] if few is not material else scored
    for features in (holder.features, other):
        known = {one.setting for one, _ in scored if one.features == features}
        tried = [Setting("logistic", one, EVEN) for one in C]
        scored += score_all(material, features, [one for one in tried if one not in known], tell)
    chosen = challenged(_of(scored, holder), scored)
    balanced = [chosen[0].setting._replace(class_weight=one) for one in CLASS_WEIGHT]
    scored += score_all(material, chosen[0].features, balanced, tell)
    chosen = challenged(chosen, scored)
    for variants in (weighed, unmasked):
        for features in variants(chosen[0].features):
            scored += score_all(material, features, [chosen[0].setting], tell)
        chosen = challenged(chosen, scored)
    if given:
        scored += score_all(material, given[0].features, [one.setting for one in given], tell)
    scored += score_all(material, plain_characters(sets), FIRST, tell)
    return Choice(challenged(chosen, scored)[0], scored, holder)


def score_all(
    material: Material, features: Features, settings: Sequence[Setting], tell: Callable[[int], None] | None = None
) -> list[Scored]:
    """Score settings of the linear model on one feature set by cross-validation.

    Args:
        material: see ``material_for``.
        features: the set.
        settings: of the linear model.
        tell: called with the number of candidates that were scored.

    """
    found = _scores(material, features, settings) if settings else []
    if tell:
        tell(len(settings))
    return [(Candidate(features, one), scores) for one, scores in zip(settings, found, strict=True)]


def _on_fewer(material: Material) -> Material:
    """Leave out some of many sentences to learn from: to tell feature sets apart, fewer are enough."""
    if material.pool.sentences <= ENOUGH:
        return material
    draw = np.random.default_rng(material.seed)
    rounds = [
        [(np.sort(draw.permutation(fitted)[:ENOUGH]), held_out) for fitted, held_out in splits]
        for splits in material.rounds
    ]
    return material._replace(rounds=rounds)


def plain_characters(sets: Sequence[Features]) -> Features:
    """Give character n-grams alone, names as they are."""
    return sets[0].model_copy(update={"blocks": ["characters"], "block_weights": {}, "mask_names": False})


def best(scored: Sequence[Scored]) -> Scored:
    """Give the candidate with the highest mean; of several, the first."""
    return max(scored, key=lambda one: round(float(np.mean(one[1])), 4))


def _of(scored: Sequence[Scored], candidate: Candidate) -> Scored:
    return next(one for one in scored if one[0] == candidate)


def challenged(holder: Scored, scored: Sequence[Scored]) -> Scored:
    """Give the best candidate where it is clearly better than the one that holds the place, else that one.

    Folds share sentences to learn from, so the standard error is that of Nadeau and Bengio (2003) for them; and the best of many
    is better by chance, the more the fewer the sentences, so one standard error is not enough.
    """
    best_yet = best(scored)
    gains = np.array(best_yet[1]) - np.array(holder[1])
    if len(gains) < 2:
        return holder
    error = sqrt(float(gains.var(ddof=1)) * (1 / len(gains) + 1 / (FOLDS - 1)))
    return best_yet if gains.mean() > CLEAR * error + 1e-9 else holder


def corrected(choice: Choice, rounds: int) -> float:
    """Give macro-F1 of choosing itself: on each fold that of the candidate which the other folds of its round choose.

    The score of what was chosen flatters, since it was chosen for that score. Here the folds that choose and those that score are
    apart, as in nested cross-validation, at no further fit (Tsamardinos and others 2018 compare such corrections).
    """
    held_out = []
    for one in np.array_split(np.arange(len(choice.scored[0][1])), rounds):
        for fold in one:
            others = [(who, [scores[other] for other in one if other != fold]) for who, scores in choice.scored]
            found = challenged(_of(others, choice.held), others)[0]
            held_out.append(_of(choice.scored, found)[1][fold])
    return float(np.mean(held_out))


def _scores(material: Material, features: Features, settings: Sequence[Setting]) -> list[list[float]]:
    """Give macro-F1 of each setting by fold, over all rounds."""
    counted = material.pool.selected(features)
    scores: list[list[float]] = [[] for _ in settings]
    for splits in material.rounds:
        values = held_out_decisions(
            counted,
            material.codes,
            splits,
            settings,
            weights=material.weights,
            seed=material.seed,
            jobs=material.jobs,
        )
        for row, predicted in zip(scores, values.argmax(axis=2), strict=True):
            row.extend(_macro_f1(material.codes[held_out], predicted[held_out]) for _, held_out in splits)
    return scores


def _macro_f1(truth: Array, predicted: Array) -> float:
    return float(f1_score(truth, predicted, average="macro", zero_division=0.0))


def told(choice: Choice, sets: Sequence[Features], given: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Lay out the chosen candidate, the best of the configuration and plain character n-grams, each with its score."""
    rows = [("chosen", [one for one in choice.scored if one[0] == choice.chosen])]
    rows.append(("configuration", [one for one in choice.scored if one[0] in given]))
    rows.append(("character n-grams", [one for one in choice.scored if one[0].features == plain_characters(sets)]))
    return [{"name": name, **_row(*best(found))} for name, found in rows if found]


def _row(candidate: Candidate, scores: Sequence[float]) -> dict[str, Any]:
    features, setting = candidate
    return {
        "blocks": list(features.blocks),
        "block_weights": dict(features.block_weights),
        "mask_names": features.mask_names,
        "C": setting.C,
        "class_weight": setting.class_weight,
        "macro_f1": round(float(np.mean(scores)), 4),
        "spread": round(float(np.std(scores, ddof=1)), 4),
    }
