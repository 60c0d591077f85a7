"""Ablation trains without each block, and tells what could not be run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from sklearn.base import clone

import duiding
from duiding.classifier import FrameClassifier
from duiding.features import BLOCKS
from duiding.language import PipelineInfo
from evaluate import ablation
from evaluate.ablation import ablate, variants


def of_blocks(*blocks: str) -> FrameClassifier:
    classifier = FrameClassifier(blocks=blocks)
    classifier.pipeline_ = PipelineInfo("nl_ud_news_sm", "1")
    return classifier


def test_every_block_is_left_out_or_added_once() -> None:
    found = variants(of_blocks("words", "lexicon"))
    assert next(iter(found)) == "as trained"
    assert list(found["as trained"].blocks) == ["words", "lexicon"]
    assert found["as trained"].pipeline == "nl_ud_news_sm"
    assert list(found["without words"].blocks) == ["lexicon"]
    assert list(found["without lexicon"].blocks) == ["words"]
    assert len([name for name in found if name.startswith("with ")]) == len(BLOCKS) - 2
    assert list(found)[-1] == "pipeline blank:nl"
    assert list(found["pipeline blank:nl"].blocks) == ["words", "lexicon"]
    assert found["pipeline blank:nl"].pipeline == "blank:nl"


def test_the_only_block_is_not_left_out() -> None:
    assert not [name for name in variants(of_blocks("words")) if name.startswith("without")]


def test_variants_are_scored_against_the_model_as_trained(
    little_model: Path, little_corpus: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = duiding.load(little_model).classifier
    blocks = [block for block in classifier.blocks if block != "lexicon"]
    tried = {
        "as trained": clone(classifier),
        "without lexicon": clone(classifier).set_params(blocks=blocks),
        "pipeline not there": clone(classifier).set_params(pipeline="nl_not_there"),
    }
    monkeypatch.setattr(ablation, "variants", lambda classifier: tried)
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
    ablated = ablate(classifier, twice).variants[0]
    assert ablated.macro_f1 is not None
    assert ablated.macro_f1.value < 1
