"""Folds learn from their own side only, whatever is counted beforehand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from duiding.classifier import FrameClassifier
from duiding.classifier.cross_validation import article_folds, held_out_decisions
from duiding.classifier.inputs import codes_of
from duiding.classifier.linear import Setting, fit_linear
from duiding.features import BLOCKS as FEATURE_BLOCKS
from duiding.features import FrameFeatures, components_for
from duiding.features.counted import narrowed
from duiding.labels import in_order
from duiding.language import Parser
from duiding.lexicon import Entry

BLOCKS = tuple(FEATURE_BLOCKS)
pytestmark = pytest.mark.usefixtures("tiny_encoder")
ENTRIES = (Entry("aanval", "suffix", "assault", "escalatory"), Entry("praten", "lemma", "consult", "diplomatic"))


def features() -> FrameFeatures:
    return FrameFeatures(blocks=BLOCKS, lexicon=ENTRIES, min_df=2, block_weights={"lexicon": 0.5})


def without_empty(matrix: Any, names: Any) -> dict[str, list[float]]:
    dense = matrix.toarray()
    return {str(name): dense[:, i].round(9).tolist() for i, name in enumerate(names) if dense[:, i].any()}


def test_a_part_of_counted_sentences_is_what_features_learned_from_it_alone_give(little_corpus: pd.DataFrame) -> None:
    sentences = Parser("auto", components_for(BLOCKS)).parse(little_corpus["text"])
    fitted, others = np.arange(0, len(sentences), 2), np.arange(1, len(sentences), 2)
    counted = features().count(sentences)
    mine, theirs = counted.part(fitted, others)
    alone = features()
    expected = alone.fit_transform([sentences[i] for i in fitted])
    columns = without_empty(expected, alone.get_feature_names_out())
    dense = mine.toarray()
    found = sorted(dense[:, i].round(9).tolist() for i in range(dense.shape[1]) if dense[:, i].any())
    assert found == sorted(columns.values())
    assert np.allclose(
        np.sort((theirs @ mine.T).toarray().ravel()),
        np.sort((alone.transform([sentences[i] for i in others]) @ expected.T).toarray().ravel()),
    )


def test_held_out_decisions_are_those_of_a_model_without_the_fold(little_corpus: pd.DataFrame) -> None:
    sentences = Parser("auto", components_for(BLOCKS)).parse(little_corpus["text"])
    labels = list(little_corpus["label"])
    codes = codes_of(labels, in_order(labels))
    splits = article_folds(codes, list(little_corpus["article_id"]), 4, seed=0)
    setting = Setting("svm", 1.0, 0.5)
    (values,) = held_out_decisions(features().count(sentences), codes, splits, [setting])
    fitted, held_out = splits[2]
    alone = features()
    matrix = alone.fit_transform([sentences[i] for i in fitted])
    linear = fit_linear(setting, matrix, codes[fitted])
    expected = linear.decisions(alone.transform([sentences[i] for i in held_out]))
    assert np.allclose(values[held_out], expected, atol=0.05)


def test_several_processes_hold_out_the_same(little_corpus: pd.DataFrame) -> None:
    counted = features().count(Parser("auto", components_for(BLOCKS)).parse(little_corpus["text"]))
    codes = codes_of(list(little_corpus["label"]), in_order(little_corpus["label"]))
    splits = article_folds(codes, list(little_corpus["article_id"]), 4, seed=0)
    settings = [Setting("logistic", 1.0, 0.5), Setting("logistic", 4.0, 0.0)]
    one, two = (held_out_decisions(counted, codes, splits, settings, jobs=jobs) for jobs in (1, 2))
    assert (one == two).all()


def test_a_sentence_that_weighs_more_pulls_its_words_to_its_label(little_corpus: pd.DataFrame) -> None:
    texts = [*little_corpus["text"], "Banaan banaan.", "Banaan banaan."]
    labels = [*little_corpus["label"], "other", "escalatory"]

    def escalatory(weight: float) -> float:
        weights = [1.0] * (len(texts) - 1) + [weight]
        model = FrameClassifier(folds=2, min_df=1).fit(texts, labels, sample_weight=weights)
        values = dict(zip(model.classes_, model.decision_function(["Banaan."])[0], strict=True))
        return float(values["escalatory"] - values["other"])

    assert escalatory(20.0) > escalatory(1.0) > escalatory(0.01)


def test_equal_weights_change_nothing(little_corpus: pd.DataFrame) -> None:
    texts, labels = list(little_corpus["text"]), list(little_corpus["label"])
    plain = FrameClassifier(folds=2, min_df=1).fit(texts, labels)
    weighed = FrameClassifier(folds=2, min_df=1).fit(texts, labels, sample_weight=[1.0] * len(texts))
    assert np.allclose(plain.predict_proba(texts), weighed.predict_proba(texts))


def test_narrowed_matrices_keep_inner_products_and_take_less_room() -> None:
    random = np.random.default_rng(0)
    terms, dense = sparse.random(50, 900, 0.02, random_state=0), sparse.csr_matrix(random.normal(size=(50, 60)))
    wide = sparse.csr_matrix(sparse.hstack([terms, dense]))
    wide = sparse.vstack([wide[:39], wide[:1], wide[39:]], format="csr")  # two sentences alike, as a corpus may have
    train, test = wide[:40], wide[40:]
    mine, theirs = narrowed(train, test)
    assert mine.shape == (40, 40)
    assert np.allclose(mine @ mine.T, (train @ train.T).toarray(), atol=1e-5)
    assert np.allclose(theirs @ mine.T, (test @ train.T).toarray(), atol=1e-5)


def test_a_model_on_narrowed_matrices_decides_alike() -> None:
    random = np.random.default_rng(1)
    wide = sparse.csr_matrix(random.normal(size=(40, 90)))
    codes, setting = np.arange(30) % 3, Setting("logistic", 0.1, 1.0)
    mine, theirs = narrowed(wide[:30], wide[30:])
    expected = fit_linear(setting, wide[:30], codes).decisions(wide[30:])
    assert np.allclose(fit_linear(setting, mine, codes).decisions(theirs), expected, atol=0.01)


def test_matrices_with_few_figures_stay_as_they_are() -> None:
    thin = sparse.random(60, 500, 0.01, random_state=0, format="csr")
    assert narrowed(thin[:50], thin[50:])[0].nnz == thin[:50].nnz
