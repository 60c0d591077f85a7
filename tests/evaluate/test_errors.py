"""Mistakes are found, ordered, explained and counted by kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

import duiding
from duiding.lexicon import Entry, Lexicon
from duiding.scoring import Predictions
from evaluate.errors import confusable_pairs, slices, worst_mistakes

MINISTERS = "De ministers praten over de raketten."


def test_confusable_pairs_come_most_frequent_first() -> None:
    pairs = confusable_pairs(["a", "b", "c"], [[5, 2, 0], [4, 1, 0], [0, 0, 3]])
    assert [(pair.label, pair.predicted, pair.sentences, pair.share) for pair in pairs.itertuples()] == [
        ("b", "a", 4, 0.8),
        ("a", "b", 2, 0.2857),
    ]


def test_the_surest_mistake_comes_first(little_model: Path) -> None:
    classifier = duiding.load(little_model).classifier
    texts = ["De ministers praten.", "Raketten troffen de stad.", "Het regent."]
    frame = pd.DataFrame(
        {
            "article_id": list("xyz"),
            "sentence_id": ["1"] * 3,
            "text": texts,
            "label": ["other", "other", "other"],
            "predicted": ["diplomatic", "escalatory", "other"],
        }
    )
    probabilities = np.array([[0.6, 0.1, 0.3], [0.0, 0.9, 0.1], [0.1, 0.1, 0.8]])
    labels = [str(label) for label in classifier.classes_]
    assert labels == ["diplomatic", "escalatory", "other"]
    found = worst_mistakes(
        classifier,
        Predictions(frame, classifier.parser().parse(texts), probabilities, labels),
    )
    assert [(one.text, one.predicted, one.probability) for one in found.itertuples()] == [
        (texts[1], "escalatory", 0.9),
        (texts[0], "diplomatic", 0.6),
    ]


def test_a_mistake_is_explained_as_the_model_explains_it(little_model: Path) -> None:
    classifier = duiding.load(little_model).classifier
    (explanation,) = classifier.explain([MINISTERS])
    frame = pd.DataFrame(
        {
            "article_id": ["x"],
            "sentence_id": ["1"],
            "text": [MINISTERS],
            "label": ["other"],
            "predicted": ["diplomatic"],
        }
    )
    predictions = Predictions(
        frame,
        classifier.parser().parse([MINISTERS]),
        classifier.predict_proba([MINISTERS]),
        [str(label) for label in classifier.classes_],
    )
    (mistake,) = worst_mistakes(classifier, predictions).itertuples()
    assert mistake.predicted == explanation.label == "diplomatic"
    assert [one.word for one in mistake.deciding] == [one.word for one in explanation.reasons(4)]
    assert {"ministers", "praten"} & {one.word for one in mistake.deciding}
    assert "raketten" not in {one.word for one in mistake.deciding}
    assert [one.value for one in mistake.deciding] == sorted((one.value for one in mistake.deciding), reverse=True)


def test_slices_count_their_sentences_and_leave_out_small_ones(
    little_model: Path,
) -> None:
    parser = duiding.load(little_model).classifier.parser()
    short, long = (
        "De ministers praten.",
        "De ministers praten morgen in Wenen over vrede en over handel.",
    )
    frame = pd.DataFrame(
        {
            "article_id": [f"a{i // 4}" for i in range(100)],
            "text": [short] * 60 + [long] * 40,
            "label": ["a", "b"] * 50,
            "predicted": ["a"] * 100,
            "register": ["headline"] * 60 + ["wire"] * 20 + ["opinion"] * 20,
            "subject": "",
        }
    )
    lexicon = Lexicon(
        [
            Entry("praten", "lemma", "consult", "diplomatic"),
            Entry("vrede", "lemma", "agree", "diplomatic"),
        ]
    )
    found = slices(
        Predictions(frame, parser.parse(frame["text"]), np.zeros((100, 2)), ["a", "b"]),
        lexicon,
    )
    assert {(one.kind, one.name): (one.sentences, one.accuracy) for one in found.itertuples()} == {
        ("register", "headline"): (60, 0.5),
        ("length", "up to 8 words"): (60, 0.5),
        ("length", "9 to 15"): (40, 0.5),
        ("theme words", "1"): (60, 0.5),
        ("theme words", "2"): (40, 0.5),
    }
