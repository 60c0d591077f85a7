"""An explanation accounts for all of a decision, word by word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiding.classifier import FrameClassifier
from duiding.features import BLOCKS, FrameFeatures, View
from duiding.lexicon import Entry

pytestmark = pytest.mark.usefixtures("tiny_encoder")
LEXICON = [
    Entry("oorlog", "lemma", "assault", "escalatory"),
    Entry("raket", "prefix", "weapon", "escalatory"),
    Entry("bestoken", "lemma", "assault", "escalatory"),
    Entry("vrede", "lemma", "agree", "diplomatic"),
    Entry("staakt-het-vuren", "lemma", "agree", "diplomatic"),
    Entry("rusland", "word", "actor-state", "other"),
]
SENTENCES = [
    "Rusland dreigde niet met een oorlog, zei het leger: ‘Wij willen vrede.’",
    "De raketten en de raketaanval troffen in 2022 drie steden!",
    "Het regent.",
    "",
    "x" * 3000,
    "Vrede, oorlog, vrede, oorlog en oorlog; oorlog zonder vrede.",
]


def fitted(corpus: pd.DataFrame, **settings: Any) -> FrameClassifier:
    classifier = FrameClassifier(**{"folds": 2, "min_df": 1, "lexicon": LEXICON, **settings})
    return classifier.fit(list(corpus["text"]), list(corpus["label"]))


def placed_in(features: FrameFeatures, block: str, seen: View) -> list[tuple[str, tuple[int, ...]]]:
    (one,) = [one for one in features.made_blocks() if one.name == block]
    return list(one.placed(seen))


@pytest.mark.parametrize("model", ["logistic", "svm"])
@pytest.mark.parametrize("labels", [["escalatory", "other"], ["diplomatic", "escalatory", "other"]])
@pytest.mark.parametrize("blocks", [*([block] for block in BLOCKS), list(BLOCKS)], ids=", ".join)
def test_contributions_add_up_to_the_decision_value(
    little_corpus: pd.DataFrame, model: str, labels: list[str], blocks: list[str]
) -> None:
    corpus = little_corpus[little_corpus["label"].isin(labels)]
    classifier = fitted(corpus, model=model, blocks=blocks, block_weights={"lexicon": 0.5})
    decisions = classifier.decision_function(SENTENCES)
    for explanation, decision in zip(classifier.explain(SENTENCES), decisions, strict=True):
        total = explanation.by_word.sum(axis=0) + sum(explanation.elsewhere.values()) + explanation.intercept
        np.testing.assert_allclose(total, decision, rtol=0, atol=1e-12)
        np.testing.assert_allclose(explanation.decision, decision, rtol=0, atol=1e-12)
        first, second = labels.index(explanation.label), labels.index(explanation.runner_up)
        ahead = explanation.by_word[:, first] - explanation.by_word[:, second]
        np.testing.assert_array_equal(explanation.margin, ahead)


def test_an_explanation_is_of_the_label_that_is_predicted(
    little_corpus: pd.DataFrame,
) -> None:
    for calibration in ("temperature", "sigmoid"):
        classifier = fitted(little_corpus, calibration=calibration)
        rows = classifier.predict_proba(SENTENCES)
        for explanation, row in zip(classifier.explain(SENTENCES), rows, strict=True):
            order = np.argsort(-row, kind="stable")
            assert [explanation.label, explanation.runner_up] == [str(classifier.classes_[i]) for i in order[:2]]


@pytest.mark.parametrize("block", ["words", "characters", "lexicon"])
def test_blocks_made_of_words_are_placed_term_by_term_as_they_are_counted(
    little_corpus: pd.DataFrame, block: str
) -> None:
    classifier = fitted(little_corpus, blocks=["words", "characters", "lexicon"])
    features = classifier.features_
    names = features.get_feature_names_out()
    columns = features.columns()[block]
    assert {name.split(": ")[0] for name in names[columns.start : columns.stop]} == {block}
    for parsed in classifier.parser().stream(SENTENCES[:3]):
        row = features.transform([parsed])
        filled = {names[column].split(": ", 1)[1] for column in row.indices if column in columns}
        placed = {name for name, _ in placed_in(features, block, features.view(parsed))}
        assert filled <= placed


def test_a_run_of_words_is_credited_to_just_those_words(
    little_corpus: pd.DataFrame,
) -> None:
    classifier = fitted(little_corpus, blocks=["words"])
    parsed = next(classifier.parser().stream(["De minister praat over vrede."]))
    placed = dict(placed_in(classifier.features_, "words", classifier.features_.view(parsed)))
    assert placed["vrede"] == (4,)
    assert placed["over vrede"] == (3, 4)
    assert placed["^ de"] == (0,)
    assert placed["vrede $"] == (4,)


def test_a_contribution_by_hand(little_corpus: pd.DataFrame) -> None:
    corpus = little_corpus[little_corpus["label"].isin(["escalatory", "other"])]
    classifier = fitted(corpus, blocks=["words"], word_ngrams=(1, 1))
    explanation = classifier.explain(["Oorlog oorlog!"])[0]
    names = list(classifier.features_.get_feature_names_out())
    coefficient = classifier.linear_.coefficients[1, names.index("words: oorlog")]
    # One term fills the row, so its TF-IDF is 1 after scaling; its two occurrences share the product.
    np.testing.assert_allclose(explanation.by_word[:, 1], [coefficient / 2, coefficient / 2, 0])
    np.testing.assert_allclose(explanation.by_word[:, 0], -explanation.by_word[:, 1])


def test_reasons_name_words_of_the_sentence(little_corpus: pd.DataFrame) -> None:
    classifier = fitted(little_corpus, block_weights={"lexicon": 0.5})
    explanation = classifier.explain(["Raketten troffen de stad, zei de generaal."])[0]
    assert explanation.label == "escalatory"
    assert explanation.reasons(1)[0].word in explanation.words
    assert list(explanation.words) == [explanation.text[a:b] for a, b in explanation.spans]
    assert all(one.value > 0 for one in explanation.reasons(9))
    assert all(one.value < 0 for one in explanation.objections(9))
    values = [one.value for one in explanation.reasons(9)]
    assert values == sorted(values, reverse=True)


@pytest.fixture(scope="module")
def everything(tiny_encoder: None) -> FrameClassifier:
    from tests.conftest import LITTLE

    texts = [text for texts in LITTLE.values() for text in texts]
    labels = [label for label, texts in LITTLE.items() for _ in texts]
    return FrameClassifier(folds=2, min_df=1, lexicon=LEXICON, blocks=tuple(BLOCKS)).fit(texts, labels)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="oorlgvedkniRW \t\n“”‘’\"'.,!?-…1é🙂", max_size=80))
def test_any_text_is_accounted_for(everything: FrameClassifier, text: str) -> None:
    explanation = everything.explain([text])[0]
    total = explanation.by_word.sum(axis=0) + sum(explanation.elsewhere.values()) + explanation.intercept
    np.testing.assert_allclose(total, everything.decision_function([text])[0], rtol=0, atol=1e-12)


def test_a_word_counts_by_what_changes_without_it(little_corpus: pd.DataFrame) -> None:
    classifier = fitted(little_corpus, blocks=["encoding"])
    text = "Raketten troffen de stad, zei de generaal."
    (explanation,) = classifier.explain([text])
    without = [text.replace(word, "").strip() for word in ("Raketten ", "troffen ", "generaal")]
    changes = explanation.decision - classifier.decision_function(without)
    assert explanation.elsewhere == {}
    by_word = [explanation.by_word[explanation.words.index(word)] for word in ("Raketten", "troffen", "generaal")]
    rest = np.array(by_word) - changes  # goes to the words by the size of their changes
    assert np.allclose(rest / np.abs(changes), (rest / np.abs(changes))[0])
    comma = explanation.words.index(",")
    assert np.allclose(explanation.by_word[comma], 0)


def test_what_the_sentences_around_add_is_told_apart(little_corpus: pd.DataFrame) -> None:
    classifier = fitted(little_corpus, blocks=["characters", "encoding"])
    article = ["Vrede in zicht.", "Dat zei hij.", "Het regent."]
    alone = classifier.explain(article)
    together = classifier.explain(article, groups=["a"] * 3)
    decisions = classifier.decision_function(article, groups=["a"] * 3)
    for one, other, decision in zip(alone, together, decisions, strict=True):
        assert "sentences around" not in one.elsewhere
        assert np.allclose(other.elsewhere["sentences around"], other.decision - one.decision)
        total = other.by_word.sum(axis=0) + sum(other.elsewhere.values()) + other.intercept
        np.testing.assert_allclose(total, decision, rtol=0, atol=1e-12)


def test_nothing_in_nothing_out(everything: FrameClassifier) -> None:
    assert everything.explain([]) == []


def test_words_that_the_encoder_does_not_read_have_no_share(little_corpus: pd.DataFrame) -> None:
    classifier = fitted(little_corpus, blocks=["encoding"])
    (explanation,) = classifier.explain([" ".join(f"woord{i}" for i in range(2000))])
    assert np.abs(explanation.by_word[:100]).sum() > 0
    assert not explanation.by_word[400:].any()
    total = explanation.by_word.sum(axis=0) + sum(explanation.elsewhere.values()) + explanation.intercept
    np.testing.assert_allclose(total, explanation.decision, rtol=0, atol=1e-12)
