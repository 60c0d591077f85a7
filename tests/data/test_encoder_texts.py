"""What is there for an encoder alone is as clean as the corpus, and none of it resembles what it is tested on."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from duiding.labels import SHIPPED
from tests.data.checks import alike, countries_named, most_repeated, overlaps

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REAL = [SHARED / "real-sentences.csv", SHARED / "news" / "sentences.csv", SHARED / "news" / "articles.csv"]


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    names = ("corpus", "in-context", "single")
    return {name: read(ROOT / "data" / f"{name}.csv") for name in names}


@pytest.fixture(scope="module")
def corpus(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["corpus"]


@pytest.fixture(scope="module")
def articles(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["in-context"]


@pytest.fixture(scope="module")
def single(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["single"]


@pytest.fixture(scope="module")
def everything(articles: pd.DataFrame, single: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([articles, single], ignore_index=True)


def test_it_has_the_columns_of_the_corpus_and_articles_of_its_own(
    corpus: pd.DataFrame, articles: pd.DataFrame, single: pd.DataFrame, everything: pd.DataFrame
) -> None:
    assert list(articles.columns) == list(single.columns) == list(corpus.columns)
    assert set(everything["label"]) == set(SHIPPED.names)
    assert set(everything["split"]) == {"train"}
    assert everything["date"].str.fullmatch(r"\d{4}-(0[1-9]|1[0-2])").all()
    assert set(everything["article_id"]).isdisjoint(corpus["article_id"])
    numbered = everything.groupby("article_id").cumcount() + 1
    assert (everything["sentence_id"].astype(int) == numbered).all()


def test_articles_are_whole_and_the_others_stand_alone(articles: pd.DataFrame, single: pd.DataFrame) -> None:
    assert articles.groupby("article_id").size().between(3, 21).all()
    assert single["article_id"].is_unique


@pytest.mark.parametrize(("name", "others"), [("in-context", (0.42, 0.52)), ("single", (0.35, 0.45))])
def test_each_label_is_there_in_shares_near_those_of_real_news(
    tables: dict[str, pd.DataFrame], name: str, others: tuple[float, float]
) -> None:
    shares = tables[name]["label"].value_counts(normalize=True)
    assert others[0] <= shares["other"] <= others[1]
    assert shares.min() >= 0.10


def test_its_text_is_composed_and_clean(everything: pd.DataFrame) -> None:
    for text in everything["text"]:
        assert unicodedata.is_normalized("NFC", text), text
        assert text == text.strip() and text.isprintable() and "  " not in text, text


def test_no_sentence_stands_twice_or_in_the_corpus(corpus: pd.DataFrame, everything: pd.DataFrame) -> None:
    texts = pd.concat([corpus["text"], everything["text"]], ignore_index=True)
    folded = texts.str.lower().str.replace(r"\W+", " ", regex=True).str.strip()
    assert list(texts[folded.duplicated(keep=False)]) == []


def test_none_resembles_another_article_or_one_of_the_test_part(corpus: pd.DataFrame, everything: pd.DataFrame) -> None:
    both = pd.concat([corpus, everything], ignore_index=True)
    assert list(alike(both, 0.5, across_splits=False)) == []
    assert list(alike(both, 0.3, across_splits=True)) == []
    assert most_repeated(everything)[1] <= 0.003


def test_nothing_is_taken_from_the_seed_article(everything: pd.DataFrame) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in (ROOT / "seeds").iterdir()]
    assert overlaps(everything, seeds) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the real sentences stay outside the project")
def test_nothing_is_taken_from_real_news(everything: pd.DataFrame) -> None:
    real = [read(path) for path in REAL]
    texts = pd.concat([table[name] for table in real for name in ("text", "before", "title") if name in table])
    assert overlaps(everything, texts) == []


def test_countries_that_are_often_named_stand_in_all_labels(articles: pd.DataFrame, single: pd.DataFrame) -> None:
    for table, countries in ((articles, 30), (single, 20)):
        named = countries_named(table, ROOT / "data" / "actors.csv")
        counts = pd.crosstab(named["country"], named["label"])
        often = counts[counts.sum(axis=1) >= 50]
        assert len(often) >= countries
        assert list(often.index[(often == 0).any(axis=1)]) == []
