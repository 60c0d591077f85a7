"""Whether the older model may have learned from the sentences that it is compared on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from duiding.corpus import fingerprint, training_part
from duiding.store import Manifest
from train.comparison.parts import Parts


def doubts(name: str, old: Manifest, corpus: pd.DataFrame, parts: Parts) -> Iterator[str]:
    """Tell, a line each, where the older model has learned from test sentences, as far as its manifest shows.

    Sources are known again by file name; what it learned from under another name can't be known.

    Args:
        name: what the older model is called.
        old: its manifest.
        corpus: all sentences.
        parts: what they are parted into.

    """
    learned = {Path(source).name: n for source, n in old.corpus.sources.items()}
    put_aside = {Path(source).name: share for source, share in old.corpus.held_out.items()}
    from_all = old.corpus.sha256 == fingerprint(training_part(corpus))
    for source, rows in parts.test.groupby("source", sort=False):
        file, share = Path(str(source)).name, parts.held_out.get(str(source))
        if share is not None:
            flattered = from_all or (file in learned and put_aside.get(file, 0.0) < share)
        else:
            flattered = learned.get(file, 0) > int((parts.training["source"] == source).sum())
        if flattered:
            yield (
                f"Warning: {name} learned from {learned.get(file, 'all')} sentences of {source}, probably from some of the {len(rows)} "
                "that it is compared on here as well: the comparison flatters it there."
            )
