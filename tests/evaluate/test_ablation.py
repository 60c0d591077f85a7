"""Ablation trains without each block, and tells what could not be run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import duiding
from duiding.features import BLOCKS
from evaluate import ablation
from evaluate.ablation import Variant, ablate, variants
from evaluate.retraining import cross_validate


def test_every_block_is_left_out_or_added_once() -> None:
    found = variants(["words", "lexicon"], "nl_ud_news_sm")
    assert found[0] == Variant("as trained", ("words", "lexicon"), "nl_ud_news_sm")
    assert {one.name for one in found if one.name.startswith("without")} == {
        "without words",
        "without lexicon",
    }
    assert len([one for one in found if one.name.startswith("with ")]) == len(BLOCKS) - 2
    assert found[-1] == Variant("pipeline blank:nl", ("words", "lexicon"), "blank:nl")


def test_the_only_block_is_not_left_out() -> None:
    assert not [one for one in variants(["words"], "blank:nl") if one.name.startswith("without")]


def test_variants_are_scored_against_the_model_as_trained(
    little_model: Path, little_corpus: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = duiding.load(little_model).classifier
    tried = [
        Variant("as trained", tuple(classifier.blocks), "nl_ud_news_sm"),
        Variant(
            "without lexicon",
            tuple(b for b in classifier.blocks if b != "lexicon"),
            "nl_ud_news_sm",
        ),
        Variant("pipeline not there", tuple(classifier.blocks), "nl_not_there"),
    ]
    monkeypatch.setattr(ablation, "variants", lambda blocks, pipeline: tried)
    whole, less, gone = ablate(classifier, little_corpus).variants
    assert whole.macro_f1 is not None and whole.difference is None
    assert less.macro_f1 is not None and less.difference is not None
    assert less.difference.value == pytest.approx(less.macro_f1.value - whole.macro_f1.value)
    assert whole.sentences_a_second > 0
    assert gone.macro_f1 is None
    assert "nl_not_there is not installed" in gone.missing


def test_no_article_is_on_both_sides_of_a_fold(little_model: Path, little_corpus: pd.DataFrame) -> None:
    """Sentences that stand twice, in one article, cannot be learned by heart."""
    classifier = duiding.load(little_model).classifier
    nonsense = little_corpus.assign(
        text=[f"Woord{i} woord{i}." for i in range(len(little_corpus))],
        article_id=[str(i) for i in range(24)],
    )
    twice = pd.concat([nonsense, nonsense])
    sentences = classifier.parser().parse(twice["text"])
    labels = list(twice["label"])
    found = cross_validate(classifier, sentences, labels, list(twice["article_id"]), folds=4)
    right = sum(one == other for one, other in zip(found, labels, strict=True))
    assert right < len(labels)
