"""FrameClassifier behaves as a scikit-learn classifier over texts."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.utils import estimator_checks

import duiding
from duiding.classifier import FrameClassifier, TrainedClassifier
from duiding.errors import DuidingError, InputError
from duiding.features import BLOCKS
from duiding.features.blocks import SHIPPED_WEIGHTS, usual_weights
from duiding.lexicon import Entry
from tests.encoders import write_tiny_encoder
from train.config import read_config

pytestmark = pytest.mark.usefixtures("tiny_encoder")


def small(**settings: Any) -> FrameClassifier:
    """A classifier for few sentences, without the encoder unless a test asks for it."""
    own = {"folds": 2, "min_df": 1, "blocks": ("characters", "lexicon"), "C": 1.0, "class_weight": 0.5}
    return FrameClassifier(**{**own, **settings})


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
    classifier = small(blocks=tuple(BLOCKS)).fit(list(little_corpus["text"]), list(little_corpus["label"]))
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


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"C": -1.0}, "C is -1.0"),
        ({"C": "2"}, "C is '2'"),
        ({"class_weight": 1.5}, "class_weight is 1.5"),
        ({"model": "forest"}, "no linear model 'forest'"),
        ({"calibration": "magic"}, "no calibration 'magic'"),
        ({"min_df": 0}, "min_df is 0"),
        ({"folds": 1}, "folds is 1"),
        ({"char_ngrams": (4, 2)}, "char_ngrams is"),
        ({"blocks": ()}, "blocks is"),
        ({"blocks": ("colour",)}, "no feature block 'colour'"),
        ({"block_weights": {"lexicon": -1}}, "weight of the block 'lexicon' is -1"),
        ({"lexicon": ["oorlog"]}, "lexicon holds"),
        ({"target_accuracy": 90}, "target_accuracy is 90"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        small(**settings).fit(["a", "b"], ["x", "y"])


@pytest.mark.parametrize("min_df", [1, 3])
def test_three_sentences_are_refused_in_words(min_df: int) -> None:
    with pytest.raises(InputError, match="expected"):
        small(min_df=min_df).fit(["De tanks rollen.", "Ze praten.", "Ze praten weer."], ["x", "y", "y"])


def test_groups_and_weights_are_one_a_sentence(little_corpus: pd.DataFrame) -> None:
    texts, labels = list(little_corpus["text"]), list(little_corpus["label"])
    with pytest.raises(InputError, match="1 groups"):
        small().fit(texts, labels, groups=["a"])
    with pytest.raises(InputError, match="1 weights"):
        small().fit(texts, labels, sample_weight=[1.0])
    with pytest.raises(InputError, match="from 0 up"):
        small().fit(texts, labels, sample_weight=[-1.0] * len(texts))
    with pytest.raises(InputError, match="2 groups"):
        small().fit(texts, labels).predict(["Het regent."], groups=["a", "a"])


def test_a_sentence_is_read_in_its_article(little_corpus: pd.DataFrame) -> None:
    texts, labels = list(little_corpus["text"]), list(little_corpus["label"])
    articles = [place // 3 for place in range(len(texts))]
    classifier = small(blocks=("characters", "encoding")).fit(texts, labels, articles)
    alone = classifier.predict_proba(texts)
    together = classifier.predict_proba(texts, groups=articles)
    assert not np.allclose(alone, together)
    parsed = classifier.parser().parse(texts, articles)
    assert (classifier.predict_proba(parsed) == together).all()
    plain = small().fit(texts, labels, articles)
    assert (plain.predict_proba(texts) == plain.predict_proba(texts, groups=articles)).all()


def test_another_encoder_is_refused(
    little_corpus: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = small(blocks=("encoding",)).fit(list(little_corpus["text"]), list(little_corpus["label"]))
    rebuilt = FrameClassifier.from_state(*classifier.state())
    monkeypatch.setenv("DUIDING_ENCODER", str(write_tiny_encoder(tmp_path / "other", seed=1)))
    for one in (classifier, rebuilt):
        with pytest.raises(DuidingError, match="another sentence encoder"):
            one.predict(["Het regent."])


def test_whole_numbers_come_back_as_whole_numbers(little_corpus: pd.DataFrame) -> None:
    codes = little_corpus["label"].astype("category").cat.codes.tolist()
    classifier = small().fit(list(little_corpus["text"]), codes)
    assert classifier.classes_.tolist() == [0, 1, 2]
    found = classifier.predict(little_corpus["text"])
    assert found.dtype == np.int64
    assert np.mean(found == codes) > 0.9
    assert classifier.score(list(little_corpus["text"]), codes) > 0.9
    assert classifier.explain(["De tanks rollen."])[0].label in ("0", "1", "2")


def test_names_may_be_left_as_they_are(little_corpus: pd.DataFrame) -> None:
    texts = [f"{text[:-1]} volgens Poetin in 2014." for text in little_corpus["text"]]
    names = small(mask_names=False).fit(texts, list(little_corpus["label"])).features_.get_feature_names_out()
    assert "characters: poetin" in names
    assert not [name for name in names if "2014" in name]


def test_several_threads_get_what_one_gets(little_corpus: pd.DataFrame) -> None:
    classifier = small().fit(list(little_corpus["text"]), list(little_corpus["label"]))
    batches = [[f"{text} Nieuw{i} woord{i}." for text in little_corpus["text"]] for i in range(8)]
    alone = [classifier.predict_proba(batch) for batch in batches]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(classifier.predict_proba, batches))
    assert all((one == other).all() for one, other in zip(alone, together, strict=True))


@pytest.mark.parametrize("calibration", ["temperature", "sigmoid"])
@pytest.mark.parametrize("blocks", [list(BLOCKS), ["characters", "lexicon"]], ids=", ".join)
def test_a_classifier_is_rebuilt_from_arrays_and_words(
    little_corpus: pd.DataFrame, calibration: str, blocks: list[str]
) -> None:
    lexicon = (Entry("oorlog", "lemma", "assault", "escalatory"), Entry("vrede", "lemma", "agree", "diplomatic"))
    settings = {"calibration": calibration, "blocks": blocks, "lexicon": lexicon, "block_weights": {"lexicon": 0.5}}
    first = small(**settings).fit(list(little_corpus["text"]), list(little_corpus["label"]))
    arrays, words = first.state()
    assert all(isinstance(array, np.ndarray) and not array.dtype.hasobject for array in arrays.values())
    second = FrameClassifier.from_state(arrays, json.loads(json.dumps(words)))
    assert (first.predict_proba(little_corpus["text"]) == second.predict_proba(little_corpus["text"])).all()
    assert second.threshold_ == first.threshold_
    assert list(second.features_.get_feature_names_out()) == list(first.features_.get_feature_names_out())
    again, same = second.state()
    assert same == words
    assert all((again[name] == array).all() for name, array in arrays.items())


def test_the_weights_of_the_shipped_model_are_written_out_since_they_may_change(little_corpus: pd.DataFrame) -> None:
    arrays, words = small(block_weights=None).fit(list(little_corpus["text"]), list(little_corpus["label"])).state()
    assert words["parameters"]["block_weights"] == usual_weights(small().blocks)
    older = {**words, "parameters": {**words["parameters"], "block_weights": None}}
    assert TrainedClassifier.from_state(arrays, older).block_weights == {"lexicon": 0.5}  # what it stood for then


@pytest.mark.parametrize("kind", [TrainedClassifier, FrameClassifier])
def test_one_that_has_learned_nothing_says_so(kind: type[TrainedClassifier]) -> None:
    for ask in (kind().state, lambda: kind().predict_proba(["Het regent."]), lambda: kind().explain(["Het regent."])):
        with pytest.raises(NotFittedError, match=kind.__name__):
            ask()


def test_a_state_that_does_not_fit_is_refused_by_name(little_corpus: pd.DataFrame) -> None:
    arrays, words = small().fit(list(little_corpus["text"]), list(little_corpus["label"])).state()
    for name, array in arrays.items():
        cut = [array[:-1]] if len(array) else []  # of packed strings, the mark that ends the last one
        for bad in (None, *cut, array.astype(np.float32), np.full(array.shape, np.nan)):
            with pytest.raises(InputError, match=name.rpartition(".")[2]):
                FrameClassifier.from_state({**arrays, name: bad}, words)
    for name in words:
        for bad in (None, -5, [], {}, [[1]], *([] if name == "encoder" else ["x"])):
            with pytest.raises(InputError):
                FrameClassifier.from_state(arrays, {**words, name: bad})


def test_without_parameters_it_is_the_shipped_model() -> None:
    """All that ``train/default.toml`` says, but for the lexicon and the candidates of the search."""
    shipped = read_config()
    plain = FrameClassifier()
    features = shipped.features.model_dump()
    weights = features.pop("block_weights")
    for name, value in features.items():
        assert plain.get_params()[name] == value or tuple(value) == plain.get_params()[name], name
    assert weights == SHIPPED_WEIGHTS
    assert plain.calibration == shipped.calibration.method
    assert plain.class_weight in shipped.search.class_weight
    assert plain.C in shipped.search.C


def test_ngrams_weigh_a_quarter_only_beside_the_encoder(tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('[features]\nblocks = ["characters", "lexicon"]\n', encoding="utf-8")
    assert read_config(config).features.block_weights == {"lexicon": 0.5}
    config.write_text('[features]\nblocks = ["characters", "encoding"]\n', encoding="utf-8")
    assert read_config(config).features.block_weights == SHIPPED_WEIGHTS


def test_the_logger_is_silent_unless_asked(little_corpus: pd.DataFrame, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "duiding"):
        small().fit(list(little_corpus["text"]), list(little_corpus["label"]))
    assert any(record.name.startswith("duiding.") for record in caplog.records)
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("duiding").handlers)
