"""Whether a corpus is enough to learn from, or fit to test on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from duiding.errors import DuidingError, InputError, TooFewError, UnknownLabelError
from duiding.labels import in_order

if TYPE_CHECKING:
    import pandas as pd


def check_enough(corpus: pd.DataFrame, folds: int) -> None:
    """See that a corpus has two labels or more, each in at least as many articles as there are folds.

    Raises:
        DuidingError: it has not; the label and the numbers are named.

    """
    if not len(corpus):
        raise InputError("No sentence is for training: all are marked for testing.")
    labels = in_order(corpus["label"])
    if len(labels) < 2:
        raise DuidingError(
            f"All {len(corpus)} sentences have the label '{labels[0] if labels else ''}': expected at least two labels to tell apart."
        )
    articles = corpus.groupby("label")["article_id"].nunique()
    for label in labels:
        if articles[label] < folds:
            rows = corpus[corpus["label"] == label]
            raise TooFewError(
                f"Label '{label}' occurs in {articles[label]} article(s) ({len(rows)} sentence(s), first {_place(rows)}), fewer than the "
                f"{folds} folds of cross-validation: correct it if it is a slip, label more of it, add sentences that have it, or lower "
                "'folds' in the configuration."
            )


def _place(rows: pd.DataFrame) -> str:
    """Tell where the first of some sentences stands."""
    first = rows.iloc[0]
    where = f"row {first['row']}" if "row" in rows.columns else f"sentence {first['article_id']}/{first['sentence_id']}"
    return f"in {first['source']}, {where}"


def check_same_labels(corpus: pd.DataFrame, labels: Iterable[str], whose: str = "the model") -> None:
    """See that sentences have no label but these.

    Args:
        corpus: the sentences.
        labels: the labels that there are, in order.
        whose: who has no others.

    Raises:
        UnknownLabelError: one has; its source and row are named.

    """
    known = list(labels)
    unknown = corpus.index[~corpus["label"].isin(known)]
    if len(unknown):
        row = corpus.loc[unknown[0]]
        raise UnknownLabelError(
            "%(source)s, sentence %(article)s/%(sentence)s: label '%(unknown)s' is unknown to %(whose)s, which has %(known)s.",
            str(row["label"]),
            source=row["source"],
            article=row["article_id"],
            sentence=row["sentence_id"],
            unknown=row["label"],
            whose=whose,
            known=", ".join(known),
        )
