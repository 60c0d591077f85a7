"""Our corpus under labels that are not ours: sentences with ``article_id``, ``text``, ``label``, ``split``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

TONE = Path(__file__).with_name("tone.csv")


def frame_or_none(corpus: pd.DataFrame) -> pd.DataFrame:
    """Ask only whether a sentence has a frame."""
    return corpus.assign(label=np.where(corpus["label"] == "other", "none", "frame"))


def six_kinds(corpus: pd.DataFrame) -> pd.DataFrame:
    """Part what has no frame into background of a conflict, foreign affairs, and elsewhere, as the column ``hard`` does."""
    kinds = {"conflict background": "background", "foreign affairs": "foreign affairs"}
    other = corpus["hard"].map(kinds).fillna("elsewhere")
    return corpus.assign(label=corpus["label"].where(corpus["label"] != "other", other))


def tone(corpus: pd.DataFrame) -> pd.DataFrame:
    """Take 1,133 headlines on the economy, each by itself, as telling something good, bad, or neither."""
    read = corpus.merge(pd.read_csv(TONE, dtype=str), on=["article_id", "sentence_id"], validate="one_to_one")
    alone = [f"{article}/{sentence}" for article, sentence in zip(read["article_id"], read["sentence_id"], strict=True)]
    return read.assign(label=read["tone"], article_id=alone, split="test")


LABELLINGS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "frame or none": frame_or_none,
    "six kinds": six_kinds,
    "tone": tone,
}
