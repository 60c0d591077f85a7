"""Peers learn, are measured alike, and one that is not installed is listed as such."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import duiding
from evaluate.peers import NotInstalledError, Peer, contest, makers
from evaluate.peers.contest import measure
from evaluate.peers.fast_text import FastText
from evaluate.peers.ours import Ours
from evaluate.peers.peer import BUDGET
from evaluate.peers.simple import Majority
from evaluate.peers.textcat import TextCat
from evaluate.peers.word_tfidf import WordTfidf
from tests.conftest import LITTLE


@pytest.fixture
def repeated(little_corpus: pd.DataFrame) -> pd.DataFrame:
    """The little corpus twice, the second time in articles of their own, so that what is learned can be found again."""
    return pd.concat(
        [
            little_corpus,
            little_corpus.assign(article_id="b" + little_corpus["article_id"]),
        ],
        ignore_index=True,
    )


@pytest.mark.parametrize("make", [WordTfidf, TextCat])
def test_a_peer_learns(make: Callable[[], Peer], repeated: pd.DataFrame) -> None:
    result = measure(make(), repeated, repeated)
    assert result.macro_f1 is not None
    assert result.macro_f1.value > 0.9  # tested on what it learned
    assert result.megabytes > 0
    assert result.sentences_a_second > 0


def test_the_model_itself_takes_part_under_the_same_rules(repeated: pd.DataFrame, little_model: Path) -> None:
    result = measure(Ours(duiding.load(little_model).classifier), repeated, repeated)
    assert result.macro_f1 is not None
    assert result.macro_f1.value > 0.9
    assert result.megabytes > 5  # the spaCy pipeline that it reads with is counted


@pytest.mark.skipif(
    importlib.util.find_spec("fasttext") is None,
    reason="fastText is in the extra 'peers'",
)
def test_fasttext_learns(repeated: pd.DataFrame) -> None:
    peer = FastText()
    items = peer.prepare(list(repeated["text"]))
    peer.fit(items, list(repeated["label"]), list(repeated["article_id"]), (1, 50))
    assert set(peer.predict(items)) <= set(repeated["label"])
    assert peer.size() > 0


def test_majority_is_the_most_frequent_label(little_corpus: pd.DataFrame) -> None:
    training = little_corpus[(little_corpus["label"] != "other") | (little_corpus.index % 2 == 0)]
    training = training[(training["label"] != "diplomatic") | (training.index % 2 == 0)]
    assert measure(Majority(), training, little_corpus).macro_f1 is not None
    peer = Majority()
    peer.fit([], list(training["label"]), [], None)
    assert peer.predict(["x", "y"]) == ["escalatory", "escalatory"]


KNOWN = {text: label for label, texts in LITTLE.items() for text in texts}


class Tuned:
    """Right only with its second setting; notes what it is fitted on."""

    name = "tuned"
    settings: Sequence[Any] = ("poor", "good", "poor")

    def __init__(self) -> None:
        self.fitted: list[tuple[int, str]] = []

    def prepare(self, texts: Sequence[str], articles: Sequence[Any] | None = None) -> Sequence[Any]:
        return texts

    def fit(
        self,
        items: Sequence[Any],
        labels: Sequence[str],
        articles: Sequence[str],
        setting: Any,
    ) -> None:
        self.fitted.append((len(items), setting))
        self.setting = setting

    def predict(self, items: Sequence[Any]) -> list[str]:
        return [KNOWN[item] if self.setting == "good" else "other" for item in items]

    def size(self) -> int:
        return 1


def test_the_setting_is_chosen_on_held_out_training_articles_and_then_trained_on_all(
    little_corpus: pd.DataFrame,
) -> None:
    peer = Tuned()
    result = measure(peer, little_corpus, little_corpus)
    assert result.setting == "good"
    assert [setting for _, setting in peer.fitted] == ["poor", "good", "poor", "good"]
    assert peer.fitted[-1][0] == len(little_corpus)
    assert all(count < len(little_corpus) for count, _ in peer.fitted[:-1])


def test_a_peer_that_is_not_installed_is_listed(little_corpus: pd.DataFrame) -> None:
    def absent() -> Peer:
        raise NotInstalledError("pip install '.[peers]' (absent)")

    truth = list(little_corpus["label"])
    found = contest(
        {"absent": absent, "majority": Majority},
        little_corpus,
        little_corpus,
        predicted=truth,
    )
    assert [one.name for one in found.results] == ["absent", "majority"]
    assert found.results[0].missing == "pip install '.[peers]' (absent)"
    assert found.to_metrics()["results"][0]["macro_f1"] is None
    majority = found.results[1]
    assert majority.macro_f1 and majority.difference
    assert majority.difference.value == pytest.approx(majority.macro_f1.value - 1)


def test_all_peers_have_the_same_budget(little_model: Path) -> None:
    for name, make in makers(duiding.load(little_model).classifier).items():
        try:
            assert len(make().settings) in (1, BUDGET), name
        except NotInstalledError:
            continue
