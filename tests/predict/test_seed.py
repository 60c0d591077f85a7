"""Sentences of the seed article that anyone would agree on come out right with the shipped corpus."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import duiding

SEED = Path(__file__).parents[2] / "seeds" / "000_93b1d2fb4bde249c.txt"


@pytest.fixture(scope="module")
def article(trained: Path) -> pd.DataFrame:
    return duiding.load(trained).predict_article(SEED.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("in het Zwitserse Genève", "diplomatic"),
        ("“Diplomatie is niet dood.”", "diplomatic"),
        ("Aanval ‘elk moment’ mogelijk", "escalatory"),
        ("elk moment een aanval op Oekraïne kan lanceren", "escalatory"),
        ("100.000 Russische soldaten", "escalatory"),
        pytest.param(
            "zware economische gevolgen",
            "sanction",
            marks=pytest.mark.xfail(
                strict=True,
                reason="read as escalatory, and said to be uncertain, since the encoder reads it in its article",
            ),
        ),
        ("Dat heeft een medewerker van het Amerikaanse ministerie medegedeeld.", "other"),
    ],
)
def test_what_anyone_would_agree_on(article: pd.DataFrame, words: str, label: str) -> None:
    rows = article[article["text"].str.contains(words, regex=False)]
    assert list(rows["label"]) == [label]
