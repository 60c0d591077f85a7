"""What each feature block and each spaCy pipeline is worth, in score and in speed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from duiding.classifier import FrameClassifier
from duiding.errors import DuidingError
from duiding.features import BLOCKS, components_for
from duiding.language import BUNDLED, ParseCache, Parser
from duiding.scoring import paired_difference
from duiding.scoring.metrics import Interval, macro_f1_interval
from evaluate.retraining import cross_validate, fit, sentences_a_second

PIPELINES = (BUNDLED, "blank:nl")


class Variant(NamedTuple):
    """A change of the model: which blocks, which pipeline."""

    name: str
    blocks: tuple[str, ...]
    pipeline: str


class Ablated(NamedTuple):
    """What a variant scores, its difference from the model as trained, and its speed; ``missing`` tells why it did not run."""

    name: str
    macro_f1: Interval | None
    difference: Interval | None
    sentences_a_second: float
    missing: str = ""


class Ablation(NamedTuple):
    """All variants, the model as trained first."""

    variants: list[Ablated]
    articles: int

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        return {
            "scored_on": f"cross-validation over {self.articles} training articles",
            "variants": [
                {
                    "name": one.name,
                    "macro_f1": one.macro_f1.rounded() if one.macro_f1 else None,
                    "difference": one.difference.rounded() if one.difference else None,
                    "sentences_a_second": round(one.sentences_a_second),
                    "missing": one.missing,
                }
                for one in self.variants
            ],
        }


def variants(blocks: Sequence[str], pipeline: str) -> list[Variant]:
    """List the changes: each block left out, each other block added, each other pipeline."""
    used = tuple(blocks)
    found = [Variant("as trained", used, pipeline)]
    if len(used) > 1:
        found += [Variant(f"without {one}", tuple(b for b in used if b != one), pipeline) for one in used]
    found += [Variant(f"with {one}", (*used, one), pipeline) for one in BLOCKS if one not in used]
    found += [Variant(f"pipeline {name}", used, name) for name in PIPELINES if name != pipeline]
    return found


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
    """
    tried = variants(classifier.blocks, classifier.pipeline_.name)
    labels, articles = list(training["label"]), list(training["article_id"])
    whole: list[str] = []
    rows = []
    for done, variant in enumerate(tried, 1):
        try:
            predicted, speed = _measure(classifier, training, variant, jobs)
        except DuidingError as error:
            rows.append(Ablated(variant.name, None, None, 0.0, str(error)))
            continue
        whole = whole or predicted
        difference = paired_difference(labels, predicted, whole, articles) if predicted is not whole else None
        rows.append(
            Ablated(
                variant.name,
                macro_f1_interval(labels, predicted, articles),
                difference,
                speed,
            )
        )
        if progress:
            progress(done, len(tried))
    return Ablation(rows, len(set(articles)))


def _measure(
    classifier: FrameClassifier, training: pd.DataFrame, variant: Variant, jobs: int
) -> tuple[list[str], float]:
    parser = Parser(variant.pipeline, components_for(variant.blocks))
    sentences = parser.parse(training["text"], cache=ParseCache(parser.identity), jobs=jobs)
    labels = list(training["label"])
    predicted = cross_validate(
        classifier,
        sentences,
        labels,
        list(training["article_id"]),
        blocks=variant.blocks,
        jobs=jobs,
    )
    speed = sentences_a_second(
        parser,
        fit(classifier, sentences, labels, variant.blocks),
        list(training["text"]),
    )
    return predicted, speed
