"""Whether probabilities mean what they say, and what is gained by leaving doubtful sentences to a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import brier_score_loss

from duiding.arrays import Array
from duiding.scoring.metrics import Interval, interval, resampled

BINS = 10
STEPS = 20


class Confidence(NamedTuple):
    """All that is measured of a model's probabilities.

    Args:
        brier: see ``brier_interval``.
        calibration_error: see ``calibration_error_interval``.
        bins: see ``reliability_bins``.
        curve: see ``coverage_curve``.
        target_accuracy: what the model's threshold was meant to reach.
        threshold: confidence below which the model calls a sentence uncertain.
        coverage: share of the test sentences that it keeps.
        accuracy: share of those that is right; None where it keeps none.

    """

    brier: Interval
    calibration_error: Interval
    bins: pd.DataFrame
    curve: pd.DataFrame
    target_accuracy: float
    threshold: float
    coverage: Interval
    accuracy: Interval | None

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``; a threshold that nothing reaches is null."""
        return {
            "brier": self.brier.rounded(),
            "expected_calibration_error": self.calibration_error.rounded(),
            "reliability_diagram": self.bins.round(4).to_dict("records"),
            "coverage_accuracy": self.curve.round(4).to_dict("records"),
            "threshold": {
                "target_accuracy": self.target_accuracy,
                "threshold": round(self.threshold, 4) if np.isfinite(self.threshold) else None,
                "coverage": self.coverage.rounded(),
                "accuracy": self.accuracy.rounded() if self.accuracy else None,
            },
        }


def measure_confidence(
    probabilities: Array,
    truth: Sequence[str],
    articles: Sequence[str],
    labels: Sequence[str],
    *,
    threshold: float,
    target_accuracy: float,
    seed: int = 0,
) -> Confidence:
    """Measure probabilities against the true labels, with intervals over articles.

    Args:
        probabilities: shape (sentences, labels).
        truth: true label of each sentence.
        articles: article of each sentence.
        labels: the labels, in the order of the columns.
        threshold: confidence below which the model calls a sentence uncertain.
        target_accuracy: what that threshold was meant to reach.
        seed: random state of the resampling.

    """
    confidence = probabilities.max(axis=1)
    right = np.asarray(labels)[probabilities.argmax(axis=1)] == np.asarray(truth)
    return Confidence(
        brier_interval(probabilities, truth, articles, labels, seed),
        calibration_error_interval(confidence, right, articles, seed),
        reliability_bins(confidence, right),
        coverage_curve(confidence, right),
        target_accuracy,
        threshold,
        *_kept(confidence >= threshold, right, articles, seed),
    )


def brier_interval(
    probabilities: Array, truth: Sequence[str], articles: Sequence[str], labels: Sequence[str], seed: int = 0
) -> Interval:
    """Give the Brier score: mean over sentences of the squared distance between probabilities and truth (Brier 1950).

    It runs from 0 (sure and right) to 2 (sure and wrong), summed over the labels as Brier did.

    Args:
        probabilities: shape (sentences, labels).
        truth: true label of each sentence.
        articles: article of each sentence.
        labels: the labels, in the order of the columns.
        seed: random state of the resampling.

    """
    codes = np.array([list(labels).index(label) for label in truth])
    losses = ((probabilities - np.eye(len(labels))[codes]) ** 2).sum(axis=1)
    value = float(brier_score_loss(codes, probabilities, labels=np.arange(len(labels)), scale_by_half=False))
    samples = resampled(_by_article(np.column_stack([losses, np.ones(len(losses))]), articles), seed=seed)
    return interval(value, samples[:, 0] / samples[:, 1])


def calibration_error_interval(confidence: Array, right: Array, articles: Sequence[str], seed: int = 0) -> Interval:
    """Give the expected calibration error over ten bins of equal width (Naeini et al. 2015; Guo et al. 2017).

    The mean distance between confidence and accuracy of the bins, weighted by their sentences. Resamples add noise to every
    bin, which can only add to a distance, so the interval leans upwards.

    Args:
        confidence: highest probability of each sentence.
        right: whether its label is right.
        articles: article of each sentence.
        seed: random state of the resampling.

    """
    places = _bin_of(confidence)
    rows = np.zeros((len(confidence), BINS, 2))
    rows[np.arange(len(confidence)), places] = np.column_stack([confidence - right, np.ones(len(confidence))])
    counts = _by_article(rows, articles)

    def error(sums: Array) -> Array:
        return np.asarray(np.abs(sums[..., 0]).sum(axis=-1) / sums[..., 1].sum(axis=-1))

    return interval(float(error(counts.sum(axis=0))), error(resampled(counts, seed=seed)))


def reliability_bins(confidence: Array, right: Array) -> pd.DataFrame:
    """Give the bins of a reliability diagram (DeGroot and Fienberg 1983), empty ones left out.

    Returns:
        A row a bin: confidence lies between ``low`` and ``high``, ``sentences`` counts, mean ``confidence``, and ``accuracy``.

    """
    places = _bin_of(confidence)
    rows = [
        (i / BINS, (i + 1) / BINS, int(here.sum()), float(confidence[here].mean()), float(right[here].mean()))
        for i in range(BINS)
        if (here := places == i).any()
    ]
    return pd.DataFrame(rows, columns=["low", "high", "sentences", "confidence", "accuracy"])


def coverage_curve(confidence: Array, right: Array) -> pd.DataFrame:
    """Give accuracy against coverage as the threshold rises (El-Yaniv and Wiener 2010); ties in confidence stay together.

    Returns:
        A row a ``threshold``: the share of sentences at or above it (``coverage``) and the share of those that is right.

    """
    ordered = np.sort(confidence)[::-1]
    ranks = [max(1, round(len(ordered) * step / STEPS)) for step in range(1, STEPS + 1)]
    thresholds = sorted({float(ordered[rank - 1]) for rank in ranks}, reverse=True)
    rows = [(one, float((kept := confidence >= one).mean()), float(right[kept].mean())) for one in thresholds]
    return pd.DataFrame(rows, columns=["threshold", "coverage", "accuracy"])


def _kept(kept: Array, right: Array, articles: Sequence[str], seed: int) -> tuple[Interval, Interval | None]:
    """Give the share of sentences that are kept, and the share of those that is right."""
    rows = np.column_stack([kept, kept & right, np.ones(len(kept))]).astype(float)
    samples = resampled(_by_article(rows, articles), seed=seed)
    coverage = interval(float(kept.mean()), samples[:, 0] / samples[:, 2])
    some = samples[samples[:, 0] > 0]
    return coverage, interval(float(right[kept].mean()), some[:, 1] / some[:, 0]) if kept.any() else None


def _bin_of(confidence: Array) -> Array:
    """Give each confidence its bin; a bin holds its upper edge, as in Guo et al."""
    return np.asarray(np.clip(np.ceil(confidence * BINS).astype(int) - 1, 0, BINS - 1))


def _by_article(rows: Array, articles: Sequence[str]) -> Array:
    """Add up rows by article, shape (articles, ...)."""
    names, place = np.unique(np.asarray(articles, dtype=str), return_inverse=True)
    sums = np.zeros((len(names), *rows.shape[1:]))
    np.add.at(sums, place, rows)
    return sums
