"""The study of labels other than ours learns from some articles and scores on others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.own_labels.labellings import LABELLINGS, frame_or_none, six_kinds
from benchmarks.own_labels.study import BASELINES, CHOSEN, Run, drawn, summary
from duiding.classifier.linear import Setting
from duiding.corpus import read_corpus
from tests.conftest import Command, write_little
from train.config import ROOT, Features
from train.feature_sets import Candidate


@pytest.fixture(scope="module")
def corpus() -> pd.DataFrame:
    return read_corpus([ROOT / "data" / "corpus.csv"])


def test_labels_are_regrouped_and_no_sentence_is_lost(corpus: pd.DataFrame) -> None:
    assert set(frame_or_none(corpus)["label"]) == {"frame", "none"}
    kinds = six_kinds(corpus)
    assert kinds["label"].nunique() == 6
    assert len(kinds) == len(corpus)
    assert (kinds["label"] == "sanction").equals(corpus["label"] == "sanction")


def test_every_headline_with_a_tone_is_found_and_stands_alone(corpus: pd.DataFrame) -> None:
    tone = LABELLINGS["tone"](corpus)
    assert len(tone) == tone["article_id"].nunique() == 1133
    assert set(tone["label"]) == {"positief", "neutraal", "negatief"}


def test_whole_articles_are_drawn_up_to_a_size() -> None:
    corpus = pd.DataFrame({"article_id": np.repeat(list("abcdef"), 5)})
    places = drawn(corpus, 12, np.random.default_rng(3))
    assert list(places) == sorted(set(places.tolist()))
    assert sorted(corpus["article_id"].iloc[places].value_counts()) == [2, 5, 5]


def test_a_summary_has_means_and_intervals_of_differences() -> None:
    scores = [(0.7, 0.6, 0.65), (0.8, 0.6, 0.65)]
    candidate = Candidate(Features(), Setting())
    runs = [Run(50, dict(zip((CHOSEN, *BASELINES), one, strict=True)), 0.8, 0.7, candidate) for one in scores]
    (row,) = summary(runs)
    assert row[:5] == ["50", "2", "0.750", "0.600", "0.650"]
    assert row[5] == "+0.150 [-0.485, +0.785]"  # 0.05 * 12.706, a t with one degree of freedom
    assert row[7:] == ["0.800", "0.700"]


@pytest.mark.usefixtures("tiny_encoder")
def test_labels_of_a_user_are_studied_too(command: Command) -> None:
    write_little(command.folder / "own.csv")
    (command.folder / "own.toml").write_text(
        "[features]\nblocks = ['characters']\n[search]\nC = [1.0]\nclass_weight = [0.5]\n"
    )
    words = ("benchmarks.own_labels", "--data", "own.csv", "--config", "own.toml", "--size", "16", "--size", "500")
    done = command(*words, "--runs", "1")
    assert done.returncode == 0, done.stderr
    assert "500 sentences are too many to learn from 24: left out" in done.stderr
    assert "your labels: macro-F1 on sentences of other articles" in done.stdout
