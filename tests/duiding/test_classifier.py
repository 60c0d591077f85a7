"""FrameClassifier behaves as a scikit-learn classifier over texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.utils import estimator_checks

import duiding
from duiding.classifier import FrameClassifier
from duiding.errors import DuidingError


def small(**settings: Any) -> FrameClassifier:
    return FrameClassifier(**{"folds": 2, "min_df": 1, **settings})


def test_it_works_in_cross_val_score(little_corpus: pd.DataFrame) -> None:
    scores = cross_val_score(
        small(),
        list(little_corpus["text"]),
        list(little_corpus["label"]),
        groups=little_corpus["article_id"],
        cv=GroupKFold(4),
    )
    assert len(scores) == 4
    assert np.mean(scores) > 0.4


def test_a_clone_has_the_same_settings_and_is_not_fitted(
    little_corpus: pd.DataFrame,
) -> None:
    fitted = small(C=3.0).fit(list(little_corpus["text"]), list(little_corpus["label"]))
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert not hasattr(copy, "linear_")


@pytest.mark.parametrize("model", ["logistic", "svm"])
@pytest.mark.parametrize("labels", [2, 3])
def test_probabilities_are_probabilities(little_corpus: pd.DataFrame, model: str, labels: int) -> None:
    part = little_corpus[little_corpus["label"].isin(["other", "escalatory", "diplomatic"][:labels])]
    classifier = small(model=model).fit(list(part["text"]), list(part["label"]), groups=list(part["article_id"]))
    rows = classifier.predict_proba(["De tanks rollen.", "", "x" * 5000])
    assert rows.shape == (3, labels)
    assert np.allclose(rows.sum(axis=1), 1)
    assert (rows >= 0).all()


def test_columns_are_named_and_as_many_as_coefficients(
    little_corpus: pd.DataFrame,
) -> None:
    classifier = small(blocks=("words", "characters", "lexicon")).fit(
        list(little_corpus["text"]), list(little_corpus["label"])
    )
    names = classifier.features_.get_feature_names_out()
    assert classifier.linear_.coefficients.shape == (3, len(names))
    assert len(set(names)) == len(names)
    assert any(name == "words: oorlog" for name in names)


def test_names_of_countries_and_leaders_are_no_columns(
    little_corpus: pd.DataFrame,
) -> None:
    texts = [f"{text[:-1]} volgens Poetin in Rusland." for text in little_corpus["text"]]
    names = small().fit(texts, list(little_corpus["label"])).features_.get_feature_names_out()
    assert not [name for name in names if "poetin" in name or "ruslan" in name]


def test_same_data_and_seed_give_the_same_probabilities(
    little_corpus: pd.DataFrame,
) -> None:
    def train() -> np.ndarray[Any, Any]:
        return (
            small().fit(list(little_corpus["text"]), list(little_corpus["label"])).predict_proba(little_corpus["text"])
        )

    assert (train() == train()).all()


@pytest.mark.parametrize(
    ("texts", "labels", "message"),
    [
        ([], [], "no sentences"),
        (["a", "b"], ["x"], "2 sentences and 1 labels"),
        (["a", "b"], ["x", "x"], "at least two labels"),
        (["a", 3], ["x", "y"], "Sentence 1 is int"),
        ("text", ["x", "y"], "one string"),
    ],
)
def test_what_cannot_be_learned_from_is_refused(texts: Any, labels: Any, message: str) -> None:
    with pytest.raises(DuidingError, match=message):
        small().fit(texts, labels)


def test_an_article_gives_a_row_a_sentence(little_model: Any) -> None:
    text = "De ministers praten in Wenen. Raketten troffen de stad!"
    frame = duiding.load(little_model).predict_article(text)
    assert [text[start:end] for start, end in zip(frame["start"], frame["end"], strict=True)] == list(frame["text"])
    assert list(frame.columns[:6]) == [
        "article_id",
        "sentence",
        "start",
        "end",
        "text",
        "label",
    ]
    assert np.allclose(frame.filter(like="p_").sum(axis=1), 1, atol=1e-3)


# Of scikit-learn's checks, those that hand over no matrix of numbers; the others can't hold for a classifier of texts:
# they fit on arrays of floats, sparse matrices or data frames of figures, which is refused here with a reason.
FITTING_CHECKS = (
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_get_params_invariance",
    "check_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_valid_tag_types",
    "check_estimators_unfitted",
    "check_do_not_raise_errors_in_init_or_set_param",
)


@pytest.mark.parametrize("name", FITTING_CHECKS)
def test_scikit_learns_check_passes(name: str) -> None:
    check = getattr(estimator_checks, name, None)
    if check is None:
        pytest.skip(f"this scikit-learn has no {name}")
    if name == "check_parameters_default_constructible":
        check("FrameClassifier", FrameClassifier())
    else:
        check("FrameClassifier", FrameClassifier())
