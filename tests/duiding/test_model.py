"""A model labels articles one by one, many at once and as a stream, alone and from several threads, always alike."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from sklearn.base import clone, is_classifier

import duiding
from duiding import Model
from duiding.errors import InputError
from duiding.prediction import Article, Batch, Predicted, label_articles, labelling

ARTICLES = [
    "De ministers praten in Wenen over vrede. Raketten troffen de stad.",
    "Het regent. De trein reed niet. De gezant bemiddelt.",
    "De rebellen vielen aan.",
]


@pytest.fixture(scope="module")
def model(little_model: Path) -> Model:
    return duiding.load(little_model)


def test_it_tells_what_it_is(model: Model, little_model: Path) -> None:
    assert model.folder == little_model
    assert model.name == model.manifest.identity
    assert model.name.startswith("little@")
    assert model.labels == ["diplomatic", "escalatory", "other"] == model.manifest.labels
    assert duiding.Model is Model
    assert isinstance(model, Model)


def test_many_articles_give_the_rows_of_each(model: Model) -> None:
    together = model.predict(ARTICLES)
    apart = [model.predict_article(text, str(number)) for number, text in enumerate(ARTICLES, 1)]
    pd.testing.assert_frame_equal(together, pd.concat(apart, ignore_index=True))
    assert list(together["article_id"]) == ["1", "1", "2", "2", "2", "3"]
    assert set(together["model"]) == {model.name}
    named = model.predict([Article("a", ARTICLES[0]), Article("b", ARTICLES[1])])
    assert list(named["label"]) == list(together["label"][:5])
    assert list(named["article_id"]) == ["a"] * 2 + ["b"] * 3


def test_no_articles_give_no_rows_under_the_same_columns(model: Model) -> None:
    assert list(model.predict([]).columns) == list(model.predict(ARTICLES).columns)
    assert len(model.predict([])) == 0


def test_a_stream_is_read_no_further_than_it_must(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelling, "BATCH", 4)
    read = []

    def texts() -> Iterator[str]:
        for number in range(100):
            read.append(number)
            yield "Het regent. De trein reed niet."

    stream = model.stream(texts())
    assert [one.label for one in next(stream).sentences] == list(
        model.predict(["Het regent. De trein reed niet."])["label"]
    )
    assert len(read) <= 4


@pytest.mark.parametrize(("articles", "message"), [("Het regent.", "put it in a list"), ([" "], "holds no text")])
def test_what_is_no_article_is_refused(model: Model, articles: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        model.predict(articles)


def test_an_overlong_text_is_refused_without_a_word_of_the_command_line(model: Model) -> None:
    with pytest.raises(InputError) as caught:
        model.predict_article("x" * 1_000_001)
    assert "1,000,001 characters" in str(caught.value)
    assert "--" not in str(caught.value)


def test_several_threads_may_use_one_model(model: Model) -> None:
    texts = [f"De ministers praten in Wenen. Raketten troffen dorp {number}." for number in range(40)]
    expected = model.predict(texts)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda _: model.predict(texts), range(8)))
    finally:
        sys.setswitchinterval(switch)
    for one in found:
        pd.testing.assert_frame_equal(one, expected)


def row(article_id: str, number: int, context: bool = True) -> Article:
    return Article(article_id, f"Zin {number} telt.", whole=True, number=number, context=context)


def batches_of(model: Model, articles: list[Article]) -> list[Batch]:
    """The batches that the labelling of articles is worked out in."""
    seen: list[Batch] = []

    def predict(batches: Iterator[Batch]) -> Iterator[Predicted]:
        for batch in batches:
            seen.append(batch)
            yield Predicted(model.predict_proba(*batch))

    labelled = list(label_articles(model.classifier, articles, predict))
    assert [one.article for one in labelled] == articles
    return seen


def test_batches_hold_whole_articles_and_tell_them_apart(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelling, "BATCH", 3)
    monkeypatch.setattr(labelling, "_LARGEST", 6)
    found = batches_of(model, [Article(str(number), text) for number, text in enumerate(ARTICLES)])
    assert [groups for _, groups in found] == [[0, 0, 1, 1, 1], [0]]
    rows = [row("a", 1), row("a", 2), row("b", 1), row("b", 2), row("c", 1)]
    assert [groups for _, groups in batches_of(model, rows)] == [[0, 0, 1, 1], [0]]
    endless = [row("a", number) for number in range(1, 9)]
    assert [groups for _, groups in batches_of(model, endless)] == [[0] * 6, [0] * 2]
    lines = [row("a", number, context=False) for number in range(1, 5)]
    assert [groups for _, groups in batches_of(model, lines)] == [[0, 1, 2], [0]]


def test_what_a_model_says_of_a_sentence_it_explains(model: Model) -> None:
    (why,) = model.explain(["Raketten troffen de stad."])
    assert why.label == model.predict(["Raketten troffen de stad."])["label"][0]
    assert model.labels == list(why.labels)


def test_what_is_trained_becomes_a_classifier_of_scikit_learn_when_asked(little_model: Path) -> None:
    model = duiding.load(little_model)
    before = model.predict_proba(["Raketten troffen de haven."])
    classifier = model.classifier
    assert is_classifier(classifier)
    assert clone(classifier).get_params() == classifier.parameters()
    assert (classifier.predict_proba(["Raketten troffen de haven."]) == before).all()
    classifier.set_target_accuracy(0.0)
    assert model.trained.threshold_ == model.classifier.threshold_ == classifier.threshold_ == 0
