"""Peers learn, are measured alike, and one that is not installed is listed as such."""

from __future__ import annotations

import contextlib
import importlib.util
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import duiding
from benchmarks.peers.folder import write_folder
from duiding.errors import DuidingError
from evaluate.peers import NotInstalledError, Peer, contest, makers
from evaluate.peers.contest import measure
from evaluate.peers.fast_text import FastText
from evaluate.peers.ours import Ours
from evaluate.peers.set_fit import ContrastiveFineTuned, balanced
from evaluate.peers.simple import Majority
from evaluate.peers.textcat import TextCat
from evaluate.peers.transformer import FineTuned, Frozen, Transformer
from evaluate.peers.word_tfidf import WordTfidf
from tests.conftest import LITTLE
from tests.encoders import tiny_arrays, tiny_pieces
from train.encoder.base import Base
from train.encoder.sources import read_base
from train.encoder.vocabulary import make_tokenizer


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
    us, missing, majority = found.results
    assert [missing.name, majority.name] == ["absent", "majority"]
    assert missing.missing == "pip install '.[peers]' (absent)"
    assert found.to_metrics()["results"][1]["macro_f1"] is None
    assert us.macro_f1 and us.macro_f1.value == 1
    assert us.difference is None
    assert majority.macro_f1 and majority.difference
    assert majority.difference.value == pytest.approx(majority.macro_f1.value - 1)


def test_all_peers_have_the_same_budget(little_model: Path) -> None:
    budgets = set()
    for make in makers(duiding.load(little_model).classifier).values():
        with contextlib.suppress(NotInstalledError):
            budgets.add(len(make().settings))
    assert len(budgets - {1}) == 1


def test_each_file_of_test_sentences_is_judged_by_itself(little_corpus: pd.DataFrame) -> None:
    easy = little_corpus[little_corpus["label"] == "other"].assign(source="easy.csv")
    hard = little_corpus.assign(source="hard.csv")
    test = pd.concat([easy, hard], ignore_index=True)
    training = pd.concat([little_corpus, easy], ignore_index=True)  # most are "other"
    found = contest({"majority": Majority}, training, test, predicted=list(test["label"]))
    assert found.files == ["easy.csv", "hard.csv"]
    majority = found.results[1].files
    assert (majority["easy.csv"].macro_f1.value, majority["easy.csv"].accuracy) == (1, 1)
    assert majority["hard.csv"].accuracy == pytest.approx(1 / 3)
    assert majority["hard.csv"].labels == {"diplomatic": (0, 8), "escalatory": (0, 8), "other": (0.5, 8)}
    difference = majority["hard.csv"].difference
    assert difference and difference.value == pytest.approx(1 / 6 - 1)
    told = found.to_metrics()["results"][1]
    assert told["files"]["hard.csv"]["labels"]["other"] == {"f1": 0.5, "support": 8}
    assert "predicted" not in told


def test_peers_are_chosen_by_words_of_their_names_and_an_unknown_one_is_refused(little_model: Path) -> None:
    classifier = duiding.load(little_model).classifier
    assert list(makers(classifier, wanted=["tf-idf", "MAJORITY"])) == [Majority.name, WordTfidf.name]
    with pytest.raises(DuidingError, match="No peer is called 'bert'; there are: majority"):
        makers(classifier, wanted=["bert"])


def test_a_balanced_draw_has_as_many_of_each_label_all_of_a_rare_one_and_is_the_same_again() -> None:
    labels = ["other"] * 30 + ["sanction"] * 2 + ["diplomatic"] * 10
    drawn = balanced(labels, 15)
    assert Counter(labels[row] for row in drawn) == {"other": 5, "sanction": 2, "diplomatic": 5}
    assert len(set(drawn)) == len(drawn)
    assert list(drawn) == list(balanced(labels, 15))
    assert list(drawn[:5]) != [0, 1, 2, 3, 4]  # by chance, and not the first


def test_setfit_takes_part_with_each_number_of_sentences(little_model: Path) -> None:
    found = makers(duiding.load(little_model).classifier, "folder", ["SetFit"])
    assert list(found) == ["SetFit (64 sentences)", "SetFit (256 sentences)", "SetFit (1,000 sentences)"]


def test_a_transformer_without_base_or_packages_is_listed_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Transformer, "packages", ("json",))
    with pytest.raises(NotInstalledError, match="--base"):
        FineTuned(None)
    monkeypatch.setattr(Transformer, "packages", ("json", "no_such_package"))
    with pytest.raises(NotInstalledError, match=r"no_such_package"):
        FineTuned("folder")


@pytest.fixture(scope="module")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder of two layers with weights by chance and the words of the little corpus."""
    words = dict.fromkeys(word for texts in LITTLE.values() for text in texts for word in text.split())
    pieces = tiny_pieces() + [f"▁{word}" for word in words]
    scores = [-1.0] * len(pieces)
    base = Base("tiny", 12, 1e-12, tiny_arrays(len(pieces), layers=2), pieces, scores)
    folder = tmp_path_factory.mktemp("e5") / "tiny"
    write_folder(base, make_tokenizer(pieces, scores), folder)
    return folder


def test_a_base_written_as_hugging_faces_is_read_as_it_was(small_base: Path) -> None:
    arrays = read_base(str(small_base)).arrays
    expected = tiny_arrays(len(arrays["emb.word"]), layers=2)
    assert set(arrays) == set(expected)
    assert all(np.array_equal(arrays[name], expected[name]) for name in expected)


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("torch", "transformers")),
    reason="transformers is in the extra 'transformers'",
)
@pytest.mark.parametrize("make", [Frozen, FineTuned, ContrastiveFineTuned])
def test_transformers_learn_and_label_in_the_order_of_the_texts(
    make: type[Frozen | FineTuned | ContrastiveFineTuned], small_base: Path, repeated: pd.DataFrame
) -> None:
    try:
        peer = make(str(small_base))
    except NotInstalledError as error:
        pytest.skip(str(error))
    items = peer.prepare(list(repeated["text"]))
    peer.fit(items, list(repeated["label"]), list(repeated["article_id"]), peer.settings[-1])
    together = peer.predict(items)
    assert set(together) <= set(repeated["label"])
    assert together[:3] == [peer.predict([item])[0] for item in items[:3]]
    assert peer.size() > 1000
