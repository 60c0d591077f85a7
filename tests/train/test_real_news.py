"""What real news gave travels as decision values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from duiding import Model
from duiding.classifier import FrameClassifier
from duiding.store.manifest import Manifest
from train.encoder.documents import Document
from train.real_news import held_out_of

pytestmark = pytest.mark.usefixtures("tiny_encoder")


def test_decision_values_are_those_before_anything_is_added_in_articles(
    little_corpus: pd.DataFrame, tmp_path: Path
) -> None:
    classifier = FrameClassifier(folds=2, min_df=1, blocks=["characters", "encoding"])
    classifier.fit(list(little_corpus["text"]), list(little_corpus["label"]))
    labels = [str(label) for label in classifier.classes_]
    manifest = Manifest.model_construct(labels=labels)
    article = ("Vrede in zicht.", "Dat zei hij.", "Het regent.")
    documents = [
        Document("dev", True, article, (labels[0], None, labels[1]), (3, 3, 3)),
        Document("dev", False, article[:1], (labels[0],), (3,)),
    ]
    plain = held_out_of(Model(classifier, manifest, tmp_path), documents)
    classifier.linear_ = classifier.linear_._replace(article_intercepts=np.arange(len(labels), dtype=float))
    with_them = held_out_of(Model(classifier, manifest, tmp_path), documents)
    np.testing.assert_allclose(with_them.decisions, plain.decisions, rtol=0, atol=1e-9)
    assert list(plain.in_article) == [True, True, False]
