"""Agreement between annotators: published worked examples, and identities that any such measure must keep."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiding.agreement import cohen, krippendorff, measure_agreement
from duiding.cli.tables import agreement_table

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units, nominal.
FOUR_OBSERVERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
# The same, section A: two observers, ten binary units; 14 zeros, 6 ones, four units on which they differ.
TWO_OBSERVERS = {"Meg": "0 1 0 0 0 0 0 0 0 0", "Owen": "1 1 1 0 0 1 0 1 0 0"}
# Fleiss, Measuring nominal scale agreement among many raters (1971): thirty patients, six raters, five diagnoses.
FLEISS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""
# The example in Wikipedia's article on Fleiss' kappa: ten subjects, fourteen raters, five categories.
WIKIPEDIA = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]


def units(table: dict[str, str]) -> list[dict[str, str]]:
    rows = {annotator: line.split() for annotator, line in table.items()}
    return [
        {annotator: row[unit] for annotator, row in rows.items() if row[unit] != "."}
        for unit in range(len(next(iter(rows.values()))))
    ]


def test_alpha_of_four_observers_is_the_published_one() -> None:
    alpha = krippendorff(units(FOUR_OBSERVERS))
    assert alpha.value == pytest.approx(0.743, abs=0.0005)
    assert alpha.sentences == 11  # the twelfth has one label only
    assert alpha.low < alpha.value < alpha.high <= 1


def test_alpha_of_two_observers_is_the_published_one() -> None:
    assert krippendorff(units(TWO_OBSERVERS)).value == pytest.approx(0.095, abs=0.0005)


def alpha_from_kappa(kappa: float, labels: int) -> float:
    """Alpha where every sentence has as many labels: the correction for few labels, applied to Fleiss' kappa."""
    return 1 - (1 - kappa) * (labels - 1) / labels


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [([[int(digit) for digit in row] for row in FLEISS.split()], 0.430), (WIKIPEDIA, 0.210)],
    ids=["Fleiss 1971", "Wikipedia"],
)
def test_alpha_follows_from_the_published_kappa_of_many_raters(counts: list[list[int]], kappa: float) -> None:
    codings = [
        {f"r{rater}": label for rater, label in enumerate("".join(c * n for c, n in zip("abcde", row, strict=True)))}
        for row in counts
    ]
    found = krippendorff(codings, samples=10)
    assert found.value == pytest.approx(alpha_from_kappa(kappa, sum(map(sum, counts))), abs=0.0005)
    assert found.sentences == len(counts)


def test_cohens_kappa_by_hand() -> None:
    # 50 sentences: both yes 20, both no 15, apart 5 and 10; p_o = 0.7, p_e = 0.5, kappa = 0.4
    codings = [
        {"a": a, "b": b}
        for a, b, n in (("y", "y", 20), ("y", "n", 5), ("n", "y", 10), ("n", "n", 15))
        for _ in range(n)
    ]
    [pair] = cohen(codings)
    assert pair.kappa == pytest.approx(0.4)
    assert (pair.sentences, pair.equal) == (50, pytest.approx(0.7))


def test_pairs_are_measured_on_the_sentences_they_share() -> None:
    codings = [{"a": "x", "b": "x"}, {"a": "y", "b": "y"}, {"b": "x", "c": "y"}, {"c": "x"}]
    assert [(pair.first, pair.second, pair.sentences) for pair in cohen(codings)] == [("a", "b", 2), ("b", "c", 1)]


def test_no_variation_is_no_figure() -> None:
    codings = [{"a": "x", "b": "x"}] * 4
    assert isnan(cohen(codings)[0].kappa)
    assert isnan(krippendorff(codings).value)
    found = measure_agreement(codings)
    assert found is not None
    assert agreement_table(found).row_count == 2


def test_one_coder_alone_has_no_agreement() -> None:
    assert measure_agreement([{"a": "x"}, {"a": "y"}]) is None
    assert measure_agreement([]) is None


def test_the_interval_narrows_with_more_sentences() -> None:
    few = krippendorff(units(FOUR_OBSERVERS))
    many = krippendorff(units(FOUR_OBSERVERS) * 20)
    assert many.high - many.low < (few.high - few.low) / 2
    assert krippendorff(units(FOUR_OBSERVERS)) == few


CODINGS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"), min_size=1), min_size=2, max_size=12
)


@given(CODINGS, st.permutations("abcd"), st.permutations("xyz"))
@settings(max_examples=60, deadline=None)
def test_alpha_knows_neither_names_of_labels_nor_coders(
    codings: list[dict[str, str]], annotators: list[str], labels: list[str]
) -> None:
    renamed = [
        {annotators["abcd".index(annotator)]: labels["xyz".index(label)] for annotator, label in coding.items()}
        for coding in codings
    ]
    before, after = krippendorff(codings, samples=10).value, krippendorff(renamed[::-1], samples=10).value
    assert after == pytest.approx(before, nan_ok=True)


@given(st.lists(st.sampled_from("xyz"), min_size=2).filter(lambda labels: len(set(labels)) > 1))
@settings(max_examples=40, deadline=None)
def test_perfect_agreement_is_one(labels: list[str]) -> None:
    codings = [{"a": label, "b": label, "c": label} for label in labels]
    found = measure_agreement(codings)
    assert found is not None
    assert found.alpha.value == pytest.approx(1)
    assert all(pair.kappa == pytest.approx(1) for pair in found.pairs)
