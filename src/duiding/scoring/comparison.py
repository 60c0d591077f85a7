"""Whether one model is better than another on the same articles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from duiding.labels import in_order
from duiding.scoring.metrics import Interval, confusion_by_article, interval, macro_f1, resampled
from duiding.scoring.predictions import Predictions


class McNemar(NamedTuple):
    """Sentences that only the new model has right, those that only the old one has right, and the exact p-value."""

    only_new: int
    only_old: int
    p_value: float


class Comparison(NamedTuple):
    """A model (``new``) beside another (``old``) on the same sentences."""

    new: str
    old: str
    difference: Interval
    mcnemar: McNemar
    changed: pd.DataFrame
    verdict: str
    outcome: str

    def to_metrics(self) -> dict[str, Any]:
        """Give it as it goes into ``metrics.json``."""
        return {
            "against": self.old,
            "outcome": self.outcome,
            "verdict": self.verdict,
            "macro_f1_difference": self.difference.rounded(),
            "mcnemar": {**self.mcnemar._asdict(), "p_value": float(f"{self.mcnemar.p_value:.3g}")},
            "changed": self.changed.to_dict("records"),
        }


def compare(new: Predictions, old: Predictions, names: tuple[str, str], seed: int = 0) -> Comparison:
    """Compare the predictions of two models for the same sentences.

    Args:
        new: predictions of the model that may take over.
        old: predictions of the model that it is held against.
        names: what the two are called, new first.
        seed: random state of the resampling.

    """
    truth = new.truth
    difference = paired_difference(truth, new.predicted, old.predicted, new.articles, seed)
    test = mcnemar(truth, new.predicted, old.predicted)
    outcome = _outcome(difference)
    verdict = _verdict(outcome, difference, test, names)
    return Comparison(*names, difference, test, _changed(new, old), verdict, outcome)


def paired_difference(
    truth: Sequence[str], new: Sequence[str], old: Sequence[str], articles: Sequence[str], seed: int = 0
) -> Interval:
    """Give macro-F1 of ``new`` minus that of ``old``, with its 95 % interval from the same resampled articles for both.

    The paired bootstrap (Efron and Tibshirani 1993; Berg-Kirkpatrick et al. 2012), with whole articles drawn.

    Args:
        truth: the right labels.
        new: labels by the model that may take over.
        old: labels by the model that it is held against.
        articles: the article of each sentence.
        seed: random state of the resampling.

    """
    labels = in_order([*truth, *new, *old])
    counts = [confusion_by_article(truth, predicted, articles, labels) for predicted in (new, old)]
    value = [float(macro_f1(one.sum(axis=0))) for one in counts]
    samples = macro_f1(resampled(np.stack(counts, axis=1), seed=seed))
    return interval(value[0] - value[1], samples[:, 0] - samples[:, 1])


def mcnemar(truth: Sequence[str], new: Sequence[str], old: Sequence[str]) -> McNemar:
    """Test whether two models are right equally often, by the sentences that just one has right (McNemar 1947, exact).

    It takes sentences as independent, which those of one article are not quite; the paired interval is the stricter judge. The exact
    test is the two-sided binomial test of those sentences against one half.

    Args:
        truth: the right labels.
        new: labels by one model.
        old: labels by the other.

    """
    truths = np.asarray(truth)
    new_right, old_right = np.asarray(new) == truths, np.asarray(old) == truths
    only_new, only_old = (int((new_right & ~old_right).sum()), int((old_right & ~new_right).sum()))
    p_value = float(binomtest(only_old, only_new + only_old).pvalue) if only_new + only_old else 1.0
    return McNemar(only_new, only_old, p_value)


def _outcome(difference: Interval) -> str:
    if difference.low > 0:
        return "better"
    return "worse" if difference.high < 0 else "undecided"


def _verdict(outcome: str, difference: Interval, test: McNemar, names: tuple[str, str]) -> str:
    new, old = names
    if test.only_new + test.only_old == 0 and math.isclose(difference.value, 0, abs_tol=1e-12):
        return f"{new} and {old} have the same sentences right."
    figures = (
        f"macro-F1 {difference.value:+.3f} [{difference.low:+.3f}, {difference.high:+.3f}]; right where the other is wrong: "
        f"{test.only_new} against {test.only_old} sentences, McNemar p = {test.p_value:.2g}"
    )
    if outcome == "undecided":
        return f"No difference between {new} and {old} is shown: {figures}."
    return f"{new} is {outcome} than {old}: {figures}."


def _changed(new: Predictions, old: Predictions) -> pd.DataFrame:
    """List the sentences with another label than before: those made worse first, then those made better."""
    rows = new.sentences[["article_id", "sentence_id", "text", "label"]].assign(
        old=old.predicted, new=new.predicted, probability=new.sentences["probability"].round(4)
    )
    rows = rows[rows["old"] != rows["new"]]
    change = np.where(
        rows["new"] == rows["label"], "better", np.where(rows["old"] == rows["label"], "worse", "neither")
    )
    rank = {"worse": 0, "better": 1, "neither": 2}
    return (
        rows.assign(change=change)
        .sort_values(by=["change", "probability"], key=lambda c: c.map(rank) if c.name == "change" else -c)
        .reset_index(drop=True)
    )
