"""The study of labels other than ours learns from some articles and scores on others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.own_labels.labellings import LABELLINGS, frame_or_none, six_kinds
from benchmarks.own_labels.study import BASELINES, CHOSEN, Run, drawn, study, summary
from duiding.classifier.linear import Setting
from duiding.corpus import read_corpus
from tests.conftest import Command, write_little
from train.config import ROOT, Config, Features, Search
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


def test_a_summary_takes_all_parts_of_a_size_together() -> None:
    def run(article: str, chosen: str) -> Run:
        scored = pd.DataFrame({"article_id": article, "label": list("abab")}).assign(**dict.fromkeys(BASELINES, "a"))
        return Run(50, scored.assign(**{CHOSEN: list(chosen)}), 0.8, 0.7, Candidate(Features(), Setting()))

    (row,) = summary([run("one", "abab"), run("two", "abbb")])
    assert row[:2] == ["50", "2"]
    assert row[2].startswith("0.873 [0.733, 1.000]")  # of eight sentences one is wrong; one article or the other alone
    assert row[3:6] == ["0.333"] * 3
    assert row[6].startswith("+0.540 [")
    assert row[9:] == ["0.800", "0.700"]


@pytest.mark.usefixtures("tiny_encoder")
def test_each_sentence_of_the_test_part_is_scored_once_a_size_by_others(command: Command) -> None:
    corpus = read_corpus([write_little(command.folder / "own.csv")]).assign(split="test")
    few = Config(features=Features(blocks=["characters"]), search=Search(C=[1.0], class_weight=[0.5]))
    runs = list(study(corpus, [8, 12], 2, few))
    for size in (8, 12):
        scored = pd.concat([one.scored for one in runs if one.sentences == size])
        assert sorted(zip(scored["article_id"], scored["label"], strict=True)) == sorted(
            zip(corpus["article_id"], corpus["label"], strict=True)
        )


@pytest.mark.usefixtures("tiny_encoder")
def test_labels_of_a_user_are_studied_too(command: Command) -> None:
    write_little(command.folder / "own.csv")
    (command.folder / "own.toml").write_text(
        "[features]\nblocks = ['characters']\n[search]\nC = [1.0]\nclass_weight = [0.5]\n"
    )
    words = ("benchmarks.own_labels", "--data", "own.csv", "--config", "own.toml", "--size", "16", "--size", "500")
    done = command(*words, "--parts", "2")
    assert done.returncode == 0, done.stderr
    assert "500 sentences are too many to learn from 24: left out" in done.stderr
    assert "your labels: macro-F1 on sentences of other articles" in done.stdout
