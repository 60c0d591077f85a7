"""What each plot shows, apart from how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from evaluate.confidence import Confidence
from evaluate.evaluation import Evaluation
from evaluate.learning_curve import MORE, LearningCurve
from evaluate.scores import Scores

INK, MAIN = "#333333", "#0072B2"
NAMES = ("scores", "reliability", "coverage", "learning_curve")
Point = tuple[float, float]


class Series(NamedTuple):
    """Points joined by a line or not; ``across`` and ``up`` hold the bounds of each point's interval, where it has one."""

    name: str
    colour: str
    points: Sequence[Point]
    line: str = "solid"
    across: Sequence[Point] = ()
    up: Sequence[Point] = ()
    marked: bool = True


class Plot(NamedTuple):
    """A plot: ``told`` says in words what it shows, for those who do not see it."""

    name: str
    title: str
    told: str
    x_label: str
    y_label: str
    x_range: Point
    y_range: Point
    series: Sequence[Series]
    y_names: Sequence[str] = ()


def plots(evaluation: Evaluation) -> Iterator[Plot]:
    """Give the plots of what was found."""
    yield scores_plot(evaluation.scores, evaluation.label_set.colours)
    yield reliability_plot(evaluation.confidence)
    yield coverage_plot(evaluation.confidence)
    if evaluation.learning_curve:
        yield learning_curve_plot(evaluation.learning_curve)


def scores_plot(scores: Scores, colours: Mapping[str, str]) -> Plot:
    """Show F1 of each label and macro-F1 with their intervals, each label in its colour."""
    overall = scores.overall["macro_f1"]
    rows = [(label, scores.by_label[label].f1, colours[label]) for label in scores.labels]
    rows.append(("macro-F1", overall, INK))
    places = range(len(rows) - 1, -1, -1)
    series = [
        Series(name, colour, [(score.value, float(y))], "none", across=[(score.low, score.high)])
        for y, (name, score, colour) in zip(places, rows, strict=True)
    ]
    lowest = min(score.low for _, score, _ in rows)
    told = "; ".join(f"{name} {score.value:.2f} ({score.low:.2f} to {score.high:.2f})" for name, score, _ in rows)
    names = [name for name, _, _ in rows][::-1]
    x_range = (max(0.0, np.floor(lowest * 10 - 0.5) / 10), 1.0)
    return Plot(
        "scores", "F1 by label", told, "F1 with 95 % interval", "", x_range, (-0.6, len(rows) - 0.4), series, names
    )


def reliability_plot(confidence: Confidence) -> Plot:
    """Show how often the model is right against how sure it is."""
    bins = confidence.bins.to_dict("records")
    points = [(one["confidence"], one["accuracy"]) for one in bins]
    low = np.floor(min(min(point) for point in points) * 10) / 10
    told = "; ".join(
        f"sure {one['confidence']:.2f}, right {one['accuracy']:.2f}, {one['sentences']} sentences" for one in bins
    )
    series = [
        Series("as sure as right", INK, [(low, low), (1, 1)], "dashed", marked=False),
        Series("this model", MAIN, points),
    ]
    return Plot(
        "reliability", "Is it as often right as it is sure?", told, "mean confidence", "share that is right",
        (low, 1.02), (low, 1.02), series,
    )  # fmt: skip


def coverage_plot(confidence: Confidence) -> Plot:
    """Show the accuracy of the sentences that are kept against the share that is kept."""
    points = list(zip(confidence.curve["coverage"], confidence.curve["accuracy"], strict=True))
    wanted = confidence.target_accuracy
    series = [
        Series(f"target: {wanted:g}", INK, [(0, wanted), (1, wanted)], "dashed", marked=False),
        Series("this model", MAIN, points),
    ]  # fmt: skip
    if confidence.accuracy:
        series.append(
            Series("its threshold", "#D55E00", [(confidence.coverage.value, confidence.accuracy.value)], "none")
        )
    low = np.floor(min([*(accuracy for _, accuracy in points), wanted]) * 20 - 0.5) / 20
    told = "; ".join(f"{coverage:.0%} kept, {accuracy:.2f} right" for coverage, accuracy in points)
    return Plot(
        "coverage", "What is gained by leaving doubtful sentences out", told, "share of sentences kept",
        "accuracy of those kept", (0, 1.02), (max(0.0, low), 1.005), series,
    )  # fmt: skip


def learning_curve_plot(curve: LearningCurve) -> Plot:
    """Show macro-F1 against the number of training sentences, and the fitted law."""
    scores = list(curve.points["macro_f1"])
    points = [(float(n), score.value) for n, score in zip(curve.points["sentences"], scores, strict=True)]
    bounds = [(score.low, score.high) for score in scores]
    end = points[-1][0] + MORE
    series = [Series("trained", MAIN, points, "none", up=bounds)]
    if curve.law:
        along = np.linspace(points[0][0], end * 1.1, 60)
        law = [(float(n), float(curve.law(n))) for n in along]
        series.insert(0, Series("fitted law", INK, law, "dashed", marked=False))
    heights = [*(low for low, _ in bounds), *(high for _, high in bounds)]
    y_range = (np.floor(min(heights) * 20 - 0.5) / 20, min(1.0, np.ceil(max(heights) * 20 + 0.5) / 20))
    told = "; ".join(f"{n:.0f} sentences {score:.3f}" for n, score in points)
    return Plot(
        "learning_curve", "Would more labels help?", told, "training sentences", "macro-F1",
        (0, end * 1.12), y_range, series,
    )  # fmt: skip
