"""Whether the older model has learned from the articles that it is compared on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from duiding import Model

_HALF = 0.5  # of an article's sentences: wires repeat single ones


def doubts(name: str, old: Model, test: pd.DataFrame) -> Iterator[str]:
    """Tell, a line a source, of how many test articles the older model has learned from half of the sentences or more.

    Args:
        name: what the older model is called.
        old: the older model; it remembers its training sentences, whatever file they came from.
        test: the sentences that it is compared on.

    """
    if old.reference is None or not len(old.reference.sentences):
        yield f"Whether {name} learned from these articles can't be told: it does not remember its training sentences."
        return
    seen = test.assign(seen=old.reference.has(list(test["text"])))
    for source, rows in seen.groupby("source", sort=False):
        known = rows.groupby("article_id")["seen"].mean() >= _HALF
        if known.any():
            yield (
                f"Warning: {name} learned from {int(known.sum())} of the {len(known)} articles of {source} that it is compared on: "
                "the comparison flatters it there."
            )
