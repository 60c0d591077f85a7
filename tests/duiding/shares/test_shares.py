from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.shares import UNITS, Tally, period_of, shares_by, start_of, starts_between

LABELS = ["diplomatic", "sanction", "other"]


def labelled(name, labels, **fields):
    sentences = [
        LabelledSentence(
            name, number, 0, 1, "x", label, tuple(0.8 if one == label else 0.1 for one in LABELS), uncertain=False
        )
        for number, label in enumerate(labels, 1)
    ]
    return LabelledArticle(Article(name, "x", fields), sentences)


def counted(*articles):
    tally = Tally(LABELS)
    for article in articles:
        tally.add(article)
    return tally.counted()


SOME = counted(
    labelled("a", ["other", "other", "sanction"], date="2022-01-30", publisher="Trouw"),
    labelled("b", ["other", "diplomatic"], date="2022-01-31T10:00", publisher="Trouw"),
    labelled("c", ["other"] * 4, date="2022-04-02", publisher="Telegraaf"),
    labelled("d", ["sanction"], date="gisteren", publisher="Trouw"),
)


def test_the_share_of_a_label_is_its_part_of_all_sentences_not_of_articles():
    whole = shares_by(SOME).set_index("label")
    assert whole.loc["other", "share"] == pytest.approx(7 / 10)
    assert whole["count"].to_dict() == {"diplomatic": 1, "sanction": 2, "other": 7}
    assert set(whole["articles"]) == {4} and set(whole["sentences"]) == {10}


def test_months_come_in_order_each_with_its_first_day_and_a_month_without_articles_has_no_row():
    months = shares_by(SOME, ["month"])
    assert list(months["month"].unique()) == ["2022-01", "2022-04"]
    assert list(months["start"].unique()) == ["2022-01-01", "2022-04-01"]
    assert list(months["label"][:3]) == LABELS


def test_an_article_with_a_date_that_cannot_be_read_is_in_no_period():
    assert shares_by(SOME, ["year"])["sentences"].iloc[0] == 9


def test_two_groups_at_once():
    both = shares_by(SOME, ["publisher", "quarter"])
    assert set(zip(both["publisher"], both["quarter"], strict=True)) == {
        ("Trouw", "2022-Q1"),
        ("Telegraaf", "2022-Q2"),
    }


def test_sentences_that_come_row_by_row_are_one_article():
    rows = counted(labelled("a", ["other"]), labelled("a", ["sanction"]), labelled("b", ["other"]))
    assert shares_by(rows)["articles"].iloc[0] == 2


def test_articles_of_one_label_each_widen_the_interval():
    apart = shares_by(counted(*(labelled(str(i), ["other", "sanction"] * 5) for i in range(20))))
    together = shares_by(counted(*(labelled(str(i), [("other", "sanction")[i % 2]] * 10) for i in range(20))))
    width = [frame["high"].iloc[2] - frame["low"].iloc[2] for frame in (apart, together)]
    assert width[0] < 0.2 < 0.4 < width[1]


def test_the_interval_over_articles_covers_the_true_share():
    rng = np.random.default_rng(0)
    hits = 0
    for _ in range(200):
        articles = []
        for number in range(12):
            share = rng.beta(1.0, 3.0)
            articles.append(labelled(str(number), np.where(rng.random(10) < share, "sanction", "other")))
        row = shares_by(counted(*articles)).set_index("label").loc["sanction"]
        hits += row["low"] <= 0.25 <= row["high"]
    assert 0.91 <= hits / 200 <= 0.99


def test_a_group_of_one_article_borrows_the_spread_of_all():
    days = shares_by(SOME, ["day"])
    assert days["low"].notna().all() and (days["low"] <= days["share"]).all() and (days["share"] <= days["high"]).all()


def test_nothing_can_be_said_of_the_spread_of_a_single_article():
    one = shares_by(counted(labelled("a", ["other", "sanction"])))
    assert one["low"].isna().all() and one["share"].notna().all()


def test_a_sentence_with_several_actors_counts_for_each_and_one_without_for_none():
    tally = Tally(LABELS, several="actor")
    tally.add(labelled("a", ["other", "sanction"]), [["Rusland", "Iran"], []])
    frame = shares_by(tally.counted(), ["actor"])
    assert frame.groupby("actor")["sentences"].first().to_dict() == {"Rusland": 1, "Iran": 1}


def test_the_axis_of_time_has_every_period_also_empty_ones():
    found = list(starts_between(date(2021, 10, 1), date(2022, 5, 3), "quarter"))
    assert found == [date(2021, 10, 1), date(2022, 1, 1), date(2022, 4, 1)]
    assert len(list(starts_between(date(2022, 2, 21), date(2022, 3, 6), "week"))) == 2


@given(st.dates(min_value=date(1, 1, 8)), st.sampled_from(UNITS))
def test_a_day_falls_in_its_period_and_the_period_begins_on_its_first_day(day, unit):
    period = period_of(day.isoformat(), unit)
    start = start_of(period)
    assert start <= day and period_of(start.isoformat(), unit) == period
    assert list(starts_between(start, day, unit)) == [start]


@given(st.text(max_size=30) | st.from_regex(r"\s*\d{0,5}-?\d{0,3}-?\d{0,3}.?", fullmatch=True), st.sampled_from(UNITS))
def test_any_text_gives_a_period_or_none(text, unit):
    period = period_of(text, unit)
    assert period is None or period_of(start_of(period).isoformat(), unit) == period


def test_dates_as_people_write_them_are_read():
    found = counted(*(labelled(str(i), ["other"], date=day) for i, day in enumerate(("1 maart 2022", "31-3-2022"))))
    assert shares_by(found, ["month"])["month"].unique().tolist() == ["2022-03"]
