"""What models say of sentences in articles that they did not see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duiding.arrays import Array
from duiding.classifier.calibration import HeldOut, choose_calibrator
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.features import CountedSentences
from train.config import Config
from train.settings import untried_setting


def held_out_probabilities(
    counted: CountedSentences,
    codes: Array,
    articles: Sequence[str],
    *,
    config: Config,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Array:
    """Give calibrated probabilities by cross-validation over articles, shape (sentences, labels).

    Folds are those of the search; the setting is ``train.settings.untried_setting``.

    Args:
        counted: the sentences, counted.
        codes: position of each sentence's label, shape (sentences,), from 0 to the number of labels less one.
        articles: the article of each sentence.
        config: names the folds, the settings and the calibration.
        seed: random state of the folds.
        jobs: number of processes.
        progress: called with (folds done, folds).

    """
    one = untried_setting(config)
    splits = article_folds(codes, articles, config.search.folds, seed)
    (decisions,) = held_out_decisions(counted, codes, splits, [one], seed=seed, jobs=jobs, progress=progress)
    _, calibrator = choose_calibrator(config.calibration.method, HeldOut(decisions, codes, articles), seed)
    return calibrator.predict_proba(decisions)
