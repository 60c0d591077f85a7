"""The test part is what is scored, and what is new in it is told apart."""

from __future__ import annotations

import pandas as pd
import pytest

from duiding.errors import DuidingError
from evaluate.data import sentences_to_score

ROWS = pd.DataFrame(
    {
        "text": ["a", "b", "c"],
        "subject": ["talks", "talks", "war"],
        "split": ["train", "test", "test"],
    }
)


def test_only_test_rows_are_scored_and_new_subjects_are_told_apart() -> None:
    test = sentences_to_score(ROWS, all_rows=True)
    assert list(test["text"]) == ["b", "c"]
    assert list(test["novelty"]) == ["subject also in training", "subject new to the model"]


def test_nothing_is_called_new_where_no_subject_is_known() -> None:
    assert "novelty" not in sentences_to_score(ROWS.drop(columns="subject"), all_rows=True).columns


def test_without_a_test_part_named_data_is_scored_whole_and_the_corpus_is_refused() -> None:
    plain = ROWS.drop(columns="split")
    assert len(sentences_to_score(plain, all_rows=True)) == 3
    with pytest.raises(DuidingError, match="no test part"):
        sentences_to_score(plain, all_rows=False)
