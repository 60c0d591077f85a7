"""What each feature block and each spaCy pipeline is worth, in score and in speed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
from sklearn.base import clone

from duiding.classifier import FrameClassifier
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting
from duiding.errors import DuidingError
from duiding.features import BLOCKS
from duiding.labels import in_order
from duiding.language import BUNDLED, ParseCache
from duiding.scoring import paired_difference
from duiding.scoring.metrics import macro_f1_interval
from evaluate.measurement import Measured, sentences_a_second

PIPELINES = (BUNDLED, "blank:nl")


class Ablation(NamedTuple):
    """All variants, the model as trained first."""

    variants: list[Measured]
    articles: int

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        columns = ("name", "macro_f1", "difference", "sentences_a_second", "missing")
        return {
            "scored_on": f"cross-validation over {self.articles} training articles",
            "variants": [one.to_metrics(*columns) for one in self.variants],
        }


def variants(classifier: FrameClassifier) -> dict[str, FrameClassifier]:
    """Give, by name, the model's settings as they are and changed: each block left out, each other added, each other pipeline."""
    used, pipeline = list(classifier.blocks), classifier.pipeline_.name
    changes: dict[str, dict[str, Any]] = {"as trained": {}}
    if len(used) > 1:
        changes |= {f"without {one}": {"blocks": [block for block in used if block != one]} for one in used}
    changes |= {f"with {one}": {"blocks": [*used, one]} for one in BLOCKS if one not in used}
    changes |= {f"pipeline {name}": {"pipeline": name} for name in PIPELINES if name != pipeline}
    return {name: clone(classifier).set_params(**{"pipeline": pipeline} | change) for name, change in changes.items()}


def ablate(
    classifier: FrameClassifier,
    training: pd.DataFrame,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Ablation:
    """Cross-validate every variant on the training articles, over the same folds, with the model's own settings.

    The test articles are left alone: a choice made on them could no longer be tested on them. Settings are not tuned again for a
    variant, so a block that is added is judged a little harshly.

    Args:
        classifier: the model.
        training: sentences with ``article_id``, ``text`` and ``label``.
        jobs: processes for parsing and cross-validation.
        progress: told how many variants are done, of how many.

    """
    tried = variants(classifier)
    labels, articles = list(training["label"]), list(training["article_id"])
    whole: list[str] = []
    found = []
    for done, (name, variant) in enumerate(tried.items(), 1):
        try:
            predicted = _fit(variant, training, jobs)
        except DuidingError as error:
            found.append(Measured(name, missing=str(error)))
            continue
        whole = whole or predicted
        difference = paired_difference(labels, predicted, whole, articles) if predicted is not whole else None
        speed = sentences_a_second(variant.predict, list(training["text"]))
        found.append(Measured(name, macro_f1_interval(labels, predicted, articles), difference, speed))
        if progress:
            progress(done, len(tried))
    return Ablation(found, len(set(articles)))


def _fit(variant: FrameClassifier, training: pd.DataFrame, jobs: int) -> list[str]:
    """Fit a variant; gives the label of every sentence by a model that did not see its article."""
    parser = variant.parser()
    labels, articles = list(training["label"]), list(training["article_id"])
    sentences = parser.parse(training["text"], articles, cache=ParseCache(parser.identity), jobs=jobs)
    classes = in_order(labels)
    codes = codes_of(labels, classes)
    splits = article_folds(codes, articles, variant.folds, variant.seed)
    counted = variant.new_features().count(sentences)
    setting = Setting(variant.model, variant.C, variant.class_weight)
    (held_out,) = held_out_decisions(counted, codes, splits, [setting], seed=variant.seed, jobs=jobs)
    variant.fit_counted(counted, labels, articles, held_out=held_out)
    return [classes[code] for code in held_out.argmax(axis=1)]
