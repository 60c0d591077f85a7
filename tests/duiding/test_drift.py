"""What a model remembers of its training articles, and when others count as unlike them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import duiding
from duiding import store
from duiding.drift import Drift, Reference, remember
from duiding.drift.clusters import Clusters
from duiding.drift.words import FrequentWords, words_of
from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.strings import Strings


def clusters(*articles: list[float]) -> Clusters:
    found = Clusters()
    for values in articles:
        found.add(len(values), sum(values), sum(value * value for value in values))
    return found


def test_variances_are_those_of_a_hand_made_analysis_of_variance() -> None:
    found = clusters([1, 2, 3], [3, 4, 5])
    assert found.mean == 3
    assert found.within == pytest.approx(1)  # (2 + 2) / 4
    assert found.between == pytest.approx(5 / 3)  # (3 * (1 + 1) / 1 - 1) / 3
    assert found.spread == pytest.approx((5 / 3 + 1 / 3) ** 0.5)


def test_sentences_of_one_article_count_for_less_than_those_of_many() -> None:
    training = clusters([1, 2, 3], [3, 4, 5])
    one, many = clusters([0] * 12), clusters(*[[0]] * 12)
    assert training.standard_error(many) < training.standard_error(one)
    own = 1 / 6 + 5 / 3 * 18 / 36
    assert training.standard_error(one) == pytest.approx((own + 1 / 12 + 5 / 3) ** 0.5)


def test_articles_of_one_sentence_have_all_their_variance_between_them() -> None:
    values = [0.2, 0.4, 0.9]
    found = clusters(*[[value] for value in values])
    assert found.within == 0
    assert found.between == pytest.approx(np.var(values, ddof=1))


@given(st.text())
def test_any_text_has_words_in_lower_case(text: str) -> None:
    assert all(word == word.lower() and word for part in words_of(text) for word in part)


def test_a_frequent_word_is_kept_among_any_number_of_rare_ones() -> None:
    words = FrequentWords(kept=100)
    for number in range(5000):
        words.add([f"word{number}", "vaccin"])
    assert [one[:2] for one in words.telling(lambda words: {}, 10_000, 1)] == [("vaccin", 5000)]
    assert len(words.telling(lambda words: {}, 10_000, 10_000)) <= 100


def test_a_word_is_new_in_the_only_article_that_has_it() -> None:
    texts = ["Het regent hard.", "Het waait.", "Het regent in Gent."]
    reference = remember(texts, ["a", "a", "b"], np.array([0.9, 0.5, 0.8]), np.array([0, 0, 1]))
    assert set(reference.known) == {"het", "regent", "hard", "waait", "in", "gent"}
    assert (reference.new_words.total, reference.new_words.units) == (3, 5)  # hard, waait, in; openings are left out
    assert (reference.new_names.total, reference.new_names.units) == (1, 1)
    assert reference.confidence.mean == pytest.approx(2.2 / 3)
    assert reference.uncertain(0.6).mean == pytest.approx(1 / 3)


def test_a_trained_model_tells_its_reference_and_keeps_it(little_model: Path) -> None:
    recorded = json.loads((little_model / "manifest.json").read_text())["reference"]
    assert recorded["known_words"] > 100
    model = duiding.load(little_model)
    assert model.reference is not None
    assert recorded == model.reference.to_record(model.classifier.threshold_)


def test_the_share_of_uncertain_sentences_goes_by_the_threshold_as_it_stands(little_model: Path) -> None:
    reference = duiding.load(little_model).reference
    assert reference is not None
    assert reference.uncertain(2.0).mean == 1
    assert reference.uncertain(0.0).mean == 0


def test_a_model_without_a_reference_is_still_read(little_model: Path, tmp_path: Path) -> None:
    model = duiding.load(little_model)
    store.save(model.classifier, None, tmp_path / "old", model.manifest, lambda _: "")
    assert duiding.load(tmp_path / "old").reference is None


KNOWN = Strings.of(["het", "regent"])
THRESHOLD = 0.7


def article(name: str, confidences: list[float], new: int = 0, uncertain: bool = False) -> LabelledArticle:
    sentences = [
        LabelledSentence(name, i, 0, 1, "En " + "regent " * 10 + "nieuw " * new, "other", (value,), uncertain)
        for i, value in enumerate(confidences)
    ]
    return LabelledArticle(Article(name, ""), sentences)


def reference(spread: float = 0.05, articles: int = 400) -> Reference:
    """Articles of ten sentences whose mean confidence is around 0.85."""
    draw = np.random.default_rng(1)
    means = draw.normal(0.85, spread, articles)
    confidences = np.array([draw.normal(mean, 0.1, 10) for mean in means]).ravel()
    words = np.tile([100, 5], (articles, 1))
    return Reference(KNOWN, words, words, np.repeat(np.arange(articles), 10), confidences)


def sample(draw: np.random.Generator, articles: int, shift: float = 0.0) -> list[LabelledArticle]:
    means = draw.normal(0.85 - shift, 0.05, articles)
    return [article(f"s{i}", list(draw.normal(mean, 0.1, 10))) for i, mean in enumerate(means)]


@pytest.mark.parametrize("size", [1, 5, 20, 100])
def test_samples_of_the_same_kind_hardly_ever_count_as_unlike(size: int) -> None:
    draw, known = np.random.default_rng(size), reference()
    alarms = 0
    for _ in range(100):
        drift = Drift(known, THRESHOLD)
        for one in sample(draw, size):
            drift.add(one)
        alarms += drift.report().unlike
    assert alarms <= 1


def test_less_sure_predictions_count_as_unlike_once_there_are_enough_articles() -> None:
    draw, known = np.random.default_rng(0), reference()
    drift = Drift(known, THRESHOLD)
    for one in sample(draw, 30, shift=0.12):
        drift.add(one)
    assert [one.name for one in drift.report().figures if one.unlike] == ["confidence"]


def test_a_trifle_does_not_count_in_however_many_articles() -> None:
    drift = Drift(reference(), THRESHOLD)
    for one in sample(np.random.default_rng(0), 2000, shift=0.01):
        drift.add(one)
    assert not drift.report().unlike


def test_new_words_are_counted_and_named() -> None:
    drift = Drift(reference(), THRESHOLD)
    drift.add(article("x", [0.85] * 10, new=10))
    report = drift.report()
    assert report.figures[0].here == pytest.approx(0.5)
    assert report.figures[0].unlike
    assert [one[:2] for one in report.words] == [("nieuw", 100)]


def test_rows_of_one_article_count_as_one_article() -> None:
    rows, whole = Drift(reference(), THRESHOLD), Drift(reference(), THRESHOLD)
    for _ in range(5):
        rows.add(article("x", [0.7, 0.8]))
    whole.add(article("x", [0.7, 0.8] * 5))
    assert rows.report() == whole.report()
    assert rows.report().articles == 1


def test_too_few_training_articles_raise_no_alarm() -> None:
    drift = Drift(reference(articles=20), THRESHOLD)
    drift.add(article("x", [0.1] * 10, new=10, uncertain=True))
    assert not drift.report().unlike


def test_words_tell_most_that_are_more_frequent_here_than_in_training() -> None:
    words = FrequentWords()
    words.add(["de"] * 60 + ["het"] * 918 + ["patiënt"] * 12 + ["vaccin"] * 8 + ["aap"] + ["zwaluw"])
    training = {"de": 6000, "het": 91_800, "patiënt": 20, "aap": 400}
    found = words.telling(lambda words: training, 100_000, 20)
    assert [tuple(one) for one in found] == [("vaccin", 8, 0), ("patiënt", 12, 20), ("zwaluw", 1, 0)]
    assert str(found[1]) == "patiënt 12 (20)"


def test_a_reference_keeps_how_often_words_occur() -> None:
    made = remember(["De raket trof de stad.", "Een raket."], ["a", "b"], np.array([0.9, 0.8]), np.array([0, 1]))
    assert made.often(["raket", "vrede"]) == {"raket": 2}
    arrays, words = made.state()
    again = Reference.from_state(arrays, words, made.confidences, made.articles)
    assert again.often(["raket"]) == {"raket": 2}
    del arrays["counts"]
    assert len(Reference.from_state(arrays, words, made.confidences, made.articles).counts) == 0
