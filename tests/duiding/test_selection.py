"""A batch is doubtful, new, spread, and holds what it promises."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from duiding.language import Parser
from duiding.selection import Plan, choose, columns_seen, margin_doubt, share_unseen, shortlist, term_vectors

ONE_EACH = sparse.identity(6, format="csr")
NOTHING_NEW = np.zeros(6)
PAIRS = np.array([[0.9, 0.1], [0.5, 0.5], [0.7, 0.3], [0.55, 0.45], [0.2, 0.8], [0.4, 0.6]])
DOUBT_ONLY = Plan(novelty=0, spread=0, floor=0)


def test_the_smallest_margin_is_the_greatest_doubt() -> None:
    chances = np.array([[0.6, 0.4, 0.0], [0.4, 0.3, 0.3], [1.0, 0.0, 0.0]])
    assert margin_doubt(chances) == pytest.approx([0.8, 0.9, 0.0])


def test_with_nothing_but_doubt_the_most_doubtful_come_first() -> None:
    assert choose(PAIRS, ONE_EACH, NOTHING_NEW, 3, DOUBT_ONLY) == [5, 1, 3]  # at least one of each predicted label


def test_of_two_alike_only_one_is_chosen() -> None:
    vectors = sparse.csr_matrix(np.array([[1.0, 0], [1, 0], [0, 1], [0, 1], [0.6, 0.8], [1, 0]]))
    chosen = choose(PAIRS, vectors, NOTHING_NEW, 6, Plan(alike=0.9))
    assert sorted(map(tuple, vectors[chosen].toarray().tolist())) == [(0, 1), (0.6, 0.8), (1, 0)]


def test_nothing_is_like_what_is_in_the_batch_already() -> None:
    vectors = sparse.csr_matrix(np.array([[1.0, 0], [1, 0], [0, 1], [0, 1], [0, 1], [1, 0]]))
    chosen = choose(PAIRS, vectors, NOTHING_NEW, 6, taken=np.array([1]))
    assert len(chosen) == 1
    assert vectors[chosen[0]].toarray().tolist() == [[0, 1]]


def test_every_predicted_label_has_its_floor() -> None:
    sure = [[0.05, 0.9, 0.05]] * 4 + [[0.02, 0.03, 0.95]] * 4
    chances = np.array([[0.34, 0.33, 0.33]] * 92 + sure)
    chosen = choose(chances, sparse.identity(100, format="csr"), np.zeros(100), 24, Plan(floor=0.25))
    guesses = chances[chosen].argmax(axis=1)
    assert np.bincount(guesses).tolist() == [20, 2, 2]
    assert set(chances[shortlist(chances, 2)].argmax(axis=1)) == {0, 1, 2}


def test_what_the_model_has_not_seen_is_new() -> None:
    vectors = sparse.csr_matrix(np.array([[0.6, 0.8, 0], [0, 0.6, 0.8], [0, 0, 0]]))
    seen = columns_seen(sparse.csr_matrix(np.array([[1, 1, 0], [0, 1, 0]])), 2)
    assert seen.tolist() == [False, True, False]
    assert share_unseen(vectors, seen) == pytest.approx([0.36, 0.64, 0])


def test_sentences_that_differ_in_names_only_are_alike() -> None:
    texts = [
        "De minister ontmoet vrijdag zijn ambtgenoot Lavrov.",
        "De minister ontmoet vrijdag zijn ambtgenoot Blinken.",
        "Het museum opent een nieuwe vleugel.",
    ]
    vectors = term_vectors(list(Parser().stream(texts)), []).vectors
    cosines = (vectors @ vectors.T).toarray()
    assert cosines[0, 1] == pytest.approx(1)
    assert cosines[0, 2] < 0.3


@given(st.integers(1, 60), st.integers(1, 40), st.integers(2, 5), st.integers(0, 2**16))
def test_a_batch_is_made_of_different_rows_and_is_the_same_again(pool: int, count: int, labels: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    chances = rng.dirichlet(np.ones(labels), size=pool)
    vectors, unseen = sparse.identity(pool, format="csr"), rng.random(pool)
    chosen = choose(chances, vectors, unseen, count)
    assert len(set(chosen)) == len(chosen) == min(pool, count)
    assert choose(chances, vectors, unseen, count) == chosen
