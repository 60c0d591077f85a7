"""The shipped corpus is what its card says: no repeats, no leaks, frames rather than names."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import f1_score

from duiding.labels import SHIPPED
from tests.data.checks import alike, countries_named, most_repeated, overlaps

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "real-sentences.csv"
COLUMNS = [
    "article_id",
    "sentence_id",
    "text",
    "label",
    "subject",
    "date",
    "register",
    "outlet",
    "section",
    "split",
    "rule",
    "hard",
]


@pytest.fixture(scope="module")
def corpus() -> pd.DataFrame:
    return pd.read_csv(ROOT / "data" / "corpus.csv", dtype=str, keep_default_na=False)


def test_columns_and_labels(corpus: pd.DataFrame) -> None:
    assert list(corpus.columns) == COLUMNS
    assert set(corpus["label"]) == set(SHIPPED.names)
    assert set(corpus["split"]) == {"train", "test"}
    assert corpus["date"].str.fullmatch(r"\d{4}-(0[1-9]|1[0-2])").all()
    assert set(corpus["rule"]) == {"", *map(str, range(1, 13))}
    assert (corpus.groupby("article_id")["split"].nunique() == 1).all()
    assert not corpus.duplicated(["article_id", "sentence_id"]).any()


def test_size_and_spread(corpus: pd.DataFrame) -> None:
    whole = corpus[corpus["section"] != "set"]
    print(f"\n{len(corpus)} sentences, {whole['article_id'].nunique()} articles, {whole['subject'].nunique()} subjects")
    assert len(whole) >= 8000
    assert whole["article_id"].nunique() >= 800
    assert whole.groupby("article_id").size().between(3, 21).all()
    assert whole.loc[whole["section"] == "conflict", "subject"].nunique() >= 120
    assert (whole["section"] == "other").mean() >= 0.20
    assert (corpus["register"] == "headline").sum() >= 1500
    assert corpus.loc[corpus["section"] == "set", "article_id"].nunique() >= 300


def test_shares_of_labels_and_rules(corpus: pd.DataFrame) -> None:
    shares = corpus["label"].value_counts(normalize=True)
    rules = corpus["rule"].value_counts()
    print("\n" + shares.round(3).to_string() + "\nrules: " + rules.to_dict().__repr__())
    assert 0.50 <= shares["other"] <= 0.60
    assert shares.min() >= 0.12
    assert all(rules[str(rule)] >= 60 for rule in range(1, 13))


def test_text_is_composed_and_clean(corpus: pd.DataFrame) -> None:
    for text in corpus["text"]:
        assert unicodedata.is_normalized("NFC", text), text
        assert text == text.strip() and text.isprintable() and "  " not in text, text


def test_no_sentence_stands_twice(corpus: pd.DataFrame) -> None:
    folded = corpus["text"].str.lower().str.replace(r"\W+", " ", regex=True).str.strip()
    assert list(corpus["text"][folded.duplicated(keep=False)]) == []


def test_no_two_articles_share_a_sentence_in_other_words(corpus: pd.DataFrame) -> None:
    assert list(alike(corpus, 0.5, across_splits=False)) == []
    assert list(alike(corpus, 0.3, across_splits=True)) == []


def test_no_phrase_runs_through_the_corpus(corpus: pd.DataFrame) -> None:
    phrase, share = most_repeated(corpus)
    print(f"\nmost repeated six words: '{phrase}' in {share:.2%} of sentences")
    assert share <= 0.003


def test_nothing_is_taken_from_the_seed_article(corpus: pd.DataFrame) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in (ROOT / "seeds").iterdir()]
    assert overlaps(corpus, seeds) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the real sentences stay outside the project")
def test_nothing_is_taken_from_the_real_sentences(corpus: pd.DataFrame) -> None:
    assert overlaps(corpus, pd.read_csv(SHARED)["text"]) == []


def test_countries_that_are_often_named_stand_in_all_labels(
    corpus: pd.DataFrame,
) -> None:
    named = countries_named(corpus, ROOT / "data" / "actors.csv")
    counts = pd.crosstab(named["country"], named["label"])
    often = counts[counts.sum(axis=1) >= 30]
    print(
        f"\n{len(often)} countries are named 30 times or more; the scarcest label of one occurs {often.min(axis=None)} times"
    )
    assert len(often) >= 40
    assert list(often.index[(often == 0).any(axis=1)]) == []


def test_a_country_does_not_decide_a_label(corpus: pd.DataFrame) -> None:
    named = countries_named(corpus, ROOT / "data" / "actors.csv").drop_duplicates("row")
    train = corpus["split"] == "train"
    most = named[named["row"].map(train)].groupby("country")["label"].agg(lambda labels: labels.mode().iloc[0])
    guessed = corpus.index.to_series().map(named.set_index("row")["country"].map(most)).fillna("other")
    score = f1_score(corpus.loc[~train, "label"], guessed[~train], average="macro", zero_division=0.0)
    print(f"\nmost frequent label of the country named: macro-F1 {score:.3f}")
    assert score < 0.35


def test_test_subjects_are_unseen_in_training(corpus: pd.DataFrame) -> None:
    by_split = corpus.groupby("subject")["split"].agg(set)
    unseen = by_split.index[by_split.map(lambda splits: splits == {"test"})]
    conflicts = corpus[corpus["subject"].isin(unseen) & (corpus["section"] == "conflict")]
    print(f"\n{conflicts['subject'].nunique()} conflicts stand in the test part alone ({len(conflicts)} sentences)")
    assert conflicts["subject"].nunique() >= 15
